"""Lists: filters, order, pages, ids."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import contact, refused


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
