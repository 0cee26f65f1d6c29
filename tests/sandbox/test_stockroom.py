"""Transfers, adjustments and their numberings, and what items are kept in and sorted by."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alegra_cli.exact import Number
from alegra_cli.sandbox.books.books import Books
from tests.sandbox.conftest import invoice, refused
from tests.sandbox.test_documents import available

ITEM = "15"
DAY = "2026-06-01"


def stock(books: Books) -> dict[str, Decimal]:
    """What there is of the item, by warehouse."""
    places = books.call("GET", f"/items/{ITEM}")["inventory"]["warehouses"]
    return {place["id"]: Decimal(place["availableQuantity"]) for place in places}


def transfer(books: Books, quantity: Any, origin: str = "1", destination: str = "2") -> Any:
    body = {
        "date": DAY,
        "origin": {"id": origin},
        "destination": {"id": destination},
        "items": [{"id": ITEM, "quantity": quantity}],
    }
    return books.call("POST", "/warehouse-transfers", body)


def adjust(books: Books, way: str, quantity: Any, **more: Any) -> Any:
    line = {"id": ITEM, "type": way, "unitCost": 10, "quantity": quantity}
    return books.call("POST", "/inventory-adjustments", {"date": DAY, "items": [line], **more})


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
    body = {"date": DAY, "origin": {"id": "1"}, "destination": {"id": "2"}}
    body |= {"items": [{"id": ITEM, "quantity": 1}], **change}
    assert refused(books, "POST", "/warehouse-transfers", body).status == 400


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


NUMERATIONS = "/inventory-adjustments/numerations"


def test_numerations_move_on_and_tell_the_next_when_asked(books: Books) -> None:
    body = {"name": "Norte", "prefix": "N-", "autoIncrement": True, "startNumber": "7"}
    key = books.call("POST", NUMERATIONS, body)["id"]
    first = books.call("GET", f"{NUMERATIONS}/{key}", query={"fields": "nextNumber"})
    assert (first["startNumber"], first["nextNumber"]) == (7, 7)
    told = [adjust(books, "in", 1, resolution=key) for _time in range(2)]
    assert [(row["idResolution"], row["prefix"], row["number"]) for row in told] == [
        (key, "N-", "7"),
        (key, "N-", "8"),
    ]
    assert adjust(books, "in", 1, resolution=key, number=50)["number"] == "50"
    assert "nextNumber" not in books.call("GET", f"{NUMERATIONS}/{key}")
    asked = books.call("GET", f"{NUMERATIONS}/{key}", query={"fields": "nextNumber"})
    assert asked["nextNumber"] == 9


def test_a_manual_numeration_wants_a_number(books: Books) -> None:
    manual = {"name": "A mano", "autoIncrement": False, "isDefault": True}
    key = books.call("POST", NUMERATIONS, manual)["id"]
    with pytest.raises(Exception, match="manual"):
        adjust(books, "in", 1)
    assert adjust(books, "in", 1, number=3)["number"] == "3"
    listed = books.call("GET", NUMERATIONS, query={"autoIncrement": "false"})
    assert [row["id"] for row in listed] == [key]
    every = books.call("GET", NUMERATIONS)
    assert [row["isDefault"] for row in every] == [False, True]


def test_pages_of_numerations_are_shorter(books: Books) -> None:
    for number in range(21):
        books.call("POST", NUMERATIONS, {"name": f"N{number}", "autoIncrement": False})
    assert len(books.call("GET", NUMERATIONS)) == 20
    assert len(books.call("GET", NUMERATIONS, query={"limit": "30"})) == 22
    assert refused(books, "GET", NUMERATIONS, query={"limit": "31"}).body["code"] == 903
    for wrong in ({"name": "X"}, {"name": "X", "autoIncrement": True}, {"autoIncrement": False}):
        assert refused(books, "POST", NUMERATIONS, wrong).status == 400


QUANTITIES = st.decimals("0.01", 1000, places=2).map(lambda value: Number(format(value, "f")))
STEPS = st.tuples(st.sampled_from(["in", "out", "move", "back", "sell", "undo"]), QUANTITIES)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(STEPS, max_size=8))
def test_stock_is_what_was_moved(books: Books, steps: list[tuple[str, Number]]) -> None:
    expected = stock(books)
    done: list[tuple[str, dict[str, Decimal]]] = []
    for what, quantity in steps:
        change: dict[str, Decimal] = {}
        if what == "undo" and done:
            path, undone = done.pop()
            books.call("DELETE", path)
            change = {place: -moved for place, moved in undone.items()}
        elif what in ("in", "out"):
            change = {"1": quantity if what == "in" else -quantity}
            path = f"/inventory-adjustments/{adjust(books, what, quantity)['id']}"
            done.append((path, change))
        elif what in ("move", "back"):
            ends = ("1", "2") if what == "move" else ("2", "1")
            change = {ends[0]: -quantity, ends[1]: quantity}
            path = f"/warehouse-transfers/{transfer(books, quantity, *ends)['id']}"
            done.append((path, change))
        elif what == "sell":
            invoice(books, {"id": ITEM, "price": 1, "quantity": quantity})
            change = {"1": -quantity}
        for place, moved in change.items():
            expected[place] += moved
        assert stock(books) == expected
        assert available(books, ITEM) == sum(expected.values(), Decimal(0))
