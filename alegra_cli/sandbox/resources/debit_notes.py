"""Supplier debit notes: what goes back to a supplier (S88, S89)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import lines, notes, stock
from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.books.crud import Catalogue, Record
from alegra_cli.sandbox.books.documents import client, currency, day, own_number, related
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import comments

RESOURCE = "debit-notes"
NOUN = "la nota débito"
KIND = notes.Kind(RESOURCE, NOUN, "bills", -1)
PLAIN = ("observations", "termsConditions")


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    who = client(books, body)
    made, totals = lines.purchases(books, _lines_of(body), "")
    places = related(books, body)
    record: Record = {
        "id": books.new_id(RESOURCE),
        "date": day(body, "date"),
        **{key: body.get(key) or "" for key in PLAIN},
        "client": who,
        "numberTemplate": {**own_number(books, RESOURCE, body), "documentType": "debitNote"},
        **made,
        "bills": [],
        "refunds": [],
        **totals,
        "totalApplied": books.money(Decimal(0)),
        "balance": totals["total"],
        "decimalPrecision": int(books.company.get("decimalPrecision") or 0),
        "warehouse": places["warehouse"],
        "costCenter": places["costCenter"],
        "currency": None,
        **currency(books, body),
    }
    notes.settle(books, KIND, record, body)
    return 200, DEBIT_NOTES.visible(books, record, {})


def _lines_of(body: Record) -> Record:
    return {kind: body.get(kind) for kind in ("items", "categories")}


def update(call: Call) -> Any:
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    if "date" in body:
        record["date"] = day(body, "date")
    record |= {key: body[key] or "" for key in PLAIN if key in body}
    if "client" in body:
        record["client"] = client(books, body)
    places = related(books, body, record)
    record |= {key: places[key] for key in ("warehouse", "costCenter") if key in places}
    record |= currency(books, body)
    if "items" in body or "categories" in body:
        made, totals = lines.purchases(books, _lines_of({**record, **body}), "")
        record |= {**made, **totals}
    notes.settle(books, KIND, record, body)
    return DEBIT_NOTES.visible(books, record, {})


def undo(books: Books, record: Record) -> None:
    notes.take_back(books, KIND, record)
    stock.forget(books, RESOURCE, record)


DEBIT_NOTES = Catalogue(
    "/debit-notes",
    NOUN,
    Listing(
        RESOURCE,
        {
            "number": contains("numberTemplate.fullNumber"),
            "client_id": equals("client.id"),
            "item_id": element("items", "id"),
            "provider_name": contains("client.name"),
            "date": equals("date"),
        },
        {"date": "date", "status": "status"},
        strict="notas débito",
    ),
    lambda books, body, old: body,
    check_delete=undo,
)
ROUTES = [
    *DEBIT_NOTES.routes("create", "update"),
    Route("POST", "/debit-notes", create),
    Route("PUT", "/debit-notes/{id}", update),
    *comments.routes(RESOURCE, NOUN),
]
