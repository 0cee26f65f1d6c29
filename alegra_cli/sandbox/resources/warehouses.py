"""Warehouses (S67)."""

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
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals
from alegra_cli.sandbox.http.refusals import bad


def _warehouse(books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "name": None,
        "observations": None,
        "isDefault": False,
        "address": None,
        "status": "active",
        "costCenter": None,
    }
    record = fields_of(body, defaults, old)
    record["isDefault"] = bool((old or {}).get("isDefault"))
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    if "costCenter" in body:
        record["costCenter"] = books.reference("cost-centers", body["costCenter"], "costCenter")
    return record


def _warehouse_empty(books: Books, record: Record) -> None:
    if record.get("isDefault"):
        raise bad("No se puede eliminar la bodega principal")
    where, values = element("inventory.warehouses", "id")(record["id"])
    moved = books.store.database.execute(
        "SELECT 1 FROM movements WHERE warehouse = ? LIMIT 1", (record["id"],)
    ).fetchone()
    if moved or books.store.count("items", where, values):
        raise bad("No se puede eliminar la bodega porque tiene movimientos")


WAREHOUSES = Collection(
    "/warehouses",
    "la bodega",
    Listing(
        "warehouses",
        {"name": contains("name"), "status": equals("status")},
        {"name": "name"},
        strict="bodegas",
    ),
    _warehouse,
    check_delete=_warehouse_empty,
    flags=True,
)

ROUTES = WAREHOUSES.routes()
