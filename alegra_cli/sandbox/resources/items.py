"""Products and services (S53 to S56). Stock is told by movements."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal, objects, stock
from alegra_cli.sandbox.books.crud import Collection, Record, extras, fields_of, need_text
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals, present
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Route
from alegra_cli.sandbox.resources import attachments

DEFAULTS: Record = {
    "name": None,
    "description": "",
    "reference": None,
    "price": None,
    "tax": [],
    "category": None,
    "inventory": None,
    "status": "active",
    "type": "simple",
    "itemCategory": None,
    "customFields": [],
    "subitems": [],
    "kitWarehouse": None,
    "variantAttributes": [],
    "accounting": None,
    "productKey": None,
    "tariffHeading": None,
    "brand": None,
    "model": None,
    "itemVariants": [],
    "withoutTax": None,
}
_OPTIONAL = (
    "inventory",
    "subitems",
    "kitWarehouse",
    "variantAttributes",
    "accounting",
    "productKey",
    "tariffHeading",
    "brand",
    "model",
    "itemVariants",
    "withoutTax",
)
_HEAVY = (
    "category",
    "customFields",
    "itemCategory",
    "subitems",
    "kitWarehouse",
    "variantAttributes",
    "accounting",
)
SERVICE = "service"
"""The unit of services, which nobody has to say."""
_KINDS = {"product": "simple", "service": "simple", "kit": "kit", "variantParent": "variantParent"}


def make(books: Books, body: Record, old: Record | None) -> Record:
    if old and old["status"] == "inactive" and body.get("status") != "active":
        raise bad("El ítem está inactivo y no se puede editar")
    record = fields_of(body, DEFAULTS, old)
    need_text(record, "name", "price")
    if len(str(record["name"])) > 150:  # S144
        raise bad("El campo name no puede superar los 150 caracteres")
    kind = body.get("type")
    if kind is not None and kind not in (*_KINDS, "simple", "variant"):
        raise bad(f"El campo type no es válido: {kind}")
    _refuse_locked(books, body, old)
    record["type"] = _KINDS.get(str(record["type"]), record["type"])
    if "price" in body:
        record["price"] = _prices(books, body["price"])
    if "tax" in body:
        record["tax"] = _taxes(books, body["tax"])
    record["category"] = _category(books, record["category"], old)
    record["itemCategory"] = books.reference(
        "item-categories", record["itemCategory"], "itemCategory"
    )
    unit = old.get("_unit", SERVICE) if old else SERVICE if kind == "service" else None
    if _only_unit(body.get("inventory"), old):
        record["inventory"], unit = None, str(body["inventory"]["unit"])
    elif "inventory" in body:
        record["inventory"] = _inventory(books, body["inventory"], old)
    if record["type"] == "kit" and not record["subitems"]:
        raise bad("El campo subitems es obligatorio para un kit")
    objects(record["itemVariants"], "itemVariants")
    return {**record, "_unit": unit}


def _category(books: Books, sent: Any, old: Record | None) -> Record | None:
    """The account of what is sold: that of sales where a new item names none."""
    if sent is None and old is None:
        where = "json_extract(body, '$.type') = 'income' AND json_extract(body, '$.name') = ?"
        sent = next(iter(books.store.find("categories", where, ["Ventas"])), None)
    return books.reference("categories", sent, "category")


def _only_unit(sent: Any, old: Record | None) -> bool:
    """An item with a unit whose stock nobody tracks."""
    tracked = old is not None and old["inventory"]
    return isinstance(sent, dict) and set(sent) == {"unit"} and bool(sent["unit"]) and not tracked


def _refuse_locked(books: Books, body: Record, old: Record | None) -> None:
    """The reference, and the parts of a kit, stay once the item is in documents."""
    changed = [key for key in ("reference", "subitems") if old and key in body]
    if old and any(body[key] != old.get(key) for key in changed) and _documents(books, old):
        raise bad("El ítem tiene movimientos: no se puede cambiar su referencia ni sus partes")


def _prices(books: Books, sent: Any) -> list[Record]:
    """A number, or an entry a price list; a lone ``{price}`` is the general one."""
    entries = sent if isinstance(sent, list) else [{"price": sent}]
    made = []
    for entry in entries:
        if not isinstance(entry, dict):
            raise bad("El campo price no es válido")
        key = str(entry.get("idPriceList") or "1")
        listed = books.store.get("price-lists", key) or {"id": key, "name": "General"}
        decimal(entry.get("price"), "price")
        made.append({"idPriceList": key, "name": listed["name"], "price": entry["price"]})
    return made


def _taxes(books: Books, sent: Any) -> list[Record]:
    listed = sent if isinstance(sent, list) else [sent]
    found = [books.reference("taxes", tax, "tax") for tax in listed]
    keys = ("id", "name", "percentage", "description", "status", "type")
    return [{key: tax.get(key) for key in keys} for tax in found if tax is not None]


def _inventory(books: Books, sent: Any, old: Record | None) -> Record | None:
    if sent is None:
        return None
    if not isinstance(sent, dict):
        raise bad("El campo inventory debe ser un objeto")
    before: Record = (old or {}).get("inventory") or {}
    made = {**before, **sent}
    for key in ("unit", "unitCost"):
        if made.get(key) in (None, ""):
            raise bad(f"El campo inventory.{key} es obligatorio")
    decimal(made["unitCost"], "inventory.unitCost")
    stocked = sent.get("warehouses") or before.get("warehouses")
    if not stocked:
        stocked = [{"id": "1", "initialQuantity": made.get("initialQuantity", 0)}]
    made["warehouses"] = [
        _warehouse(books, entry) for entry in objects(stocked, "inventory.warehouses")
    ]
    total = sum((Decimal(entry["initialQuantity"]) for entry in made["warehouses"]), Decimal(0))
    made["initialQuantity"] = stock.plain(total)
    return made


def _warehouse(books: Books, entry: Record) -> Record:
    record = books.reference("warehouses", entry.get("id"), "inventory.warehouses.id")
    if record is None:
        raise bad("El campo inventory.warehouses.id es obligatorio")
    first = decimal(entry.get("initialQuantity") or 0, "inventory.warehouses.initialQuantity")
    # Quantities of a warehouse are texts in the answers of the API.
    return {
        **record,
        "initialQuantity": str(first),
        "minQuantity": _text(entry.get("minQuantity")),
        "maxQuantity": _text(entry.get("maxQuantity")),
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    shown = {
        key: value
        for key, value in record.items()
        if key not in _OPTIONAL or value not in (None, [])
    }
    if not record["inventory"] and record.get("_unit") not in (None, SERVICE):
        shown["inventory"] = {"unit": record["_unit"]}
    if record["inventory"]:
        shown["inventory"] = _stock_of(books, record, query.get("documentDate") or stock.EVER)
    if pictures := attachments.pictures(books, "items", record["id"]):
        shown["images"] = pictures
    if query.get("mode") == "simple":
        shown = {key: value for key, value in shown.items() if key not in _HEAVY}
        if "inventory" in shown:
            shown["inventory"] = {"unit": shown["inventory"]["unit"]}
    more = {
        "variantAttributes": record["variantAttributes"],
        "itemVariants": record.get("itemVariants") or [],
        "ledger": [],
    }
    return shown | {key: value for key, value in more.items() if key in extras(query)}


def _quantity(quantity: Decimal) -> str:
    return str(stock.plain(quantity))


def _stock_of(books: Books, record: Record, day: str) -> Record:
    """The inventory with what there is on a day."""
    kept = record["inventory"]
    moved = stock.quantities(books, record["id"], day)
    places = []
    total = Decimal(0)
    for entry in kept["warehouses"]:
        left = Decimal(entry["initialQuantity"]) + moved.pop(entry["id"], Decimal(0))
        total += left
        places.append({**entry, "availableQuantity": _quantity(left)})
    # What came by a transfer or a document into a warehouse that the item does not name.
    for key, quantity in moved.items():
        found = books.store.get("warehouses", key)
        if found is not None:
            places.append(_warehouse(books, found) | {"availableQuantity": _quantity(quantity)})
    total += sum(moved.values(), Decimal(0))
    first = {"unit": kept["unit"], "availableQuantity": stock.plain(total)}
    return {**first, **{k: v for k, v in kept.items() if k not in first}, "warehouses": places}


_LINES = (
    ("invoices", "items"),
    ("credit-notes", "items"),
    ("income-debit-notes", "items"),
    ("estimates", "items"),
    ("remissions", "items"),
    ("bills", "purchases.items"),
    ("purchase-orders", "purchases.items"),
    ("debit-notes", "items"),
    ("inventory-adjustments", "items"),
    ("warehouse-transfers", "items"),
)


def _documents(books: Books, record: Record) -> bool:
    """Whether some document has the item in a line."""
    for resource, lines in _LINES:
        where, values = element(lines, "id")(record["id"])
        if books.store.count(resource, where, values):
            return True
    return False


def refuse_use(books: Books, record: Record) -> None:
    if _documents(books, record):
        raise bad("No se puede eliminar el ítem porque tiene documentos asociados", 1015)


ITEMS = Collection(
    "/items",
    "el ítem",
    Listing(
        "items",
        {
            "query": contains("name", "reference"),
            "name": contains("name"),
            "reference": equals("reference"),
            "description": contains("description"),
            "price": element("price", "price"),
            "type": equals("type"),
            "status": equals("status"),
            "inventariable": present("inventory"),
            # Items that are not tracked are in every warehouse (S57).
            "idWarehouse": lambda text: (
                "json_extract(body, '$.inventory') IS NULL OR "
                + element("inventory.warehouses", "id")(text)[0],
                [text],
            ),
            "idItemCategory": equals("itemCategory.id"),
            "priceList_id": element("price", "idPriceList"),
            "variantAttribute_id": element("variantAttributes", "id"),
            "customField_id": element("customFields", "id"),
            "customField_value": element("customFields", "value"),
            "variantParent_id": equals("variantParent.id"),
            "variantAttributeOption_id": element("variantAttributes", "options[0].id"),
        },
        {
            "name": "name",
            "reference": "reference",
            "description": "description",
            "price": "price[0].price",
        },
        strict="ítems",
    ),
    make,
    show=show,
    check_delete=refuse_use,
    # Upstream puts the text of a successful delete under `error`.
    deleted_under="error",
    attaches=True,
)
ROUTES = [
    *ITEMS.routes(),
    *attachments.routes("items", ITEMS.noun, "image"),
    Route("DELETE", "/items", ITEMS.delete_many),
]
