"""Documents that move stock by hand: transfers between warehouses and adjustments."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal, objects, stock
from alegra_cli.sandbox.books.crud import (
    Collection,
    Record,
)
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call


def quantity_of(line: Record, at: str) -> Decimal:
    quantity = decimal(line.get("quantity"), f"{at}.quantity")
    if quantity <= 0:
        raise bad(f"El campo {at}.quantity debe ser mayor que cero")
    return quantity


def lines_of(books: Books, sent: Any) -> list[tuple[Record, Record, str]]:
    """(line, item, place) for each line. Raises a 400 for none or an unknown item."""
    listed = objects(sent, "items")
    if not listed:
        raise bad("El campo items es obligatorio y debe tener al menos una línea")
    made = []
    for number, line in enumerate(listed):
        at = f"items[{number}]"
        item = books.reference("items", line.get("id"), f"{at}.id")
        if item is None:
            raise bad(f"El campo {at}.id es obligatorio")
        if not item["inventory"]:
            raise bad(f"El ítem {item['id']} no maneja inventario")
        made.append((line, item, at))
    return made


def place(books: Books, body: Record, key: str, default: str = "") -> Record | None:
    found = books.reference("warehouses", body.get(key) or default, key)
    return found and {"id": found["id"], "name": found["name"]}


class StockDocuments(Collection, ABC):
    """A catalogue whose records move stock."""

    def create(self, call: Call) -> tuple[int, Any]:
        status, shown = super().create(call)
        self._move(call.books, shown["id"])
        return status, shown

    def update(self, call: Call) -> Any:
        shown = super().update(call)
        self._move(call.books, shown["id"])
        return shown

    def _move(self, books: Books, key: str) -> None:
        record = books.need(self.resource, key, self.noun)
        stock.book(books, self.resource, record, self.moves(record))

    @abstractmethod
    def moves(self, record: Record) -> list[tuple[str, str, Decimal]]:
        """What a record moves: (item, warehouse, quantity)."""
