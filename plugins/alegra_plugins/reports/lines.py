"""The lines of documents of a period, exactly as documents are added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from alegra_plugins.reports.ledger import Ledger, Record, amount, parts


class LineSource(NamedTuple):
    """sign: -1 for what takes back. dated: whether the API filters it by both ends."""

    side: str
    resource: str
    sign: int
    dated: bool


SOURCES = (
    LineSource("sales", "invoices", 1, dated=True),
    LineSource("sales", "income-debit-notes", 1, dated=False),
    LineSource("sales", "credit-notes", -1, dated=False),
    LineSource("purchases", "bills", 1, dated=True),
    LineSource("purchases", "debit-notes", -1, dated=False),
)


class Tax(NamedTuple):
    """A tax of a line; one without a name and a percentage where it has none."""

    name: str
    percentage: Decimal
    amount: Decimal


def documents_of(ledger: Ledger, source: LineSource, given: Mapping[str, str]) -> Iterator[Record]:
    """Those in effect from the day ``from`` to the day ``to``. Raises `AlegraError`."""
    names = {"from": "date_afterOrNow", "to": "date_beforeOrNow"}
    query = {param: given[key] for key, param in names.items() if source.dated and key in given}
    for document in ledger.documents(source.resource, **query):
        # Some lists have no date filter, and others have been seen to ignore it (S71).
        if is_between(document, given):
            yield document
        else:
            ledger.read[source.resource] -= 1


def is_between(record: Record, given: Mapping[str, str]) -> bool:
    return given.get("from", "") <= str(record.get("date"))[:10] <= given.get("to", "9999")


def places_of(document: Record) -> int:
    return int(amount(document.get("decimalPrecision") or 2))


def lines_of(document: Record) -> Iterator[Record]:
    purchases = document.get("purchases")
    held = purchases if isinstance(purchases, dict) else document
    for key in ("items", "categories"):
        yield from parts(held.get(key))


def base_of(line: Record, places: int) -> Decimal:
    """What a line is taxed on: its discount taken off, each step rounded as documents are."""
    gross = _rounding(amount(line.get("price")) * amount(line.get("quantity")), places)
    return gross - _rounding(gross * amount(line.get("discount")) / 100, places)


def taxes_of(line: Record, base: Decimal, places: int) -> Iterator[Tax]:
    sent = line.get("tax") or line.get("taxes") or []
    listed = parts(sent if isinstance(sent, list) else [sent])
    if not listed:
        yield Tax("", Decimal(0), Decimal(0))
    for tax in listed:
        percentage = amount(tax.get("percentage"))
        told = tax.get("amount")
        value = amount(told) if told is not None else _rounding(base * percentage / 100, places)
        yield Tax(str(tax.get("name") or ""), percentage, value)


def _rounding(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
