"""Customer debit notes: what is added to an invoice (S81)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books, authority, debts, lines, numbering
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.documents import client, currency, day, relations
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "income-debit-notes"
NOUN = "la nota débito"
PLAIN = ("type", "paymentMethod", "paymentType", "observations")


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    date = day(body, "date")
    items, totals = lines.compute(books, body.get("items"))
    number = numbering.assign(books, "incomeDebitNote", body.get("numberTemplate"))
    places = relations(books, body)
    record: Record = {
        "id": books.new_id(RESOURCE),
        "date": date,
        "dueDate": day(body, "dueDate", needed=False) or date,
        **{key: body.get(key) for key in PLAIN},
        "status": "open",
        "client": client(books, body),
        "invoice": _invoice(books, body),
        # The number is an integer here (pitfalls).
        "numberTemplate": {
            **number,
            "number": int(number["number"]),
            "isElectronicResolution": number["isElectronic"],
        },
        "items": items,
        **totals,
        **debts.fresh(books, totals["total"]),
        "decimalPrecision": int(books.company.get("decimalPrecision") or 0),
        **currency(books, body),
        "warehouse": places["warehouse"],
        "priceList": places["priceList"],
        # An object or an array, depending on the operation (pitfalls).
        "costCenter": places["costCenter"] or [],
        "stamp": None,
    }
    refused = authority.attempt(books, body, record, RESOURCE)
    debts.settle(books, RESOURCE, record)
    return authority.reply(books, 200, NOTES.visible(books, record, {}), refused, "debitNote")


def _invoice(books: Books, body: Record) -> Record | None:
    found = books.reference("invoices", body.get("invoice"), "invoice")
    if found is None:
        return None
    if found["status"] in ("draft", "void"):
        raise bad("La factura no está emitida")
    return {"id": found["id"], "number": found["numberTemplate"]["number"]}


def update(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.refuse_stamp(record)
    for key in ("date", "dueDate"):
        if key in body:
            record[key] = day(body, key)
    record |= {key: body[key] for key in PLAIN if key in body}
    if "items" in body:
        record["items"], totals = lines.compute(books, body["items"])
        record |= totals
    refused = authority.attempt(books, body, record, RESOURCE)
    debts.settle(books, RESOURCE, record)
    return authority.reply(books, 200, NOTES.visible(books, record, {}), refused, "debitNote")


def void(call: Call) -> Any:
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] == "void":
        raise bad("La nota débito ya está anulada")
    if any(payment["status"] == "open" for payment in record["payments"]):
        raise bad("La nota débito tiene pagos asociados y no se puede anular")
    record["status"] = "void"
    debts.settle(call.books, RESOURCE, record)
    return {"code": 200, "message": "La nota débito fue anulada"}


def may_be_deleted(_books: Books, record: Record) -> None:
    authority.refuse_stamp(record)
    if any(payment["status"] == "open" for payment in record["payments"]):
        raise bad("La nota débito tiene pagos asociados y no se puede eliminar")


NOTES = Collection(
    "/income-debit-notes",
    NOUN,
    Listing(
        RESOURCE,
        {"status": equals("status"), "client_id": equals("client.id"), "date": equals("date")},
        {"date": "date", "status": "status"},
        strict="notas débito",
    ),
    lambda _books, body, _old: body,
    check_delete=may_be_deleted,
)
ROUTES = [
    *NOTES.routes("create", "update"),
    Route("POST", "/income-debit-notes", create),
    Route("PUT", "/income-debit-notes/{id}", update),
    Route("POST", "/income-debit-notes/{id}/void", void),
]
