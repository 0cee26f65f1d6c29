"""Notes that give back: a client's credit note, a supplier's debit note (S20, S89).

Both are applied to documents that are owed, refunded, or kept as a balance.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.sandbox.books import Books, debts, decimal, objects, stock
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.http.refusals import bad

Record = dict[str, Any]


class NoteKind(NamedTuple):
    """against: the resource it is applied to, and its key. sign: which way stock moves."""

    resource: str
    noun: str
    against: str
    sign: int


def settle(books: Books, kind: NoteKind, record: Record, body: Record) -> None:
    """Apply to documents, refund, and store: what is not allotted stays as balance."""
    if kind.against in body:
        take_back(books, kind, record)
        sent = objects(body[kind.against], kind.against)
        record[kind.against] = [_applications(books, kind, record, entry) for entry in sent]
    if "refunds" in body:
        sent = objects(body["refunds"], "refunds")
        record["refunds"] = [_refund(books, entry) for entry in sent]
    gone = sum((x["amount"] for x in (*record[kind.against], *record["refunds"])), Decimal(0))
    if gone > Decimal(record["total"]):
        raise bad(f"El valor aplicado supera el total de {kind.noun}", 9030)
    left = Decimal(record["total"]) - gone
    record |= {
        "totalApplied": books.money(gone),
        "balance": books.money(left),
        "status": "open" if left else "closed",
    }
    stock.move(books, kind.resource, record, kind.sign)
    books.store.save(kind.resource, record["id"], record)


def _applications(books: Books, kind: NoteKind, record: Record, entry: Record) -> Record:
    debt = books.reference(kind.against, entry.get("id"), f"{kind.against}.id")
    noun = debts.DEBTS[kind.against].noun
    if debt is None or debt["status"] not in ("open", "closed"):
        raise bad(f"No está abierta {noun} {entry.get('id')}")
    amount = books.money(decimal(entry.get("amount"), f"{kind.against}.amount"))
    if amount <= 0 or amount > debts.amount_due(debt):
        raise bad(f"El monto a aplicar es superior al total por pagar de {noun}", 9030)
    debt["_credits"].append({"id": record["id"], "amount": amount})
    debts.settle(books, kind.against, debt)
    number = debt["numberTemplate"]
    keys = ("date", "dueDate")
    return {
        "id": debt["id"],
        **{key: number[key] for key in ("prefix", "number")},
        **{key: debt[key] for key in keys},
        "amount": amount,
        **{key: debt[key] for key in ("total", "balance")},
    }


def _refund(books: Books, entry: Record) -> Record:
    sent = entry.get("account") or entry.get("bankAccount")
    account = books.reference("bank-accounts", sent, "refunds.account")
    if account is None:
        raise bad("El campo refunds.account es obligatorio")
    amount = books.money(decimal(entry.get("amount"), "refunds.amount"))
    return {
        "date": day(entry, "date"),
        "amount": amount,
        "account": {key: account.get(key) for key in ("id", "name", "type")},
        "observations": entry.get("observations") or "",
    }


def take_back(books: Books, kind: NoteKind, record: Record) -> None:
    """The documents it was applied to owe again."""
    for line in record[kind.against]:
        debt = books.store.get(kind.against, line["id"])
        if debt is not None:
            debt["_credits"] = [c for c in debt["_credits"] if c["id"] != record["id"]]
            debts.settle(books, kind.against, debt)
