"""Transfers between warehouses (S66)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.books import Books, stock
from alegra_cli.sandbox.books.crud import Record
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, element, equals
from alegra_cli.sandbox.books.stock_documents import (
    StockDocuments,
    lines_of,
    place,
    quantity_of,
)
from alegra_cli.sandbox.http.refusals import bad

RESOURCE = "warehouse-transfers"


def _transfer(books: Books, body: Record, old: Record | None) -> Record:
    merged = {**(old or {}), **body}
    origin, target = place(books, merged, "origin"), place(books, merged, "destination")
    if origin is None or target is None or origin["id"] == target["id"]:
        raise bad("Los campos origin y destination deben ser dos bodegas distintas")
    lines = [
        {"id": item["id"], "name": item["name"], "quantity": line["quantity"]}
        for line, item, at in lines_of(books, body.get("items"))
        if quantity_of(line, at)
    ]
    return {
        "date": day(merged, "date"),
        "observations": merged.get("observations") or "",
        "origin": origin,
        "destination": target,
        "items": lines,
    }


class _Transfers(StockDocuments):
    def moves(self, record: Record) -> list[tuple[str, str, Decimal]]:
        moves = []
        for line in record["items"]:
            quantity = Decimal(str(line["quantity"]))
            moves.append((line["id"], record["origin"]["id"], -quantity))
            moves.append((line["id"], record["destination"]["id"], quantity))
        return moves


TRANSFERS = _Transfers(
    "/warehouse-transfers",
    "la transferencia",
    Listing(
        RESOURCE,
        {"item_id": element("items", "id"), "date": equals("date")},
        strict="transferencias",
    ),
    _transfer,
    after_delete=lambda books, record: stock.forget(books, RESOURCE, record),
    flags=True,
)

ROUTES = TRANSFERS.routes()
