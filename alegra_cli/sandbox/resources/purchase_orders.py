"""Purchase orders, which become bills (S90)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books, conversions, lines
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import client, currency, day, email, own_number, relations
from alegra_cli.sandbox.books.listing import ListFilter, Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad, refuse
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments, comments

RESOURCE = "purchase-orders"
NOUN = "la orden de compra"
PLAIN = ("observations", "anotation", "termsConditions")


def _make(books: Books, body: Record, old: Record | None) -> Record:
    if old and (old["status"] != "open" or conversions.bills_of(books, old["id"])):
        raise bad("Solo se puede editar una orden de compra abierta", 12010)
    merged = {**(old or {}), **body}
    if "purchases" in body or old is None:
        purchases, totals = lines.purchases(books, body.get("purchases"))
    else:
        purchases = old["purchases"]
        totals = {key: old[key] for key in ("subtotal", "discount", "tax", "total")}
    number = old["numberTemplate"] if old else own_number(books, RESOURCE, body)
    if old is None and books.store.count(RESOURCE, *equals("number")(number["number"])):
        raise bad(f"Ya existe una orden de compra con el número {number['number']}", 12021)
    places = {**(old or {}), **relations(books, body, old)}
    who = client(books, body, "provider") if "provider" in body or not old else old["provider"]
    return {
        "date": day(merged, "date"),
        "deliveryDate": day(merged, "deliveryDate"),
        **{key: merged.get(key) or "" for key in PLAIN},
        "status": "open",
        "provider": who,
        "number": number["number"],
        "numberTemplate": number,
        "warehouse": places["warehouse"],
        "costCenter": places["costCenter"],
        **currency(books, merged),
        **totals,
        # An official sample spells it so (S90).
        "subTotal": totals["subtotal"],
        "decimalPrecision": str(books.peek("company", "1").get("decimalPrecision", "2")),
        "purchases": purchases,
        **({"_comments": old["_comments"]} if old and "_comments" in old else {}),
    }


def void(call: Call) -> Any:
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] != "open":
        raise refuse(404, "Solo se puede anular una orden de compra abierta")
    record["status"] = "void"
    call.books.store.save(RESOURCE, record["id"], record)
    return {"code": 200, "message": "La orden de compra fue anulada"}


def not_billed(books: Books, record: Record) -> None:
    if conversions.bills_of(books, record["id"]):
        raise bad("La orden de compra tiene facturas de proveedor y no se puede eliminar")


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    bills = conversions.bills_of(books, record["id"])
    shown = {
        **record,
        "bills": [
            {"id": bill["id"], "number": bill["numberTemplate"]["fullNumber"]} for bill in bills
        ],
    }
    if "editable" in wanted:
        shown["editable"] = record["status"] == "open"
    if "deletable" in wanted:
        shown["deletable"] = not bills
    if "comments" in wanted:
        shown["comments"] = record.get("_comments", [])
    return shown


def _none_or(path: str) -> ListFilter:
    """An id, or ``null``, ``none`` and ``0`` for those without one."""

    def condition(text: str) -> tuple[str, list[Any]]:
        if text in ("null", "none", "0"):
            return f"json_extract(body, '$.{path}') IS NULL", []
        return equals(path)(text)

    return condition


ORDERS = Collection(
    "/purchase-orders",
    NOUN,
    Listing(
        RESOURCE,
        {
            "status": equals("status"),
            "provider_name": contains("provider.name"),
            "client_id": equals("provider.id"),
            "warehouse_id": equals("warehouse.id"),
            "costCenter_id": _none_or("costCenter.id"),
            "number": equals("number"),
            "date": equals("date"),
            "deliveryDate": equals("deliveryDate"),
            "currency": equals("currency.code"),
        },
        {
            "date": "date",
            "deliveryDate": "deliveryDate",
            "status": "status",
            "name": "provider.name",
        },
        strict="órdenes de compra",
    ),
    _make,
    show=show,
    check_delete=not_billed,
    attaches=True,
)
ROUTES = [
    *ORDERS.routes(),
    Route("POST", "/purchase-orders/{id}/void", void),
    Route("POST", "/purchase-orders/{id}/email", email(RESOURCE, NOUN, 12005)),
    *comments.routes(RESOURCE, NOUN, comments.CommentShape(37008, plain=True)),
    *attachments.routes(RESOURCE, NOUN),
]
