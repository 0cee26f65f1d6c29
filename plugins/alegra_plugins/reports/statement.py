"""The movements of one contact, and what it owes after each (S93, S122)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Column
from alegra_cli.declare.computed import Computed, Reader
from alegra_cli.i18n import N_, _
from alegra_plugins.reports.ledger import Ledger, Record, amount, number, parts, sum_of

COLUMNS = (
    Column("Date", "date", "date"),
    Column("Document", "document", "word"),
    Column("Number", "number"),
    Column("Due", "dueDate", "date"),
    Column("Currency", "currency"),
    Column("Debit", "debit", "money"),
    Column("Credit", "credit", "money"),
    Column("Balance", "balance", "money"),
)


class StatementSide(NamedTuple):
    """sign: 1 where the contact owes us, -1 where we owe it."""

    debts: tuple[str, ...]
    notes: str
    payments: str
    payment: str
    sign: int


SALES = StatementSide(
    (N_("invoices"), N_("income-debit-notes")), N_("credit-notes"), "invoices", "in", 1
)
PURCHASES = StatementSide((N_("bills"),), N_("debit-notes"), "bills", "out", -1)


class Movement(NamedTuple):
    """amount: positive where the contact owes us more after it."""

    currency: str
    date: str
    order: int
    document: str
    number: str
    due: str | None
    amount: Decimal


def statement(reader: Reader, given: Mapping[str, str]) -> Computed:
    """given: ``contact``, ``from``, ``to``. Raises `AlegraError`."""
    contact = reader.one("contacts", given["contact"])
    ledger = Ledger(reader)
    moved = [
        *_side(ledger, SALES, given["contact"]),
        *_side(ledger, PURCHASES, given["contact"]),
    ]
    rows = list(_rows(sorted(moved), given.get("from", ""), given.get("to", "9999")))
    name = _("Contact: {name}").format(name=contact.get("name", given["contact"]))
    return Computed(rows, COLUMNS, (name, *_closing(rows), *ledger.notes()))


def _side(ledger: Ledger, side: StatementSide, contact: str) -> Iterator[Movement]:
    """Documents, what was paid of them, notes, refunds, retentions."""
    notes = list(ledger.documents(side.notes, client_id=contact))
    applied: dict[str, Decimal] = {}
    for note in notes:
        for line in parts(note.get(side.payments)):
            key = str(line.get("id"))
            applied[key] = applied.get(key, Decimal(0)) + amount(line.get("amount"))
        yield _movement(ledger, note, side.notes, 3, -side.sign * amount(note.get("total")))
        for refund in parts(note.get("refunds")):
            dated = {**note, "date": refund.get("date") or note.get("date"), "dueDate": None}
            yield _movement(
                ledger, dated, N_("refund"), 4, side.sign * amount(refund.get("amount"))
            )
    for resource in side.debts:
        for debt in ledger.documents(resource, client_id=contact):
            gone = (
                applied.get(str(debt.get("id")), Decimal(0))
                if resource == side.payments
                else Decimal(0)
            )
            yield from _debt(ledger, side, resource, debt, gone)
    for payment in ledger.documents(N_("payments"), client_id=contact, type=side.payment):
        paid = sum_of(payment.get(side.payments))
        if paid:
            dated = {**payment, "dueDate": None}
            yield _movement(ledger, dated, N_("payment"), 2, -side.sign * paid)


def _debt(
    ledger: Ledger, side: StatementSide, resource: str, debt: Record, applied: Decimal
) -> Iterator[Movement]:
    total, retained = amount(debt.get("total")), sum_of(debt.get("retentions"))
    yield _movement(ledger, debt, resource, 0, side.sign * total)
    if retained:
        yield _movement(ledger, debt, N_("retention"), 1, -side.sign * retained)
    paid = sum(
        (amount(p.get("amount")) for p in parts(debt.get("payments")) if p.get("status") != "void"),
        Decimal(0),
    )
    # Write-offs, advances: the API tells them only by what is left.
    other = total - retained - paid - applied - amount(debt.get("balance"))
    if other:
        yield _movement(ledger, debt, N_("other"), 1, -side.sign * other)


def _movement(ledger: Ledger, document: Record, kind: str, order: int, value: Decimal) -> Movement:
    due = document.get("dueDate") if order == 0 else None
    return Movement(
        ledger.currency(document),
        str(document.get("date") or "")[:10],
        order,
        kind,
        number(document),
        due,
        value,
    )


def _rows(moved: list[Movement], since: str, until: str) -> Iterator[dict[str, Any]]:
    """Each currency by itself: what was owed before the period, then every movement in it."""
    for currency in dict.fromkeys(item.currency for item in moved):
        own = [item for item in moved if item.currency == currency and item.date <= until]
        balance = sum((item.amount for item in own if item.date < since), Decimal(0))
        if balance:
            yield _row(Movement(currency, since, 0, N_("opening"), "", None, Decimal(0)), balance)
        for item in own:
            if item.date >= since:
                balance += item.amount
                yield _row(item, balance)


def _row(item: Movement, balance: Decimal) -> dict[str, Any]:
    return {
        "date": item.date,
        "document": item.document,
        "number": item.number,
        "dueDate": item.due,
        "currency": item.currency,
        "debit": item.amount if item.amount > 0 else None,
        "credit": -item.amount if item.amount < 0 else None,
        "balance": balance,
    }


def _closing(rows: list[dict[str, Any]]) -> Iterator[str]:
    last = {row["currency"]: row["balance"] for row in rows}
    for currency, balance in last.items():
        if balance < 0:
            text = _("You owe {amount} {currency}.")
        elif balance > 0:
            text = _("It owes {amount} {currency}.")
        else:
            text = _("Nothing is owed in {currency}.")
        yield text.format(amount=abs(balance), currency=currency)
