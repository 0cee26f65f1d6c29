"""Inventory adjustments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import DAY, ITEM, adjust, available, refused, stock


def test_adjustments_add_and_take(books: Books) -> None:
    before = available(books, ITEM)
    first, second = adjust(books, "in", 3), adjust(books, "out", "0.5")
    assert available(books, ITEM) == before + Decimal("2.5")
    assert int(second["number"]) == int(first["number"]) + 1
    path = f"/inventory-adjustments/{first['id']}"
    assert books.call("PUT", path, {"observations": "x"})["number"] == first["number"]
    assert available(books, ITEM) == before + Decimal("2.5")
    books.call("DELETE", path)
    assert available(books, ITEM) == before - Decimal("0.5")


def test_an_adjustment_is_for_its_warehouse(books: Books) -> None:
    before = stock(books)
    made = adjust(books, "in", 2, warehouse={"id": "2"})
    assert stock(books) == {**before, "2": before["2"] + 2}
    told = books.call("GET", "/inventory-adjustments", query={"warehouse_id": "2"})
    assert [row["id"] for row in told] == [made["id"]]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"id": "999"},
        {"type": "sideways"},
        {"unitCost": None},
        {"quantity": -1},
        {"quantity": "x"},
    ],
    ids=str,
)
def test_wrong_adjustments_are_refused(books: Books, change: dict[str, Any]) -> None:
    line = {"id": ITEM, "type": "in", "unitCost": 10, "quantity": 1, **change}
    body = {"date": DAY, "items": [line]}
    assert refused(books, "POST", "/inventory-adjustments", body).status == 400
    body["items"] = []
    assert refused(books, "POST", "/inventory-adjustments", body).status == 400
