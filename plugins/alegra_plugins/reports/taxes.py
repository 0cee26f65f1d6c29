"""Taxes of sales and purchases in a period, by rate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Column
from alegra_cli.declare.computed import Computed, Reader
from alegra_plugins.reports.ledger import Ledger, Record
from alegra_plugins.reports.lines import (
    SOURCES,
    LineSource,
    base_of,
    documents_of,
    lines_of,
    places_of,
    taxes_of,
)
from alegra_plugins.reports.sums import added_up

COLUMNS = (
    Column("Side", "side", "word"),
    Column("Tax", "tax"),
    Column("Percentage", "percentage", "number"),
    Column("Currency", "currency"),
    Column("Documents", "documents", "number"),
    Column("Base", "base", "money"),
    Column("Amount", "amount", "money"),
)


class Rate(NamedTuple):
    """Lines without a tax have no name and no percentage."""

    side: str
    currency: str
    name: str
    percentage: Decimal


class _TaxSum:
    def __init__(self) -> None:
        self.base = self.tax = Decimal(0)
        self.documents: set[tuple[str, str]] = set()


def taxes(reader: Reader, given: Mapping[str, str]) -> Computed:
    """given: ``from``, ``to``, ``side``. Raises `AlegraError`."""
    ledger = Ledger(reader)
    sums: dict[Rate, _TaxSum] = {}
    for source in SOURCES:
        if given.get("side", source.side) == source.side:
            for document in documents_of(ledger, source, given):
                _add(sums, ledger, source, document)
    rows = [_row(rate, entry) for rate, entry in sorted(sums.items(), key=lambda pair: pair[0])]
    # A line with two taxes is in the base of both, so that bases don't add up.
    totals = added_up(rows, ("side", "currency"), ("amount",))
    return Computed(rows, COLUMNS, ledger.notes(), totals)


def _add(sums: dict[Rate, _TaxSum], ledger: Ledger, source: LineSource, document: Record) -> None:
    currency, places = ledger.currency(document), places_of(document)
    for line in lines_of(document):
        base = base_of(line, places)
        for name, percentage, tax in taxes_of(line, base, places):
            entry = sums.setdefault(Rate(source.side, currency, name, percentage), _TaxSum())
            entry.base += source.sign * base
            entry.tax += source.sign * tax
            entry.documents.add((source.resource, str(document["id"])))


def _row(rate: Rate, entry: _TaxSum) -> dict[str, Any]:
    return {
        "side": rate.side,
        "tax": rate.name,
        "percentage": rate.percentage,
        "currency": rate.currency,
        "documents": len(entry.documents),
        "base": entry.base,
        "amount": entry.tax,
    }
