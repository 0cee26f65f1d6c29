"""Numberings of adjustments (S61, S115)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    extras,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.books.ulid import ulid
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call

RESOURCE = "inventory-adjustments/numerations"


def _numeration(books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "name": None,
        "prefix": None,
        "autoIncrement": None,
        "startNumber": None,
        "isDefault": False,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    if not isinstance(record["autoIncrement"], bool):
        raise bad("El campo autoIncrement es obligatorio")
    first = record["startNumber"]
    if record["autoIncrement"] and not (str(first).isdecimal() and 1 <= int(first) <= 999999999):
        raise bad("El campo startNumber debe estar entre 1 y 999999999")
    if record["isDefault"]:
        for row in books.store.find(RESOURCE):
            books.store.save(RESOURCE, row["id"], {**row, "isDefault": False})
    record["startNumber"] = int(first) if record["autoIncrement"] else None
    if old and old["startNumber"] == record["startNumber"]:
        return {**record, "_next": old["_next"]}
    return {**record, "_next": record["startNumber"] or 1}


def _next_shown(_books: Books, record: Record, query: Mapping[str, str]) -> Record:
    if "nextNumber" in extras(query) and record["autoIncrement"]:
        return {**record, "nextNumber": record["_next"]}
    return record


class _Numerations(Collection):
    def create(self, call: Call) -> tuple[int, Any]:
        record = {"id": ulid(call.books), **self.make(call.books, call.need_body(), None)}
        call.books.store.save(self.resource, record["id"], record)
        return 200, self.visible(call.books, record, {})


NUMERATIONS = _Numerations(
    "/inventory-adjustments/numerations",
    "la numeración",
    Listing(
        RESOURCE,
        {
            "name": contains("name"),
            "status": equals("status"),
            # SQLite tells a JSON boolean as 1 or 0.
            "autoIncrement": lambda text: equals("autoIncrement")("1" if text == "true" else "0"),
        },
        strict="numeraciones",
        page=20,
    ),
    _numeration,
    show=_next_shown,
)

ROUTES = NUMERATIONS.routes()
