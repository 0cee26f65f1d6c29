"""Retentions (S40, S125)."""

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
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http.refusals import bad


def _retention(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "idRetentionReference": None,
        "name": None,
        "calculatedBy": "percentage",
        "percentage": None,
        "description": "",
        "type": None,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name", "percentage", "type")
    need_choice(record, "status", ACTIVE)
    need_choice(record, "calculatedBy", ("percentage", "fixedAmount"))
    percentage = decimal(record["percentage"], "percentage")
    if record["calculatedBy"] == "percentage" and not 0 <= percentage <= 100:
        raise bad("El campo percentage debe estar entre 0 y 100")
    return {**record, "percentage": format_rate(percentage)}


def format_rate(percentage: Decimal) -> str:
    """Two decimals at least; a rate per mille keeps its third."""
    exponent = percentage.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return str(percentage.quantize(Decimal(1).scaleb(-places)))


RETENTIONS = Collection(
    "/retentions",
    "la retención",
    Listing("retentions", {"type": equals("type"), "status": equals("status")}, {"name": "name"}),
    _retention,
)

ROUTES = RETENTIONS.routes()
