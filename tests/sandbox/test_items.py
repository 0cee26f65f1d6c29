"""Items."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import invoice, refused


def test_items(books: Books) -> None:
    made = books.call(
        "POST", "/items", {"name": "A", "price": "10.50", "type": "service", "tax": "2"}
    )
    assert made["price"] == [{"idPriceList": "1", "name": "General", "price": "10.50"}]
    assert (made["type"], made["tax"][0]["percentage"]) == ("simple", "19.00")
    assert "inventory" not in made
    key = made["id"]
    assert books.call("PUT", f"/items/{key}", {"price": 20})["name"] == "A"
    books.call("PUT", f"/items/{key}", {"status": "inactive"})
    assert refused(books, "PUT", f"/items/{key}", {"price": 30}).status == 400
    books.call("PUT", f"/items/{key}", {"price": 30, "status": "active"})
    assert "error" in books.call("DELETE", f"/items/{key}")
    invoice(books)
    assert refused(books, "DELETE", "/items/1").status == 400
    assert refused(books, "POST", "/items", {"name": "A"}).status == 400
    no_cost = {"name": "A", "price": 1, "inventory": {"unit": "unit"}}
    assert refused(books, "POST", "/items", no_cost).status == 400
