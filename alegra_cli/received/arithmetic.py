"""Whether a document adds up, to the cent and without tolerance, and what else is odd about it.

The one tolerance is that of the tax authorities' own arithmetic: a tax that was rounded in each
line may differ from its rate of the sum by a cent a line.

It stands on S110, S138.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from alegra_cli.declare.received import (
    POSTED_KINDS,
    SUPPORT_DOCUMENT,
    ReceivedDocument,
    TaxAmount,
)

CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def tax_sum(taxes: Iterable[TaxAmount]) -> Decimal:
    return sum((one.amount for one in taxes), Decimal(0))


def faults(one: ReceivedDocument, currencies: Collection[str]) -> Iterator[str]:
    """Codes of what is wrong with the document by itself.

    currencies: those in which it needs no rate.
    """
    if one.kind == SUPPORT_DOCUMENT:
        yield "support-document"
        return
    if one.kind not in POSTED_KINDS:
        yield "not-a-purchase"
        return
    if not one.lines:
        yield "no-lines"
        return
    yield from one.doubts
    yield from _identity(one)
    if not one.currency:
        yield "no-currency"
    elif one.currency not in currencies and not one.rate:
        yield "no-rate"
    yield from _sums(one)


def _identity(one: ReceivedDocument) -> Iterator[str]:
    if not one.supplier.identification:
        yield "no-supplier"
    if not one.authority_id:
        yield "not-registered"
    if one.day() is None:
        yield "no-date"
    if not one.number:
        yield "no-number"


def _sums(one: ReceivedDocument) -> Iterator[str]:
    taxes, withheld = tax_sum(one.taxes), tax_sum(one.withheld)
    lines = sum((line.amount for line in one.lines), Decimal(0))
    whole = lines + sum((value for _why, value in one.charges), Decimal(0))
    net = one.subtotal + taxes if one.prices_include_tax else one.subtotal
    # Lines may have more decimals than any total: rounded once, they are the subtotal exactly.
    if net not in (whole, cents(whole)):
        yield "lines-differ"
    if one.subtotal + taxes - withheld != one.total:
        told = withheld and one.subtotal + taxes == one.total
        yield "withheld-not-subtracted" if told else "totals-differ"
    if any(not _of_its_rate(tax, len(one.lines)) for tax in (*one.taxes, *one.withheld)):
        yield "tax-differs"
    if one.total < 0 or one.subtotal < 0 or taxes < 0 or withheld < 0:
        yield "negative"
    elif one.total == 0:
        yield "nothing-to-pay"


def _of_its_rate(tax: TaxAmount, lines: int) -> bool:
    if tax.base is None or tax.rate is None:
        return True
    unit = 1 if tax.amount == tax.amount.to_integral_value() else CENT
    return abs(tax.base * tax.rate / 100 - tax.amount) <= unit * max(1, lines)
