"""Additional charges."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    fields_of,
    need_choice,
    need_text,
    number_id,
)
from alegra_cli.sandbox.books.listing import Listing, contains, equals


def _charge(books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "name": None,
        "code": None,
        "description": "",
        "percentage": None,
        "categorySalesId": None,
        "categoryPurchasesId": None,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    if record["percentage"] is not None:
        decimal(record["percentage"], "percentage")
    for key in ("categorySalesId", "categoryPurchasesId"):
        account = books.reference("categories", record[key], key)
        record[key] = account and number_id(str(account["id"]))
    return record


def _with_numeric_ids(_books: Books, record: Record, _query: Any) -> Record:
    # Ids are JSON numbers here (S32, S42).
    return {**record, "id": number_id(record["id"]), "companyId": 1}


CHARGES = Collection(
    "/additional-charges",
    "el cargo adicional",
    Listing(
        "additional-charges",
        {"status": equals("status"), "name": contains("name")},
        {"name": "name", "status": "status"},
    ),
    _charge,
    show=_with_numeric_ids,
)

ROUTES = CHARGES.routes()
