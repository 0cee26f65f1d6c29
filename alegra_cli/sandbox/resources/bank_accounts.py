"""Banks, cash and cards, and transfers between them (S95)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal, numbering
from alegra_cli.sandbox.books.crud import (
    ACTIVE,
    Collection,
    Record,
    extras,
    fields_of,
    need_choice,
    need_text,
)
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "bank-accounts"
NOUN = "la cuenta de banco"
DEFAULTS: Record = {
    "name": None,
    "number": "",
    "description": "",
    "type": None,
    "status": "active",
    "initialBalance": 0,
    "initialBalanceDate": None,
    "category": None,
}


def make(books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, DEFAULTS, old)
    need_text(record, "name", "type")
    need_choice(record, "type", ("bank", "credit-card", "cash"))
    need_choice(record, "status", ACTIVE)
    decimal(record["initialBalance"], "initialBalance")
    if old is None or "initialBalanceDate" in body:
        record["initialBalanceDate"] = day(body, "initialBalanceDate")
    record["category"] = books.reference("categories", record["category"], "category")
    return record


_THROUGH = (
    "CAST(json_extract(body, '$.bankAccount.id') AS TEXT) = ? "
    "AND json_extract(body, '$.status') = 'open'"
)


def balance(books: Books, record: Record) -> Any:
    """The opening balance and every payment in effect since."""
    total = Decimal(str(record.get("initialBalance") or 0))
    of_account = _THROUGH, [record["id"]]
    for kind, amount in books.store.parts("payments", ("type", "amount"), *of_account):
        total += amount if kind == "in" else -amount
    return books.money(total)


def movements(books: Books, account: str) -> list[Record]:
    """Payments in effect through the account."""
    return books.store.find("payments", _THROUGH, [account])


def transfer(call: Call) -> Any:
    """Money out of the account of the path and into another: two movements."""
    books, body = call.books, call.need_body()
    origin = books.need(RESOURCE, call.ids["id"], NOUN)
    target = books.reference(RESOURCE, body.get("idDestination"), "idDestination")
    if target is None or target["id"] == origin["id"]:
        raise bad("El campo idDestination debe ser otra cuenta")
    amount = books.money(decimal(body.get("amount"), "amount"))
    if amount <= 0:
        raise bad("El campo amount debe ser mayor que cero")
    rate = decimal(body.get("exchangeRate") or 1, "exchangeRate")
    out = _movement(books, body, origin, "out", amount, body.get("idResolutionOut"))
    into = _movement(
        books, body, target, "in", books.money(amount * rate), body.get("idResolution")
    )
    return {"origin": out, "destination": into}


def _movement(
    books: Books, body: Record, account: Record, kind: str, amount: Any, wanted: Any
) -> Record:
    document = "transactionIn" if kind == "in" else "transactionOut"
    template = numbering.assign(books, document, wanted)
    record: Record = {
        "id": books.new_id("payments"),
        "number": template["number"],
        "date": day(body, "date"),
        "amount": amount,
        "type": kind,
        "status": "open",
        "paymentMethod": "transfer",
        "observations": body.get("observations") or "",
        "anotation": "",
        "client": None,
        "bankAccount": {key: account.get(key) for key in ("id", "name", "type")},
        "currency": None,
        "invoices": [],
        "bills": [],
        "categories": [],
        "retentions": [],
        "costCenter": None,
        "numberTemplate": {key: template[key] for key in ("id", "prefix", "number")},
        "stamp": None,
    }
    books.store.save("payments", record["id"], record)
    return record


def refuse_use(books: Books, record: Record) -> None:
    if movements(books, record["id"]):
        raise bad("No se puede eliminar la cuenta porque tiene movimientos")


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    shown = {**DEFAULTS, **record}
    category = shown.pop("category")
    if "category" in extras(query):
        shown["category"] = category
    if "lastMovementDate" in extras(query):
        days = [payment["date"] for payment in movements(books, record["id"])]
        shown["lastMovementDate"] = max(days, default=None)
    if query.get("includeBalance") == "true":
        shown["balance"] = balance(books, record)
    return {"id": record["id"], **shown}


class _BankAccounts(Collection):
    def list(self, call: Call) -> Any:
        # Inactive ones are left out unless they are asked for.
        query = dict(call.query)
        if query.get("includeInactive") != "true":
            query.setdefault("status", "active")
        return super().list(Call(call.books, call.ids, query, None))


ACCOUNTS = _BankAccounts(
    "/bank-accounts",
    NOUN,
    Listing(
        RESOURCE,
        {"status": equals("status"), "type": equals("type"), "query": contains("name")},
        {"date": "initialBalanceDate"},
    ),
    make,
    show=show,
    check_delete=refuse_use,
)
ROUTES = [*ACCOUNTS.routes(), Route("POST", "/bank-accounts/{id}/transfer", transfer)]
