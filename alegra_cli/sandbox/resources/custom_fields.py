"""A company's own fields of items (S62)."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad

_FIELD_TYPES = ("text", "int", "date", "boolean", "optionsList")


_SETTINGS = {"isRequired": False, "printOnInvoices": False, "showInItemVariants": False}


def _custom_field(_books: Books, body: Record, old: Record | None) -> Record:
    defaults: Record = {
        "name": None,
        "description": "",
        "defaultValue": "",
        "resourceType": None,
        "key": None,
        "type": None,
        "settings": _SETTINGS,
        "options": [],
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name", "resourceType", "type")
    need_choice(record, "resourceType", ("item",))
    need_choice(record, "type", _FIELD_TYPES)
    need_choice(record, "status", ACTIVE)
    if record["type"] == "optionsList":
        need_text(record, "options")
    if old and record["resourceType"] != old["resourceType"]:
        raise bad("El campo resourceType no se puede cambiar")
    before = (old or {}).get("settings", _SETTINGS)
    sent = body.get("settings") or {}
    if not isinstance(sent, dict):
        raise bad("El campo settings debe ser un objeto")
    return {**record, "settings": {**before, **sent}}


CUSTOM_FIELDS = Collection(
    "/custom-fields",
    "el campo adicional",
    Listing(
        "custom-fields",
        {
            "name_query": contains("name"),
            "description_query": contains("description"),
            "status": equals("status"),
            "resourceType": equals("resourceType"),
            "type": equals("type"),
        },
        strict="campos adicionales",
    ),
    _custom_field,
)

ROUTES = CUSTOM_FIELDS.routes()
