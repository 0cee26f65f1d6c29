"""Stock that is moved by hand: transfers between warehouses, adjustments, their numberings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import stock
from alegra_cli.sandbox.books.books import Books, decimal, objects
from alegra_cli.sandbox.books.crud import (
    Catalogue,
    Record,
    extras,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals
from alegra_cli.sandbox.books.ulid import ulid
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources.small_catalogues import ACTIVE

TRANSFERS_NAME, ADJUSTMENTS_NAME = "warehouse-transfers", "inventory-adjustments"
NUMERATIONS_NAME = "inventory-adjustments/numerations"


def _quantity(line: Record, at: str) -> Decimal:
    quantity = decimal(line.get("quantity"), f"{at}.quantity")
    if quantity <= 0:
        raise bad(f"El campo {at}.quantity debe ser mayor que cero")
    return quantity


def _lines(books: Books, sent: Any) -> list[tuple[Record, Record, str]]:
    """(line, item, place) for each line. Raises a 400 for none or an unknown item."""
    listed = objects(sent, "items")
    if not listed:
        raise bad("El campo items es obligatorio y debe tener al menos una línea")
    made = []
    for number, line in enumerate(listed):
        at = f"items[{number}]"
        item = books.reference("items", line.get("id"), f"{at}.id")
        if item is None:
            raise bad(f"El campo {at}.id es obligatorio")
        if not item["inventory"]:
            raise bad(f"El ítem {item['id']} no maneja inventario")
        made.append((line, item, at))
    return made


def _place(books: Books, body: Record, key: str, default: str = "") -> Record | None:
    found = books.reference("warehouses", body.get(key) or default, key)
    return found and {"id": found["id"], "name": found["name"]}


def _transfer(books: Books, body: Record, old: Record | None) -> Record:
    merged = {**(old or {}), **body}
    origin, target = _place(books, merged, "origin"), _place(books, merged, "destination")
    if origin is None or target is None or origin["id"] == target["id"]:
        raise bad("Los campos origin y destination deben ser dos bodegas distintas")
    lines = [
        {"id": item["id"], "name": item["name"], "quantity": line["quantity"]}
        for line, item, at in _lines(books, body.get("items"))
        if _quantity(line, at)
    ]
    return {
        "date": day(merged, "date"),
        "observations": merged.get("observations") or "",
        "origin": origin,
        "destination": target,
        "items": lines,
    }


class _Moving(Catalogue):
    """A catalogue whose records move stock."""

    def create(self, call: Call) -> tuple[int, Any]:
        status, shown = super().create(call)
        self._move(call.books, shown["id"])
        return status, shown

    def update(self, call: Call) -> Any:
        shown = super().update(call)
        self._move(call.books, shown["id"])
        return shown

    def _move(self, books: Books, key: str) -> None:
        record = books.need(self.resource, key, self.noun)
        stock.book(books, self.resource, record, _moves(self.resource, record))


def _moves(resource: str, record: Record) -> list[tuple[str, str, Decimal]]:
    moves = []
    for line in record["items"]:
        quantity = Decimal(str(line["quantity"]))
        if resource == TRANSFERS_NAME:
            moves.append((line["id"], record["origin"]["id"], -quantity))
            moves.append((line["id"], record["destination"]["id"], quantity))
        else:
            sign = 1 if line["type"] == "in" else -1
            moves.append((line["id"], record["warehouse"]["id"], sign * quantity))
    return moves


def _flags(_books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query) & {"editable", "deletable"}
    return {**record, **dict.fromkeys(sorted(wanted), True)}


TRANSFERS = _Moving(
    "/warehouse-transfers",
    "la transferencia",
    Listing(
        TRANSFERS_NAME,
        {"item_id": element("items", "id"), "date": equals("date")},
        strict="transferencias",
    ),
    _transfer,
    show=_flags,
    after_delete=lambda books, record: stock.forget(books, TRANSFERS_NAME, record),
)


def _adjustment(books: Books, body: Record, old: Record | None) -> Record:
    merged = {**(old or {}), **body}
    number = _number(books, body) if old is None else {}
    cost_center = books.reference("cost-centers", merged.get("costCenter"), "costCenter")
    return {
        "date": day(merged, "date"),
        "observations": merged.get("observations") or "",
        "warehouse": _place(books, merged, "warehouse", "1"),
        "items": [
            _adjusted(line, item, at) for line, item, at in _lines(books, merged.get("items"))
        ],
        "costCenter": cost_center,
        **{key: (old or {}).get(key) for key in ("idResolution", "prefix", "number")},
        **number,
    }


def _adjusted(line: Record, item: Record, at: str) -> Record:
    if line.get("type") not in ("in", "out"):
        raise bad(f"El campo {at}.type debe ser in u out")
    decimal(line.get("unitCost"), f"{at}.unitCost")
    _quantity(line, at)
    return {
        "id": item["id"],
        "name": item["name"],
        **{key: line[key] for key in ("type", "unitCost", "quantity")},
    }


def _number(books: Books, body: Record) -> Record:
    """The numbering that is asked for, or the preferred one; it moves on."""
    wanted = body.get("resolution")
    rows = books.store.find(NUMERATIONS_NAME, "json_extract(body, '$.status') = 'active'")
    chosen = [row for row in rows if row["id"] == wanted] if wanted else rows
    if wanted and not chosen:
        raise bad(f"La numeración {wanted} no existe")
    chosen.sort(key=lambda row: not row["isDefault"])
    if not chosen:
        return {"idResolution": None, "prefix": body.get("prefix"), "number": _free(books, body)}
    row = chosen[0]
    if not body.get("number") and not row["autoIncrement"]:
        raise bad("La numeración es manual: el campo number es obligatorio")
    number = str(body.get("number") or row["_next"])
    if not body.get("number"):
        books.store.save(NUMERATIONS_NAME, row["id"], {**row, "_next": int(row["_next"]) + 1})
    prefix = body["prefix"] if "prefix" in body else row["prefix"]
    return {"idResolution": row["id"], "prefix": prefix, "number": number}


def _free(books: Books, body: Record) -> str:
    return str(body.get("number") or books.store.count(ADJUSTMENTS_NAME) + 1)


ADJUSTMENTS = _Moving(
    "/inventory-adjustments",
    "el ajuste de inventario",
    Listing(
        ADJUSTMENTS_NAME,
        {
            "number": equals("number"),
            "date": equals("date"),
            "warehouse_id": equals("warehouse.id"),
        },
        {
            "number": "number",
            "date": "date",
            "observations": "observations",
            "warehouse_name": "warehouse.name",
        },
        strict="ajustes",
    ),
    _adjustment,
    after_delete=lambda books, record: stock.forget(books, ADJUSTMENTS_NAME, record),
)


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
        for row in books.store.find(NUMERATIONS_NAME):
            books.store.save(NUMERATIONS_NAME, row["id"], {**row, "isDefault": False})
    record["startNumber"] = int(first) if record["autoIncrement"] else None
    if old and old["startNumber"] == record["startNumber"]:
        return {**record, "_next": old["_next"]}
    return {**record, "_next": record["startNumber"] or 1}


def _next_shown(_books: Books, record: Record, query: Mapping[str, str]) -> Record:
    if "nextNumber" in extras(query) and record["autoIncrement"]:
        return {**record, "nextNumber": record["_next"]}
    return record


class _Numerations(Catalogue):
    def create(self, call: Call) -> tuple[int, Any]:
        record = {"id": ulid(call.books), **self.make(call.books, call.need_body(), None)}
        call.books.store.save(self.resource, record["id"], record)
        return 200, self.visible(call.books, record, {})


NUMERATIONS = _Numerations(
    "/inventory-adjustments/numerations",
    "la numeración",
    Listing(
        NUMERATIONS_NAME,
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
ROUTES: list[Route] = [*TRANSFERS.routes(), *ADJUSTMENTS.routes(), *NUMERATIONS.routes()]
