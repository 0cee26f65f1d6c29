"""Sellers."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    fields_of,
    need_choice,
    need_text,
    refuse_use,
)
from alegra_cli.sandbox.books.listing import Listing, contains, equals


def _seller(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {"name": None, "identification": None, "observations": None, "status": "active"}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


SELLERS = Collection(
    "/sellers",
    "el vendedor",
    Listing("sellers", {"status": equals("status"), "query": contains("name")}, {"name": "name"}),
    _seller,
    check_delete=refuse_use("invoices", "seller.id", "el vendedor"),
)

ROUTES = SELLERS.routes()
