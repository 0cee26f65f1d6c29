"""What variants of an item differ in (S65)."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books, objects
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.listing import Listing, contains, element
from alegra_cli.sandbox.http.refusals import bad


def _attribute(books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, {"name": None, "options": [], "status": "active"}, old)
    need_text(record, "name", "options")
    need_choice(record, "status", ACTIVE)
    sent = objects(record["options"], "options")
    record["options"] = [_option(books, entry) for entry in sent]
    return record


def _option(books: Books, entry: Record) -> Record:
    if not entry.get("value"):
        raise bad("Cada opción debe tener un value")
    key = str(entry.get("id") or books.new_id("variant-attribute-options"))
    return {"id": key, "value": str(entry["value"])}


def _refuse_use(books: Books, record: Record) -> None:
    where, values = element("variantAttributes", "id")(record["id"])
    if books.store.count("items", where, values):
        raise bad("No se puede eliminar el atributo porque está en uso")


ATTRIBUTES = Collection(
    "/variant-attributes",
    "el atributo",
    Listing(
        "variant-attributes",
        {"name": contains("name"), "options": contains("options")},
        {"name": "name"},
        strict="atributos",
    ),
    _attribute,
    check_delete=_refuse_use,
    flags=True,
)

ROUTES = ATTRIBUTES.routes()
