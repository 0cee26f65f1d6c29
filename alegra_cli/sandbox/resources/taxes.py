"""Taxes. Their list is wrapped in a way of its own, with a total in text (S37)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.books.crud import Collection, Record, fields_of, need_choice, need_text
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call

DEFAULTS: Record = {
    "name": None,
    "percentage": None,
    "description": "",
    "type": "IVA",
    "rate": "",
    "status": "active",
    "deductible": None,
    "categoryFavorable": None,
    "categoryToBePaid": None,
}


def make(books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, DEFAULTS, old)
    need_text(record, "name", "percentage")
    percentage = decimal(record["percentage"], "percentage")
    if not 0 <= percentage <= 100:
        raise bad("El campo percentage debe estar entre 0 y 100")
    need_choice(record, "status", ("active", "inactive"))
    for key in ("categoryFavorable", "categoryToBePaid"):
        record[key] = books.reference("categories", record[key], key)
    # Upstream gives percentages as text with two decimals.
    return {**record, "percentage": str(percentage.quantize(Decimal("0.01")))}


def envelope(rows: list[Any], total: int, _query: Mapping[str, str]) -> Any:
    return {"total": str(total), "results": rows}


class _Taxes(Collection):
    def list(self, call: Call) -> Any:
        # The wrapper tells the total with or without metadata=true.
        rows, _total = self.listing.page(call.books.store, call.query)
        return self.envelope(rows, self.listing.total(call.books.store, call.query), call.query)


def not_in_use(books: Books, record: Record) -> None:
    where, values = element("tax", "id")(record["id"])
    if books.store.count("items", where, values):
        raise bad("No se puede eliminar el impuesto porque está en uso")


TAXES = _Taxes(
    "/taxes",
    "el impuesto",
    Listing(
        "taxes",
        {"type": equals("type"), "status": equals("status"), "query": contains("name")},
        {"name": "name", "percentage": "percentage"},
    ),
    make,
    check_delete=not_in_use,
    envelope=envelope,
)
ROUTES = TAXES.routes()
