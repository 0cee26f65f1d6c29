"""Warehouse transfers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import DAY, ITEM, available, refused, stock, transfer


def test_a_transfer_moves_stock_and_keeps_the_total(books: Books) -> None:
    before, total = stock(books), available(books, ITEM)
    path = f"/warehouse-transfers/{transfer(books, '2.5')['id']}"
    assert stock(books) == {"1": before["1"] - Decimal("2.5"), "2": before["2"] + Decimal("2.5")}
    books.call("PUT", path, {"items": [{"id": ITEM, "quantity": 1}]})
    assert stock(books) == {"1": before["1"] - 1, "2": before["2"] + 1}
    assert available(books, ITEM) == total
    books.call("DELETE", path)
    assert (stock(books), available(books, ITEM)) == (before, total)


def test_stock_shows_in_a_warehouse_that_is_new(books: Books) -> None:
    before, total = stock(books), available(books, ITEM)
    new = books.call("POST", "/warehouses", {"name": "Sur"})["id"]
    made = transfer(books, 4, "1", new)["id"]
    assert stock(books) == {**before, "1": before["1"] - 4, new: Decimal(4)}
    assert available(books, ITEM) == total
    assert refused(books, "DELETE", f"/warehouses/{new}").status == 400
    books.call("DELETE", f"/warehouse-transfers/{made}")
    books.call("DELETE", f"/warehouses/{new}")


@pytest.mark.parametrize(
    "change",
    [
        {"origin": None},
        {"destination": {"id": "1"}},
        {"destination": {"id": "99"}},
        {"date": "2026-02-30"},
        {"items": []},
        {"items": ["x"]},
        {"items": [{"id": ITEM, "quantity": 0}]},
        {"items": [{"id": "1", "quantity": 1}]},
    ],
    ids=str,
)
def test_wrong_transfers_are_refused(books: Books, change: dict[str, Any]) -> None:
    body: dict[str, Any] = {"date": DAY, "origin": {"id": "1"}, "destination": {"id": "2"}}
    body |= {"items": [{"id": ITEM, "quantity": 1}], **change}
    assert refused(books, "POST", "/warehouse-transfers", body).status == 400
