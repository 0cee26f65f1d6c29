"""Taxes of sales and purchases in a period, by rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Column
from alegra_cli.declare.computed import Computed, Reader
from alegra_plugins.reports.ledger import Ledger, Record, amount

COLUMNS = (
    Column("Side", "side", "word"),
    Column("Tax", "tax"),
    Column("Percentage", "percentage", "number"),
    Column("Currency", "currency"),
    Column("Documents", "documents", "number"),
    Column("Base", "base", "money"),
    Column("Amount", "amount", "money"),
)

# (side, resource, sign, whether the API filters it by the two dates)
SOURCES = (
    ("sales", "invoices", 1, True),
    ("sales", "income-debit-notes", 1, False),
    ("sales", "credit-notes", -1, False),
    ("purchases", "bills", 1, True),
    ("purchases", "debit-notes", -1, False),
)


class Rate(NamedTuple):
    """Lines without a tax have no name and no percentage."""

    side: str
    currency: str
    name: str
    percentage: Decimal


class _Sum:
    def __init__(self) -> None:
        self.base = self.tax = Decimal(0)
        self.documents: set[tuple[str, str]] = set()


def taxes(reader: Reader, given: Mapping[str, str]) -> Computed:
    """given: ``from``, ``to``, ``side``. Raises `AlegraError`."""
    ledger = Ledger(reader)
    since, until = given.get("from", ""), given.get("to", "9999")
    sums: dict[Rate, _Sum] = {}
    for side, resource, sign, dated in SOURCES:
        if given.get("side", side) != side:
            continue
        for document in ledger.documents(resource, **(_dates(given) if dated else {})):
            # Some lists have no date filter, and others have been seen to ignore it.
            if since <= str(document.get("date"))[:10] <= until:
                _add(sums, ledger, side, resource, sign, document)
            else:
                ledger.read[resource] -= 1
    rows = [_row(rate, entry) for rate, entry in sorted(sums.items(), key=lambda pair: pair[0])]
    return Computed(rows, COLUMNS, ledger.notes())


def _dates(given: Mapping[str, str]) -> dict[str, str]:
    names = {"from": "date_afterOrNow", "to": "date_beforeOrNow"}
    return {param: given[key] for key, param in names.items() if key in given}


def _add(
    sums: dict[Rate, _Sum],
    ledger: Ledger,
    side: str,
    resource: str,
    sign: int,
    document: Record,
) -> None:
    currency, places = ledger.currency(document), int(str(document.get("decimalPrecision") or 2))
    for line in _lines(document):
        base = _base(line, places)
        for name, percentage, tax in _taxes(line, base, places):
            entry = sums.setdefault(Rate(side, currency, name, percentage), _Sum())
            entry.base += sign * base
            entry.tax += sign * tax
            entry.documents.add((resource, str(document["id"])))


def _lines(document: Record) -> Iterator[Record]:
    held = document.get("purchases") if isinstance(document.get("purchases"), dict) else document
    for key in ("items", "categories"):
        yield from (held or {}).get(key) or []


def _base(line: Record, places: int) -> Decimal:
    """What a line is taxed on: its discount taken off, each step rounded as documents are."""
    gross = _rounded(amount(line.get("price")) * amount(line.get("quantity")), places)
    return gross - _rounded(gross * amount(line.get("discount")) / 100, places)


def _taxes(line: Record, base: Decimal, places: int) -> Iterator[tuple[str, Decimal, Decimal]]:
    """(name, percentage, amount) of each tax of a line; one without a name where it has none."""
    sent = line.get("tax") or line.get("taxes") or []
    listed = sent if isinstance(sent, list) else [sent]
    if not listed:
        yield "", Decimal(0), Decimal(0)
    for tax in listed:
        percentage = amount(tax.get("percentage"))
        told = tax.get("amount")
        value = amount(told) if told is not None else _rounded(base * percentage / 100, places)
        yield str(tax.get("name") or ""), percentage, value


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _row(rate: Rate, entry: _Sum) -> dict[str, Any]:
    return {
        "side": rate.side,
        "tax": rate.name,
        "percentage": rate.percentage,
        "currency": rate.currency,
        "documents": len(entry.documents),
        "base": entry.base,
        "amount": entry.tax,
    }
