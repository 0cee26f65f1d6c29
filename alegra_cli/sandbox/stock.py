"""Stock as the sum of movements, so that any day's stock can be told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.exact import Number
from alegra_cli.sandbox.books import Books

Record = dict[str, Any]
EVER = "9999-12-31"


def move(books: Books, resource: str, record: Record, sign: int) -> None:
    """Book the lines of a document: -1 takes out of stock, 1 puts back."""
    forget(books, resource, record)
    warehouse = str((record.get("warehouse") or {}).get("id") or "1")
    for line in record["items"]:
        books.store.database.execute(
            "INSERT INTO movements (item, warehouse, day, quantity, document) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                str(line["id"]),
                warehouse,
                record["date"],
                str(sign * Decimal(str(line["quantity"]))),
                f"{resource}/{record['id']}",
            ),
        )


def forget(books: Books, resource: str, record: Record) -> None:
    """Take back what a document moved."""
    books.store.database.execute(
        "DELETE FROM movements WHERE document = ?", (f"{resource}/{record['id']}",)
    )


def moved(books: Books, item: str, day: str = EVER) -> dict[str, Decimal]:
    """By warehouse, what was moved up to and including a day."""
    rows = books.store.database.execute(
        "SELECT warehouse, quantity FROM movements WHERE item = ? AND day <= ?", (item, day)
    )
    total: dict[str, Decimal] = {}
    for warehouse, quantity in rows:
        total[warehouse] = total.get(warehouse, Decimal(0)) + Decimal(quantity)
    return total


def plain(value: Decimal) -> int | Number:
    """Without zeros that say nothing: 7, 2.5."""
    text = format(value.normalize(), "f")
    return Number(text) if "." in text else int(text)
