"""Inventory adjustment numerations."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import adjust, refused

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
