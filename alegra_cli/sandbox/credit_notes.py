"""Customer credit notes (api/credit-notes.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox import authority, invoices, lines, numbering, stock
from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.crud import Catalogue, Record, extras
from alegra_cli.sandbox.documents import client, currency, day, email, links, related
from alegra_cli.sandbox.listing import Listing, equals
from alegra_cli.sandbox.refusals import bad
from alegra_cli.sandbox.route import Call, Route

RESOURCE = "credit-notes"
NOUN = "la nota crédito"
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
    _allot(books, record, body)
    if authority.wanted(body):
        authority.stamp(books, record, RESOURCE)
        books.store.save(RESOURCE, record["id"], record)
    return 201, CREDIT_NOTES.visible(books, record, {})


def _allot(books: Books, record: Record, body: Record) -> None:
    """Apply to invoices, refund, and settle: what is not allotted stays as balance."""
    if "invoices" in body:
        _take_back(books, record)
        record["invoices"] = [_applied(books, record, entry) for entry in body["invoices"] or []]
    if "refunds" in body:
        record["refunds"] = [_refund(books, entry) for entry in body["refunds"] or []]
    gone = sum((x["amount"] for x in (*record["invoices"], *record["refunds"])), Decimal(0))
    if gone > Decimal(record["total"]):
        raise bad("El valor aplicado supera el total de la nota crédito", 9030)
    left = Decimal(record["total"]) - gone
    record |= {
        "totalApplied": books.money(gone),
        "balance": books.money(left),
        "status": "open" if left else "closed",
    }
    stock.move(books, RESOURCE, record, 1)
    books.store.save(RESOURCE, record["id"], record)


def _applied(books: Books, record: Record, entry: Any) -> Record:
    invoice = books.reference("invoices", entry.get("id"), "invoices.id")
    if invoice is None or invoice["status"] not in ("open", "closed"):
        raise bad(f"La factura {entry.get('id')} no está abierta")
    amount = books.money(decimal(entry.get("amount"), "invoices.amount"))
    if amount <= 0 or amount > invoices.owed(invoice):
        raise bad(f"El valor aplicado supera el saldo de la factura {invoice['id']}", 9030)
    invoice["_credits"].append({"id": record["id"], "amount": amount})
    invoices.settle(books, invoice)
    number = invoice["numberTemplate"]
    return {
        "id": invoice["id"],
        "prefix": number["prefix"],
        "number": number["number"],
        "date": invoice["date"],
        "dueDate": invoice["dueDate"],
        "amount": amount,
        "total": invoice["total"],
        "balance": invoice["balance"],
    }


def _refund(books: Books, entry: Any) -> Record:
    account = books.reference("bank-accounts", entry.get("account"), "refunds.account")
    if account is None:
        raise bad("El campo refunds.account es obligatorio")
    amount = books.money(decimal(entry.get("amount"), "refunds.amount"))
    return {
        "date": day(entry, "date"),
        "amount": amount,
        "account": {key: account.get(key) for key in ("id", "name", "type")},
        "observations": entry.get("observations") or "",
    }


def _take_back(books: Books, record: Record) -> None:
    """The invoices it was applied to owe again."""
    for line in record["invoices"]:
        invoice = books.store.get("invoices", line["id"])
        if invoice is not None:
            invoice["_credits"] = [c for c in invoice["_credits"] if c["id"] != record["id"]]
            invoices.settle(books, invoice)


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
    _allot(books, record, body)
    if authority.wanted(body):
        authority.stamp(books, record, RESOURCE)
        books.store.save(RESOURCE, record["id"], record)
    return CREDIT_NOTES.visible(books, record, {})


def undo(books: Books, record: Record) -> None:
    authority.must_be_unstamped(record)
    _take_back(books, record)
    stock.forget(books, RESOURCE, record)


def show(_books: Books, record: Record, query: Mapping[str, str]) -> Record:
    return {**record, **links(RESOURCE, record, extras(query) & {"pdf"})}


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
