"""A document as the bill or note that Alegra is to make of it (S84, S89, S98).

Alegra is taken to round the tax of each line (S121). A document that was added up that way is
posted line by line; one whose tax was worked out once is posted as a line for each rate. Where
neither comes to the document's total to the cent, a person has to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import attrs

from alegra_cli.declare.received import DocumentLine, ReceivedDocument, TaxAmount
from alegra_cli.received.account import AccountRecords, PostedPurchase
from alegra_cli.received.arithmetic import tax_sum
from alegra_cli.received.purchases import is_note, party_of
from alegra_cli.received.rules import Rule
from alegra_cli.received.tax_ids import TaxIds

_LONGEST = 500  # S123
_MOST_DECIMALS = 6
ONE = Decimal(1)


class Share(NamedTuple):
    """What becomes one line: amount without taxes, and the taxes on it."""

    words: str
    quantity: Decimal
    amount: Decimal
    taxes: tuple[TaxAmount, ...]


@attrs.frozen(eq=False)
class Draft:
    """body: of the request, without what only sending can tell. problem: code of a reason why
    there is none. detail: what it is about.
    """

    body: dict[str, Any]
    problem: str = ""
    detail: str = ""


def mark(document: ReceivedDocument) -> str:
    """The text by which the record is found again, whatever else happens to it."""
    return f"[{document.key}]"


def draft(document: ReceivedDocument, account: AccountRecords, supplier: str, rule: Rule) -> Draft:
    """The bill, or the debit note for a credit note."""
    ids = TaxIds(account, account.packs(document.country))
    for tax in document.taxes:
        if tax.amount and ids.tax(tax) is None:
            return Draft({}, "tax-not-mapped", _tax_label(tax))
    retentions = []
    for tax in document.withheld:
        key = ids.retention(tax)
        if key is None:
            return Draft({}, "retention-not-mapped", _tax_label(tax))
        retentions.append({"id": key, "amount": tax.amount})
    shares = _shares(document, account)
    if shares is None:
        return Draft({}, "cents-differ", str(document.total))
    lines = [_line(share, ids, rule) for share in shares]
    purchases = {"items" if rule.item else "categories": lines}
    note, party = is_note(document), party_of(account.resources.of(document))
    body: dict[str, Any] = {
        "date": document.date,
        **({} if note else {"dueDate": _due(document)}),
        party: {"id": supplier},
        "numberTemplate": _number(document, note),
        **(purchases if note else {"purchases": purchases}),
        **({"retentions": retentions} if retentions else {}),
        **({"costCenter": {"id": rule.cost_center}} if rule.cost_center else {}),
        **({"warehouse": {"id": rule.warehouse}} if rule.warehouse else {}),
        **_currency(document, account),
        "observations": mark(document),
    }
    return Draft(body)


def gross(document: ReceivedDocument) -> Decimal:
    """What Alegra calls the total of a bill: its retentions lower the balance alone (S122)."""
    return document.total + tax_sum(document.withheld)


def application(
    body: dict[str, Any], document: ReceivedDocument, bill: PostedPurchase | None
) -> dict[str, Any]:
    """The note set against the bill that it is about, where that still has so much to pay."""
    enough = bill is not None and bill.balance is not None and bill.balance >= document.total
    if bill is None or not enough:
        return body
    return {**body, "bills": [{"id": bill.id, "amount": document.total}]}


def _tax_label(tax: TaxAmount) -> str:
    return tax.kind if tax.rate is None else f"{tax.kind} {tax.rate:f} %"


def _due(document: ReceivedDocument) -> str:
    return max(document.due, document.date)


def _number(document: ReceivedDocument, note: bool) -> dict[str, str]:
    if note or not document.prefix or document.number == document.prefix:
        return {"number": document.number}
    return {"prefix": document.prefix, "number": document.number[len(document.prefix) :]}


def _currency(document: ReceivedDocument, account: AccountRecords) -> dict[str, Any]:
    # Without a rate it is in the account's own, whether or not the account tells which that is.
    if document.currency == account.currency or not document.rate:
        return {}
    return {"currency": {"code": document.currency, "exchangeRate": document.rate}}


def _shares(document: ReceivedDocument, account: AccountRecords) -> list[Share] | None:
    """The lines that come to the document's total in Alegra's arithmetic; None for none that do."""
    wanted = gross(document)
    for shares in (_line_by_line(document), _by_rate(document)):
        if shares and _total(shares, account.decimals) == wanted:
            return shares
    return None


def _total(shares: Sequence[Share], decimals: int) -> Decimal:
    unit = ONE.scaleb(-decimals)

    def money(value: Decimal) -> Decimal:
        return value.quantize(unit, ROUND_HALF_UP)

    return sum(
        (
            money(share.amount)
            + sum((money(share.amount * (tax.rate or 0) / 100) for tax in share.taxes), Decimal(0))
            for share in shares
        ),
        Decimal(0),
    )


def _line_by_line(document: ReceivedDocument) -> list[Share] | None:
    """None where the document has what no single line has: a discount or tax of the whole."""
    if document.prices_include_tax or any(value < 0 for _why, value in document.charges):
        return None
    known = {(tax.kind, tax.rate) for line in document.lines for tax in line.taxes}
    if any((tax.kind, tax.rate) not in known for tax in document.taxes if tax.amount):
        return None
    shares = [
        Share(line.description, line.quantity, line.amount, _rates(line))
        for line in document.lines
        if line.amount
    ]
    shares += [Share(why, ONE, value, ()) for why, value in document.charges]
    return None if any(share.amount < 0 for share in shares) else shares


def _rates(line: DocumentLine) -> tuple[TaxAmount, ...]:
    return tuple(tax for tax in line.taxes if tax.rate)


def _by_rate(document: ReceivedDocument) -> list[Share] | None:
    """A line for each rate, on its base; what no tax is on is the last."""
    shares, rest = [], document.subtotal
    for tax in document.taxes:
        if not tax.amount:
            continue
        if tax.base is None or tax.rate is None:
            return None
        shares.append(Share(_tax_label(tax), ONE, tax.base, (tax,)))
        rest -= tax.base
    if rest < 0:
        return None
    words = document.lines[0].description if document.lines else ""
    shares = [share._replace(words=f"{words} ({share.words})") for share in shares]
    return [*shares, Share(words, ONE, rest, ())] if rest else shares


def _line(share: Share, ids: TaxIds, rule: Rule) -> dict[str, Any]:
    price, quantity = _price(share)
    taxes = [{"id": key} for key in _ids(share, ids)]
    return {
        "id": rule.item or rule.category,
        "price": price,
        "quantity": quantity,
        "observations": share.words[:_LONGEST],
        **({"tax": taxes} if taxes else {}),
    }


def _ids(share: Share, ids: TaxIds) -> Iterator[str]:
    for tax in share.taxes:
        key = ids.tax(tax)
        if key is not None:
            yield key


def _price(share: Share) -> tuple[Decimal, Decimal]:
    """Price and quantity whose product is the amount exactly; else one piece at the amount."""
    if share.quantity > 0 and share.quantity != ONE:
        price = share.amount / share.quantity
        exponent = price.normalize().as_tuple().exponent
        short = isinstance(exponent, int) and -exponent <= _MOST_DECIMALS
        if short and price * share.quantity == share.amount:
            return Decimal(format(price.normalize(), "f")), share.quantity
    return share.amount, ONE
