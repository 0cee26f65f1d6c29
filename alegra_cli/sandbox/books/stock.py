"""Stock as the sum of movements, so that any day's stock can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from alegra_cli.exact import Number
from alegra_cli.sandbox.books import Books

Record = dict[str, Any]
EVER = "9999-12-31"


def move(
    books: Books, resource: str, record: Record, sign: int, lines: Sequence[Record] | None = None
) -> None:
    """Book the lines of a document: -1 takes out of stock, 1 puts back.

    lines: those that move, where they are not the record's ``items``.
    """
    warehouse = str((record.get("warehouse") or {}).get("id") or "1")
    listed = record["items"] if lines is None else lines
    moves = [(line["id"], warehouse, sign * Decimal(str(line["quantity"]))) for line in listed]
    book(books, resource, record, moves)


def book(
    books: Books, resource: str, record: Record, moves: Iterable[tuple[str, str, Decimal]]
) -> None:
    """In place of what the document moved before, these: (item, warehouse, quantity)."""
    forget(books, resource, record)
    day, document = record["date"], f"{resource}/{record['id']}"
    books.store.database.executemany(
        "INSERT INTO movements (item, warehouse, day, quantity, document) VALUES (?, ?, ?, ?, ?)",
        [
            (str(item), warehouse, day, str(quantity), document)
            for item, warehouse, quantity in moves
        ],
    )


def forget(books: Books, resource: str, record: Record) -> None:
    """Take back what a document moved."""
    books.store.database.execute(
        "DELETE FROM movements WHERE document = ?", (f"{resource}/{record['id']}",)
    )


def quantities(books: Books, item: str, day: str = EVER) -> dict[str, Decimal]:
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
