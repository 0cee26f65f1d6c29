"""The chart of accounts (S97)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import (
    Collection,
    Record,
    fields_of,
    need_choice,
    need_text,
    number_id,
)
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad, unavailable
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "categories"
TYPES = ("income", "expense", "asset", "liability", "equity", "cost", "productionCost", "order")
CREDIT = ("income", "liability", "equity")
DEFAULTS: Record = {
    "idParent": None,
    "name": None,
    "description": "",
    "code": "",
    "type": None,
    "nature": None,
    "blocked": "no",
    "readOnly": False,
    "status": "active",
    "categoryRule": None,
    "use": "movement",
}


def make(books: Books, body: Record, old: Record | None) -> Record:
    if old and old.get("readOnly"):
        raise bad("La cuenta es de solo lectura y no se puede editar")
    record = fields_of({key: body[key] for key in body if key != "readOnly"}, DEFAULTS, old)
    need_text(record, "name", "idParent")
    if books.country == "colombia" and old is None and not record["code"]:
        # With the chart of the PUC this is all that is said.
        raise unavailable()
    parent = books.reference(RESOURCE, record["idParent"], "idParent")
    if parent is None:
        raise bad("El campo idParent es obligatorio")
    if old and old["id"] in _ancestors(books, parent):
        raise bad("Una cuenta no puede quedar debajo de sí misma")
    record["idParent"] = str(parent["id"])
    record["type"] = record["type"] or parent["type"]
    record["nature"] = record["nature"] or ("credit" if record["type"] in CREDIT else "debit")
    need_choice(record, "type", TYPES)
    need_choice(record, "nature", ("debit", "credit"))
    need_choice(record, "use", ("movement", "accumulative"))
    need_choice(record, "status", ("active", "inactive"))
    return record


def _ancestors(books: Books, account: Record | None) -> list[str]:
    """The ids of an account and of all above it."""
    found: list[str] = []
    while account is not None:
        found.append(str(account["id"]))
        account = books.store.get(RESOURCE, str(account.get("idParent")))
    return found


def takes_entries(books: Books, record: Record) -> bool:
    """Accounts with others below them only add those up, as do those made for that use."""
    return record.get("use") != "accumulative" and not has_children(books, str(record["id"]))


def show(books: Books, record: Record, _query: Mapping[str, str]) -> Record:
    """Ids are JSON numbers here."""
    parent = record.get("idParent")
    full = {**DEFAULTS, **record}
    return {
        "id": number_id(str(record["id"])),
        **{key: value for key, value in full.items() if key != "id"},
        "idParent": None if parent is None else number_id(str(parent)),
        "use": "movement" if takes_entries(books, record) else "accumulative",
        "children": [],
    }


def has_children(books: Books, key: str) -> bool:
    where, values = equals("idParent")(key)
    return books.store.count(RESOURCE, where, values) > 0


class _Categories(Collection):
    def list(self, call: Call) -> Any:
        if call.query.get("format") != "tree":
            return super().list(call)
        found = call.books.store.find(RESOURCE, *self.listing.where(call.query))
        rows = [self.visible(call.books, row, call.query) for row in found]
        by_id = {row["id"]: row for row in rows}
        roots: list[Any] = []
        for row in rows:
            parent = by_id.get(row["idParent"])
            (parent["children"] if parent else roots).append(row)
        return roots


CATEGORIES = _Categories(
    "/categories",
    "la cuenta contable",
    Listing(
        RESOURCE,
        {
            "type": equals("type"),
            "status": equals("status"),
            "name": contains("name"),
            "query": contains("name", "code"),
        },
        {"name": "name", "code": "code"},
    ),
    make,
    show=show,
)
SETTINGS = "categories-settings"


def settings(call: Call) -> Any:
    return call.books.store.get(SETTINGS, "1") or {"codeLength": 6, "useCodes": True}


def set_settings(call: Call) -> Any:
    kept = {**settings(call), **call.need_body()}
    call.books.store.save(SETTINGS, "1", kept)
    return kept


ROUTES = [
    *CATEGORIES.routes("delete"),
    Route("GET", "/categories/settings", settings),
    Route("PUT", "/categories/settings", set_settings),
]
