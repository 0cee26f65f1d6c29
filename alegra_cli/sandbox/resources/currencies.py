"""Currencies by ISO code (S33)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.books.crud import (
    Collection,
    Record,
    extras,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.listing import Listing
from alegra_cli.sandbox.http.refusals import bad

DEFAULTS: Record = {
    "code": None,
    "name": None,
    "symbol": "$",
    "status": "active",
    "exchangeRate": None,
    "_autoUpdate": False,
}


def _main(books: Books, record: Record) -> bool:
    return bool(record["code"] == books.company.get("currency", {}).get("code"))


def make(books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, DEFAULTS, old)
    if "autoUpdate" in body:
        record["_autoUpdate"] = body["autoUpdate"] is True
    need_text(record, "code")
    if not re.fullmatch("[A-Z]{3}", str(record["code"])):
        raise bad("El campo code no es un código ISO 4217")
    if old is None or not _main(books, old):
        need_text(record, "exchangeRate")
        if decimal(record["exchangeRate"], "exchangeRate") <= 0:
            raise bad("El campo exchangeRate debe ser mayor que cero")
    need_choice(record, "status", ("active", "inactive"))
    return {**record, "name": record["name"] or record["code"]}


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    more = {
        "deletable": not _main(books, record),
        "canBeInactive": not _main(books, record),
        "autoUpdate": record.get("_autoUpdate", False),
    }
    return {**record, **{key: value for key, value in more.items() if key in wanted}}


def keep_main(books: Books, record: Record) -> None:
    if _main(books, record):
        raise bad("No puede eliminar la moneda de la compañía")


CURRENCIES = Collection(
    "/currencies",
    "la moneda",
    Listing("currencies", {}),
    make,
    show=show,
    check_delete=keep_main,
    key="code",
)
ROUTES = CURRENCIES.routes()
