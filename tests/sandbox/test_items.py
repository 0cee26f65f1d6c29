"""Items."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import LINE, invoice, refused


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
    no_cost = {"name": "A", "price": 1, "inventory": {"unit": "unit", "initialQuantity": 1}}
    assert refused(books, "POST", "/items", no_cost).status == 400


def test_what_documents_name_is_locked(books: Books) -> None:
    body = {"name": "A", "price": 1, "type": "service", "reference": "A-1"}
    key = books.call("POST", "/items", body)["id"]
    path = f"/items/{key}"
    assert books.call("PUT", path, {"reference": "A-2"})["reference"] == "A-2"
    invoice(books, {**LINE, "id": key})
    assert refused(books, "PUT", path, {"reference": "A-3"}).status == 400
    assert books.call("PUT", path, {"reference": "A-2", "price": 5})["price"][0]["price"] == 5
    assert refused(books, "DELETE", path).body["code"] == 1015


def test_variants_and_why_there_is_no_tax(books: Books) -> None:
    variants = [{"name": "S", "price": 1}]
    why = {"reason": "EXEMPT", "cause": "E1"}
    body = {"name": "Camisa", "price": 1, "type": "variantParent", "itemVariants": variants}
    made = books.call("POST", "/items", {**body, "withoutTax": why})
    assert (made["itemVariants"], made["withoutTax"]) == (variants, why)
    told = books.call("GET", f"/items/{made['id']}", query={"fields": "itemVariants"})
    assert told["itemVariants"] == variants
    assert refused(books, "POST", "/items", {**body, "itemVariants": "x"}).status == 400
    kit = {"name": "Combo", "price": 1, "type": "kit", "subitems": [{"item": {"id": "1"}}]}
    key = books.call("POST", "/items", kit)["id"]
    assert [row["id"] for row in books.call("GET", "/items", query={"type": "kit"})] == [key]
