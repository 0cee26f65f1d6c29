"""Price lists."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import WHOLE


def test_only_percentage_lists_have_a_percentage(books: Books) -> None:
    made = books.call("POST", "/price-lists", WHOLE["/price-lists"])
    assert made["percentage"] == "5.00"
    changed = books.call("PUT", f"/price-lists/{made['id']}", {"type": "amount"})
    assert "percentage" not in changed
    assert "percentage" not in books.call("GET", "/price-lists/1")
