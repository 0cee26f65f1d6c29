"""Sellers (S51)."""

from __future__ import annotations

from collections.abc import Mapping

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
    defaults = {"name": None, "identification": "", "observations": "", "status": "active"}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


def _show(_books: Books, record: Record, _query: Mapping[str, str]) -> Record:
    """The identification as accounts have it: a number, or an empty text."""
    number = record.get("identification") or ""
    if isinstance(number, str) and number.isdecimal() and number[0] != "0":
        number = int(number)
    return {**record, "identification": number, "observations": record.get("observations") or ""}


SELLERS = Collection(
    "/sellers",
    "el vendedor",
    Listing("sellers", {"status": equals("status"), "query": contains("name")}, {"name": "name"}),
    _seller,
    show=_show,
    check_delete=refuse_use("invoices", "seller.id", "el vendedor"),
)

ROUTES = SELLERS.routes()
