"""Categories of items (S63)."""

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
from alegra_cli.sandbox.http.route import Route
from alegra_cli.sandbox.resources import attachments


def _item_category(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {"name": None, "description": "", "status": "active", "image": None}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


ITEM_CATEGORIES = Collection(
    "/item-categories",
    "la categoría de ítems",
    Listing(
        "item-categories",
        {
            "status": equals("status"),
            "name": contains("name"),
            "description": contains("description"),
        },
        {"name": "name"},
        strict="categorías",
    ),
    _item_category,
    check_delete=refuse_use("items", "itemCategory.id", "la categoría"),
    attaches=True,
)

ROUTES: list[Route] = [
    *ITEM_CATEGORIES.routes(),
    *attachments.routes("item-categories", ITEM_CATEGORIES.noun, "image"),
]
