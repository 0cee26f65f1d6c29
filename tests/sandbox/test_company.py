"""Company."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import invoice, refused


def test_currencies_and_company(books: Books) -> None:
    assert refused(books, "DELETE", "/currencies/COP").status == 400
    assert refused(books, "POST", "/currencies", {"code": "usd", "exchangeRate": 1}).status == 400
    assert refused(books, "POST", "/currencies", {"code": "USD", "exchangeRate": 1}).status == 400
    assert "deletable" not in books.call("GET", "/currencies/COP")
    asked = books.call("GET", "/currencies", query={"fields": "deletable"})
    assert [row["deletable"] for row in asked] == [False, True, True]
    books.call("PUT", "/company", {"decimalPrecision": 0, "address": {"city": "Cali"}})
    company = books.call("GET", "/company")
    assert company["address"]["description"]
    assert str(invoice(books)["total"]) == "100"


def test_users(books: Books) -> None:
    assert books.call("GET", "/users/self")["id"] == "1"
    assert refused(books, "POST", "/users", {"email": "a@b.co"}).status == 400
    books.call("PUT", "/users/self", {"phone": "1"})
    kept = books.call("PUT", "/users/self/metadata", {"a": 1})
    assert kept["metadata"] == {"a": 1}
    assert "_metadata" not in books.call("GET", "/users/1")
