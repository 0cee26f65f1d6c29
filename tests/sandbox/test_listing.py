"""Lists: filters, order, pages, ids."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.past import PastBooks
from tests.sandbox.conftest import PAPER, contact, refused


def test_lists(books: Books) -> None:
    assert len(books.call("GET", "/invoices")) == 30
    for path in ("/invoices", "/contacts", "/items", "/payments", "/credit-notes"):
        no = refused(books, "GET", path, query={"limit": "31"})
        assert (no.status, no.body["code"]) == (400, 903)
    assert books.call("GET", "/taxes", query={"limit": "100"})["total"] == "4"
    counted = books.call("GET", "/contacts", query={"metadata": "true", "limit": "1"})
    assert (counted["metadata"], len(counted["data"])) == ({"total": 45}, 1)
    assert len(books.call("GET", "/contacts", query={"nonsense": "x"})) == 30
    assert books.call("GET", "/contacts", query={"start": "500"}) == []
    two = books.call("GET", "/invoices", query={"id": "3,5", "status": "void"})
    assert [row["id"] for row in two] == ["3", "5"]
    names = [row["name"] for row in books.call("GET", "/contacts", query={"order_field": "name"})]
    assert names == sorted(names, key=lambda name: name.upper().encode())


def test_ids_can_be_uuids(books: Books) -> None:
    books.settings.set("uuid_ids", True)
    assert len(contact(books)["id"]) == 36


DATED: dict[str, dict[str, Any]] = {
    "/price-lists": {"name": "Feria", "type": "amount"},
    "/warehouses": {"name": "Sur"},
    "/sellers": {"name": "Ana"},
    "/terms": {"name": "45 días", "days": 45},
    "/estimates": PAPER,
    "/remissions": PAPER,
}


def test_ids_are_uuids_since_the_day_of_each_resource(books: PastBooks) -> None:
    def made(path: str) -> str:
        return str(books.call("POST", path, DATED[path])["id"])

    def version(key: str) -> int | None:
        return None if key.isdecimal() else uuid.UUID(key).version

    # The books are those of 2026-06-15.
    assert {path: version(made(path)) for path in DATED} == {
        **dict.fromkeys(DATED, 7),
        "/estimates": None,
        "/remissions": None,
    }
    books.turn_to(date(2026, 4, 29), 1)
    assert [version(made(path)) for path in ("/sellers", "/terms")] == [None, 7]
    books.turn_to(date(2026, 7, 30), 1)
    keys = [made("/estimates") for _each in range(3)]
    assert {version(key) for key in keys} == {7}
    assert sorted(keys) == keys
    books.settings.set("uuid_ids", False)
    assert version(made("/estimates")) is None
    assert version(str(contact(books)["id"])) is None
