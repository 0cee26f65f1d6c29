"""Payments that come by themselves; they can only be read (S91)."""

from __future__ import annotations

from alegra_cli.sandbox.books.crud import Collection
from alegra_cli.sandbox.books.listing import Listing

RECURRING_PAYMENTS = Collection(
    "/recurring-payments",
    "el pago recurrente",
    Listing(
        "recurring-payments",
        {},
        {"number": "number", "startDate": "startDate", "endDate": "endDate"},
        strict="pagos recurrentes",
    ),
    lambda _books, body, _old: body,
)

ROUTES = RECURRING_PAYMENTS.routes("create", "update", "delete")
