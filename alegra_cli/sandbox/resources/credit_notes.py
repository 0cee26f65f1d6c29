"""Customer credit notes (S20, S77)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import (
    Books,
    authority,
    decimal,
    lines,
    notes,
    numbering,
    objects,
    stock,
)
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import client, currency, day, email, links, relations
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "credit-notes"
NOUN = "la nota crédito"
KIND = notes.NoteKind(RESOURCE, NOUN, "invoices", 1)
OVER_BALANCE = "El monto a aplicar de una de las facturas es superior al total por pagar"
PLAIN = ("observations", "anotation", "type", "creditNoteOperationType", "cause")


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    date, who = day(body, "date"), client(books, body)
    items, totals = lines.compute(books, body.get("items"))
    record: Record = {
        "id": books.new_id(RESOURCE),
        "date": date,
        "observations": body.get("observations") or "",
        "anotation": body.get("anotation") or "",
        "status": "open",
        **{key: body[key] for key in PLAIN[2:] if body.get(key)},
        "client": who,
        **{key: value for key, value in relations(books, body).items() if key != "seller"},
        "numberTemplate": numbering.assign(books, "creditNote", body.get("numberTemplate")),
        **currency(books, body),
        "items": items,
        "invoices": [],
        "refunds": [],
        **totals,
        "totalApplied": books.money(Decimal(0)),
        "balance": totals["total"],
        "decimalPrecision": int(books.company.get("decimalPrecision") or 0),
        "stamp": None,
    }
    _check(books, record, body)
    notes.settle(books, KIND, record, body)
    return _stamp(books, 201, record, body)


def _check(books: Books, record: Record, body: Record) -> None:
    """What invoices don't mind: inactive items, and a client that is identified otherwise now."""
    for line in record["items"]:
        if (books.store.get("items", line["id"]) or {}).get("status") == "inactive":
            raise bad(f"El ítem {line['id']} está inactivo", 9053)
    kind = (record["client"].get("identificationObject") or {}).get("type")
    for entry in objects(body.get("invoices"), "invoices"):
        invoice = books.store.get("invoices", str(entry.get("id"))) or {}
        before = ((invoice.get("client") or {}).get("identificationObject") or {}).get("type")
        if invoice and before != kind:
            raise bad("El tipo de identificación del cliente cambió desde la factura", 9228)
        wipes = body.get("type") == "VOID_ELECTRONIC_INVOICE"
        if invoice and wipes and decimal(entry.get("amount"), "amount") != invoice["balance"]:
            raise bad(OVER_BALANCE, 9030)


def _stamp(books: Books, status: int, record: Record, body: Record) -> tuple[int, Any]:
    refused = authority.attempt(books, body, record, RESOURCE)
    books.store.save(RESOURCE, record["id"], record)
    shown = CREDIT_NOTES.visible(books, record, {})
    return authority.reply(books, status, shown, refused, "creditNote")


def update(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.refuse_stamp(record)
    if "date" in body:
        record["date"] = day(body, "date")
    record |= {key: body[key] for key in PLAIN if key in body}
    if "items" in body:
        record["items"], totals = lines.compute(books, body["items"])
        record |= totals
    notes.settle(books, KIND, record, body)
    return _stamp(books, 200, record, body)


def undo(books: Books, record: Record) -> None:
    authority.refuse_stamp(record)
    notes.take_back(books, KIND, record)
    stock.forget(books, RESOURCE, record)


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    return {**record, **links(books, RESOURCE, record, extras(query) & {"pdf"})}


CREDIT_NOTES = Collection(
    "/credit-notes",
    NOUN,
    Listing(
        RESOURCE,
        # date_afterEq is sent by a client and documented nowhere: ignored here.
        {"status": equals("status"), "client_id": equals("client.id"), "date": equals("date")},
        {"date": "date", "status": "status"},
        strict="notas crédito",
    ),
    lambda _books, body, _old: body,
    show=show,
    check_delete=undo,
)
ROUTES = [
    *CREDIT_NOTES.routes("create", "update"),
    Route("POST", "/credit-notes", create),
    Route("PUT", "/credit-notes/{id}", update),
    Route("POST", "/credit-notes/{id}/email", email(RESOURCE, NOUN)),
]
