"""The company behind the credentials (S36): one record, no id."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources.attachments import picture

KEYS = (
    "name",
    "identification",
    "identificationObject",
    "kindOfPerson",
    "regime",
    "email",
    "phone",
    "website",
    "address",
    "timezone",
    "decimalPrecision",
    "decimalSeparator",
    "invoicePreferences",
)


def show(call: Call) -> Any:
    return call.books.company


def update(call: Call) -> Any:
    """Only what is sent changes; objects key by key."""
    record = call.books.company
    for key, value in call.need_body().items():
        if key not in KEYS:
            continue
        if key == "decimalPrecision" and str(value) not in "0123456":
            raise bad("El campo decimalPrecision no es válido")
        both = isinstance(record.get(key), dict) and isinstance(value, dict)
        record[key] = {**record[key], **value} if both else value
    record["decimalPrecision"] = str(record["decimalPrecision"])
    call.books.store.save("company", "1", record)
    return record


ROUTES = [
    Route("GET", "/company", show),
    Route("PUT", "/company", update),
    picture("company"),
]
