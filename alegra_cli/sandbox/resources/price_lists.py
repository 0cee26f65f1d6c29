"""Price lists (S64)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.listing import Listing, element
from alegra_cli.sandbox.http.refusals import bad


def _price_list(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "name": None,
        "description": "",
        "type": None,
        "percentage": None,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name", "type")
    need_choice(record, "status", ACTIVE)
    need_choice(record, "type", ("amount", "percentage"))
    if record["type"] == "percentage":
        need_text(record, "percentage")
        percentage = decimal(record["percentage"], "percentage")
        record["percentage"] = str(percentage.quantize(Decimal("0.01")))
    else:
        record["percentage"] = None
    return record


def _refuse_use(books: Books, record: Record) -> None:
    where, values = element("price", "idPriceList")(record["id"])
    if record["id"] == "1" or books.store.count("items", where, values):
        raise bad("No se puede eliminar la lista de precios porque está en uso")


PRICE_LISTS = Collection(
    "/price-lists",
    "la lista de precios",
    Listing("price-lists", {}, {"name": "name"}, strict="listas de precios"),
    _price_list,
    show=lambda _books, record, _query: {
        key: value for key, value in record.items() if key != "percentage" or value is not None
    },
    check_delete=_refuse_use,
    flags=True,
)

ROUTES = PRICE_LISTS.routes()
