"""Cost centres (S98)."""

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


def _cost_center(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {"code": None, "name": None, "description": "", "status": "active"}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


COST_CENTERS = Collection(
    "/cost-centers",
    "el centro de costo",
    Listing(
        "cost-centers",
        {"status": equals("status"), "name": contains("name"), "query": contains("name", "code")},
        {"name": "name", "code": "code", "status": "status"},
    ),
    _cost_center,
    check_delete=refuse_use("invoices", "costCenter.id", "el centro de costo"),
)

ROUTES = COST_CENTERS.routes()
