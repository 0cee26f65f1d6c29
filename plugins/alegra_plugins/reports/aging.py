"""What is owed, by how long it is overdue (S122)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Column
from alegra_cli.declare.computed import Computed, Reader
from alegra_cli.i18n import N_, _
from alegra_plugins.reports.ledger import Ledger, Record, amount, day_of, party
from alegra_plugins.reports.sums import added_up

BUCKETS = (N_("current"), "1-30", "31-60", "61-90", N_("over-90"))
_ENDS = (("current", 0), ("1-30", 30), ("31-60", 60), ("61-90", 90))


class AgingSide(NamedTuple):
    """debts: what is owed. credits: notes whose balance was not applied to any of them."""

    name: str
    debts: tuple[str, ...]
    credits: str


SIDES = (
    AgingSide(N_("receivables"), ("invoices", "income-debit-notes"), "credit-notes"),
    AgingSide(N_("payables"), ("bills",), "debit-notes"),
)

CONTACT_COLUMNS = (
    Column("Side", "side", "word"),
    Column("Id", "contactId"),
    Column("Contact", "contact"),
    Column("Currency", "currency"),
    Column("Documents", "documents", "number"),
    Column("Not due", "current", "money"),
    Column("1-30", "1-30", "money"),
    Column("31-60", "31-60", "money"),
    Column("61-90", "61-90", "money"),
    Column("Over 90", "over-90", "money"),
    Column("Total", "total", "money"),
    Column("Unapplied", "unapplied", "money"),
)
BUCKET_COLUMNS = (
    Column("Side", "side", "word"),
    Column("Currency", "currency"),
    Column("Days overdue", "bucket", "word"),
    Column("Documents", "documents", "number"),
    Column("Total", "total", "money"),
)


class _Debtor(NamedTuple):
    side: str
    currency: str
    contact_id: str
    contact: str


class _Debt:
    """What one contact owes, or is owed, in one currency."""

    def __init__(self) -> None:
        self.documents = dict.fromkeys(BUCKETS, 0)
        self.sums = dict.fromkeys(BUCKETS, Decimal(0))
        self.remainder = Decimal(0)

    @property
    def total(self) -> Decimal:
        return sum(self.sums.values(), Decimal(0))


def aging(reader: Reader, given: Mapping[str, str]) -> Computed:
    """given: ``side``, ``by``, ``date``, ``client_id``. Raises `AlegraError`."""
    ledger = Ledger(reader)
    day = date.fromisoformat(given.get("date") or reader.today)
    query = {"client_id": given["client_id"]} if given.get("client_id") else {}
    owed: dict[_Debtor, _Debt] = {}
    for side in SIDES:
        if given.get("side", side.name) == side.name:
            _collect(ledger, side, day, query, owed)
    ordered = sorted(owed.items(), key=lambda item: (item[0][:2], -item[1].total, item[0][2]))
    notes = ledger.notes()
    if "date" in given:
        notes = (*notes, _("The balances are those of now; only their age is of that day."))
    if given.get("by") == "bucket":
        rows = list(_by_bucket(ordered))
        totals = added_up(rows, ("side", "currency"), ("documents", "total"))
        return Computed(rows, BUCKET_COLUMNS, notes, totals)
    rows = [_row(*item) for item in ordered]
    sums = ("documents", *BUCKETS, "total", "unapplied")
    return Computed(rows, CONTACT_COLUMNS, notes, added_up(rows, ("side", "currency"), sums))


def _collect(
    ledger: Ledger, side: AgingSide, day: date, query: dict[str, str], owed: dict[_Debtor, _Debt]
) -> None:
    for resource in side.debts:
        for document in ledger.documents(resource, status="open", **query):
            balance = amount(document.get("balance"))
            if balance:
                entry = owed.setdefault(_debtor(ledger, side, document), _Debt())
                bucket = bucket_of(document, day)
                entry.documents[bucket] += 1
                entry.sums[bucket] += balance
    for note in ledger.documents(side.credits, **query):
        balance = amount(note.get("balance"))
        if balance:
            owed.setdefault(_debtor(ledger, side, note), _Debt()).remainder += balance


def bucket_of(document: Record, today: date) -> str:
    """By the days between the due date and `today`; a document due then is not overdue."""
    overdue = (today - day_of(document.get("dueDate") or document.get("date"))).days
    for name, end in _ENDS:
        if overdue <= end:
            return name
    return BUCKETS[-1]


def _debtor(ledger: Ledger, side: AgingSide, document: Record) -> _Debtor:
    contact = party(document)
    key, name = str(contact.get("id") or ""), str(contact.get("name") or "")
    return _Debtor(side.name, ledger.currency(document), key, name)


def _row(who: _Debtor, owed: _Debt) -> dict[str, Any]:
    return {
        "side": who.side,
        "contactId": who.contact_id,
        "contact": who.contact,
        "currency": who.currency,
        "documents": sum(owed.documents.values()),
        **owed.sums,
        "total": owed.total,
        "unapplied": owed.remainder,
    }


def _by_bucket(ordered: list[tuple[_Debtor, _Debt]]) -> Iterator[dict[str, Any]]:
    """A row for each bucket of each side and currency; currencies are never added together."""
    for side, currency in dict.fromkeys(who[:2] for who, _each in ordered):
        group = [owed for who, owed in ordered if who[:2] == (side, currency)]
        for bucket in BUCKETS:
            yield {
                "side": side,
                "currency": currency,
                "bucket": bucket,
                "documents": sum(owed.documents[bucket] for owed in group),
                "total": sum((owed.sums[bucket] for owed in group), Decimal(0)),
            }
