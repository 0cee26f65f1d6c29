"""Warehouses."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books


def test_the_main_warehouse_stays_the_main_one(books: Books) -> None:
    made = books.call("POST", "/warehouses", {"name": "Sur", "isDefault": True})
    assert made["isDefault"] is False
    assert books.call("PUT", "/warehouses/1", {"isDefault": False})["isDefault"] is True
