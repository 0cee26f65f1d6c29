"""Retentions of sales and purchases in a period: from documents, and from their payments.

It stands on S40, S122.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Column
from alegra_cli.declare.computed import Computed, Reader
from alegra_cli.i18n import _
from alegra_plugins.reports.ledger import Ledger, Record, amount, parts
from alegra_plugins.reports.lines import SOURCES, documents_of, is_between
from alegra_plugins.reports.sums import added_up

COLUMNS = (
    Column("Side", "side", "word"),
    Column("Id", "retentionId"),
    Column("Retention", "retention"),
    Column("Percentage", "percentage", "number"),
    Column("Currency", "currency"),
    Column("Documents", "documents", "number"),
    Column("Amount", "amount", "money"),
)


class RetentionKey(NamedTuple):
    side: str
    currency: str
    retention: str


class _RetentionSum:
    def __init__(self) -> None:
        self.amount = Decimal(0)
        self.documents: set[tuple[str, str]] = set()


def retentions(reader: Reader, given: Mapping[str, str]) -> Computed:
    """given: ``from``, ``to``, ``side``. Raises `AlegraError`.

    Of sales they are what clients kept back, of purchases what the company has to hand over.
    """
    ledger = Ledger(reader)
    sums: dict[RetentionKey, _RetentionSum] = {}
    told: dict[str, Record] = {}
    for side, resource, sign, document, kept in _all(ledger, given):
        if given.get("side", side) != side:
            continue
        for entry in kept:
            key = str(entry.get("id") or entry.get("name") or "")
            told[key] = {**told.get(key, {}), **entry}
            own = sums.setdefault(
                RetentionKey(side, ledger.currency(document), key), _RetentionSum()
            )
            own.amount += sign * amount(entry.get("amount"))
            own.documents.add((resource, str(document["id"])))
    _name(ledger, told)
    rows = [_row(who, own, told[who.retention]) for who, own in sorted(sums.items())]
    totals = added_up(rows, ("side", "currency"), ("amount",))
    return Computed(rows, COLUMNS, ledger.notes(), totals)


RetentionSource = tuple[str, str, int, Record, list[Record]]


def _all(ledger: Ledger, given: Mapping[str, str]) -> Iterator[RetentionSource]:
    """(side, resource, sign, document, retentions) of everything that has some."""
    for source in SOURCES:
        for document in documents_of(ledger, source, given):
            if kept := parts(document.get("retentions")):
                yield source.side, source.resource, source.sign, document, kept
    for payment in ledger.documents("payments"):
        if not is_between(payment, given):
            ledger.read["payments"] -= 1
            continue
        side = "purchases" if payment.get("type") == "out" else "sales"
        if kept := list(_of_payment(payment)):
            yield side, "payments", 1, payment, kept


def _of_payment(payment: Record) -> Iterator[Record]:
    """Those of the whole, and those of each document that it pays."""
    yield from parts(payment.get("retentions"))
    for key in ("invoices", "bills"):
        for paid in parts(payment.get(key)):
            yield from parts(paid.get("retentions"))


def _name(ledger: Ledger, told: dict[str, Record]) -> None:
    """Payments tell of a retention its id alone."""
    if all(entry.get("name") for entry in told.values()):
        return
    for known in ledger.records("retentions"):
        if (key := str(known.get("id"))) in told:
            told[key] = {**known, **told[key]}


def _row(who: RetentionKey, own: _RetentionSum, told: Record) -> dict[str, Any]:
    return {
        "side": who.side,
        "retentionId": str(told.get("id") or ""),
        "retention": str(told.get("name") or _("without a name")),
        "percentage": amount(told.get("percentage")),
        "currency": who.currency,
        "documents": len(own.documents),
        "amount": own.amount,
    }
