"""What estimates and remissions have in common: documents that nobody owes yet."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.books import Books, lines
from alegra_cli.sandbox.books.crud import Record
from alegra_cli.sandbox.books.documents import (
    client,
    currency,
    day,
    relations,
)
from alegra_cli.sandbox.books.listing import contains, element, equals

SHARED = {
    "client_id": equals("client.id"),
    "client_name": contains("client.name"),
    "item_id": element("items", "id"),
    "number": equals("number"),
}


ORDER = {"date": "date", "dueDate": "dueDate", "name": "client.name"}


def offer(books: Books, body: Record, old: Record | None) -> Record:
    """What both have in common: two dates, a client, lines that nobody owes yet."""
    merged = {**(old or {}), **body}
    if "items" in body or old is None:
        items, totals = lines.compute(books, body.get("items"))
    else:
        items, totals = old["items"], {"total": old["total"]}
    places = {**(old or {}), **relations(books, body, old)}
    return {
        "date": day(merged, "date"),
        "dueDate": day(merged, "dueDate"),
        "observations": merged.get("observations") or "",
        "anotation": merged.get("anotation") or "",
        "client": client(books, body) if "client" in body or not old else old["client"],
        "seller": places["seller"],
        "priceList": places["priceList"],
        "warehouse": places["warehouse"],
        "costCenter": places["costCenter"],
        "currency": None,
        **currency(books, merged),
        # Quantities are texts with two decimals here (S79).
        "items": [{**line, "quantity": f"{Decimal(str(line['quantity'])):.2f}"} for line in items]
        if items is not (old or {}).get("items")
        else items,
        "total": totals["total"],
    }
