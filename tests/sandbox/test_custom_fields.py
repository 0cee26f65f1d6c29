"""Custom fields."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import refused


def test_custom_fields(books: Books) -> None:
    body = {"name": "Talla", "resourceType": "item", "type": "optionsList", "options": ["S"]}
    made = books.call("POST", "/custom-fields", {**body, "settings": {"isRequired": True}})
    assert made["settings"] == {
        "isRequired": True,
        "printOnInvoices": False,
        "showInItemVariants": False,
    }
    one = f"/custom-fields/{made['id']}"
    changed = books.call("PUT", one, {"settings": {"printOnInvoices": True}})
    assert (changed["settings"]["isRequired"], changed["settings"]["printOnInvoices"]) == (
        True,
        True,
    )
    assert refused(books, "PUT", one, {"resourceType": "invoice"}).status == 400
    found = books.call("GET", "/custom-fields", query={"name_query": "tall"})
    assert [row["id"] for row in found] == [made["id"]]
