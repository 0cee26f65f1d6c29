"""Customer credit notes (S20, S77)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import authority, lines, notes, numbering, stock
from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.books.crud import Catalogue, Record, extras
from alegra_cli.sandbox.books.documents import client, currency, day, email, links, related
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "credit-notes"
NOUN = "la nota crédito"
KIND = notes.Kind(RESOURCE, NOUN, "invoices", 1)
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
        **{key: value for key, value in related(books, body).items() if key != "seller"},
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
    notes.settle(books, KIND, record, body)
    if authority.wanted(body):
        authority.stamp(books, record, RESOURCE)
        books.store.save(RESOURCE, record["id"], record)
    return 201, CREDIT_NOTES.visible(books, record, {})


def update(call: Call) -> Any:
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.must_be_unstamped(record)
    if "date" in body:
        record["date"] = day(body, "date")
    record |= {key: body[key] for key in PLAIN if key in body}
    if "items" in body:
        record["items"], totals = lines.compute(books, body["items"])
        record |= totals
    notes.settle(books, KIND, record, body)
    if authority.wanted(body):
        authority.stamp(books, record, RESOURCE)
        books.store.save(RESOURCE, record["id"], record)
    return CREDIT_NOTES.visible(books, record, {})


def undo(books: Books, record: Record) -> None:
    authority.must_be_unstamped(record)
    notes.take_back(books, KIND, record)
    stock.forget(books, RESOURCE, record)


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    return {**record, **links(books, RESOURCE, record, extras(query) & {"pdf"})}


CREDIT_NOTES = Catalogue(
    "/credit-notes",
    NOUN,
    Listing(
        RESOURCE,
        # date_afterEq is sent by a client and documented nowhere: ignored here.
        {"status": equals("status"), "client_id": equals("client.id"), "date": equals("date")},
        {"date": "date", "status": "status"},
        strict="notas crédito",
    ),
    lambda books, body, old: body,
    show=show,
    check_delete=undo,
)
ROUTES = [
    *CREDIT_NOTES.routes("create", "update"),
    Route("POST", "/credit-notes", create),
    Route("PUT", "/credit-notes/{id}", update),
    Route("POST", "/credit-notes/{id}/email", email(RESOURCE, NOUN)),
]
