"""Terms of payment (S41)."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import (
    Collection,
    Record,
    fields_of,
    need_text,
    refuse_use,
)
from alegra_cli.sandbox.books.listing import Listing
from alegra_cli.sandbox.http.refusals import bad


def _term(_books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, {"name": None, "days": None}, old)
    need_text(record, "name")
    if not str(record["days"]).isdecimal():
        raise bad("El campo days debe ser un número entero")
    return {**record, "days": int(record["days"])}


TERMS = Collection(
    "/terms",
    "el término de pago",
    Listing("terms", {}, {"name": "name", "days": "days"}),
    _term,
    check_delete=refuse_use("contacts", "term.id", "el término de pago"),
)

ROUTES = TERMS.routes()
