"""Stock that is corrected by hand (S60)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.books import Books, decimal, stock
from alegra_cli.sandbox.books.crud import Record
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.books.stock_documents import StockDocuments, lines_of, place, quantity_of
from alegra_cli.sandbox.http.refusals import bad

RESOURCE = "inventory-adjustments"
NUMERATIONS = "inventory-adjustments/numerations"


def _adjustment(books: Books, body: Record, old: Record | None) -> Record:
    merged = {**(old or {}), **body}
    number = _number(books, body) if old is None else {}
    cost_center = books.reference("cost-centers", merged.get("costCenter"), "costCenter")
    return {
        "date": day(merged, "date"),
        "observations": merged.get("observations") or "",
        "warehouse": place(books, merged, "warehouse", "1"),
        "items": [
            _adjustment_line(line, item, at)
            for line, item, at in lines_of(books, merged.get("items"))
        ],
        "costCenter": cost_center,
        **{key: (old or {}).get(key) for key in ("idResolution", "prefix", "number")},
        **number,
    }


def _adjustment_line(line: Record, item: Record, at: str) -> Record:
    if line.get("type") not in ("in", "out"):
        raise bad(f"El campo {at}.type debe ser in u out")
    decimal(line.get("unitCost"), f"{at}.unitCost")
    quantity_of(line, at)
    return {
        "id": item["id"],
        "name": item["name"],
        **{key: line[key] for key in ("type", "unitCost", "quantity")},
    }


def _number(books: Books, body: Record) -> Record:
    """The numbering that is asked for, or the preferred one; it moves on."""
    wanted = body.get("resolution")
    rows = books.store.find(NUMERATIONS, "json_extract(body, '$.status') = 'active'")
    chosen = [row for row in rows if row["id"] == wanted] if wanted else rows
    if wanted and not chosen:
        raise bad(f"La numeración {wanted} no existe")
    chosen.sort(key=lambda row: not row["isDefault"])
    if not chosen:
        return {"idResolution": None, "prefix": body.get("prefix"), "number": _free(books, body)}
    row = chosen[0]
    if not body.get("number") and not row["autoIncrement"]:
        raise bad("La numeración es manual: el campo number es obligatorio")
    number = str(body.get("number") or row["_next"])
    if not body.get("number"):
        books.store.save(NUMERATIONS, row["id"], {**row, "_next": int(row["_next"]) + 1})
    prefix = body["prefix"] if "prefix" in body else row["prefix"]
    return {"idResolution": row["id"], "prefix": prefix, "number": number}


def _free(books: Books, body: Record) -> str:
    return str(body.get("number") or books.store.count(RESOURCE) + 1)


class _Adjustments(StockDocuments):
    def moves(self, record: Record) -> list[tuple[str, str, Decimal]]:
        moves = []
        for line in record["items"]:
            quantity = Decimal(str(line["quantity"]))
            sign = 1 if line["type"] == "in" else -1
            moves.append((line["id"], record["warehouse"]["id"], sign * quantity))
        return moves


ADJUSTMENTS = _Adjustments(
    "/inventory-adjustments",
    "el ajuste de inventario",
    Listing(
        RESOURCE,
        {
            "number": equals("number"),
            "date": equals("date"),
            "warehouse_id": equals("warehouse.id"),
        },
        {
            "number": "number",
            "date": "date",
            "observations": "observations",
            "warehouse_name": "warehouse.name",
        },
        strict="ajustes",
    ),
    _adjustment,
    after_delete=lambda books, record: stock.forget(books, RESOURCE, record),
)

ROUTES = ADJUSTMENTS.routes()
