"""What items are sorted by and kept in: categories, price lists, warehouses, attributes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books.books import Books, decimal, objects
from alegra_cli.sandbox.books.crud import (
    Catalogue,
    Record,
    extras,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Route
from alegra_cli.sandbox.resources import attachments
from alegra_cli.sandbox.resources.small_catalogues import ACTIVE, unused


def _item_category(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {"name": None, "description": "", "status": "active", "image": None}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


ITEM_CATEGORIES = Catalogue(
    "/item-categories",
    "la categoría de ítems",
    Listing(
        "item-categories",
        {
            "status": equals("status"),
            "name": contains("name"),
            "description": contains("description"),
        },
        {"name": "name"},
        strict="categorías",
    ),
    _item_category,
    check_delete=unused("items", "itemCategory.id", "la categoría"),
    attaches=True,
)


def _price_list(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "name": None,
        "description": "",
        "type": None,
        "percentage": None,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name", "type")
    need_choice(record, "status", ACTIVE)
    need_choice(record, "type", ("amount", "percentage"))
    if record["type"] == "percentage":
        need_text(record, "percentage")
        percentage = decimal(record["percentage"], "percentage")
        record["percentage"] = str(percentage.quantize(Decimal("0.01")))
    else:
        record["percentage"] = None
    return record


def _price_list_unused(books: Books, record: Record) -> None:
    where, values = element("price", "idPriceList")(record["id"])
    if record["id"] == "1" or books.store.count("items", where, values):
        raise bad("No se puede eliminar la lista de precios porque está en uso")


def _may(books: Books, record: Record, query: Mapping[str, str], check: Any) -> Record:
    """``editable`` and ``deletable``, where they are asked for."""
    wanted = extras(query) & {"editable", "deletable"}
    if not wanted:
        return record
    try:
        check(books, record)
    except Exception:
        deletable = False
    else:
        deletable = True
    more = {"editable": True, "deletable": deletable}
    return {**record, **{key: value for key, value in more.items() if key in wanted}}


PRICE_LISTS = Catalogue(
    "/price-lists",
    "la lista de precios",
    Listing("price-lists", {}, {"name": "name"}, strict="listas de precios"),
    _price_list,
    show=lambda books, record, query: _may(
        books,
        {key: value for key, value in record.items() if key != "percentage" or value is not None},
        query,
        _price_list_unused,
    ),
    check_delete=_price_list_unused,
)


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


WAREHOUSES = Catalogue(
    "/warehouses",
    "la bodega",
    Listing(
        "warehouses",
        {"name": contains("name"), "status": equals("status")},
        {"name": "name"},
        strict="bodegas",
    ),
    _warehouse,
    show=lambda books, record, query: _may(books, record, query, _warehouse_empty),
    check_delete=_warehouse_empty,
)


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


def _attribute_unused(books: Books, record: Record) -> None:
    where, values = element("variantAttributes", "id")(record["id"])
    if books.store.count("items", where, values):
        raise bad("No se puede eliminar el atributo porque está en uso")


ATTRIBUTES = Catalogue(
    "/variant-attributes",
    "el atributo",
    Listing(
        "variant-attributes",
        {"name": contains("name"), "options": contains("options")},
        {"name": "name"},
        strict="atributos",
    ),
    _attribute,
    show=lambda books, record, query: _may(books, record, query, _attribute_unused),
    check_delete=_attribute_unused,
)

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


CUSTOM_FIELDS = Catalogue(
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

ROUTES: list[Route] = [
    route
    for catalogue in (ITEM_CATEGORIES, PRICE_LISTS, WAREHOUSES, ATTRIBUTES, CUSTOM_FIELDS)
    for route in catalogue.routes()
] + attachments.routes("item-categories", ITEM_CATEGORIES.noun, "image")
