"""Texts, amounts and days of an element, exactly as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from alegra_cli.declare.received import NotReadable, TaxAmount

ZERO = Decimal(0)
# As xs:decimal, and no longer than any money is; no exponent, no NaN, no separator of thousands.
_NUMBER = re.compile(r"[+-]?(?=\.?\d)\d{0,18}(\.\d{0,12})?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T Z+-].*)?")
_DAY_FIRST = re.compile(r"(\d\d)[-/](\d\d)[-/](\d{4})(?: .*)?")


def text(node: Element | None, path: str = ".") -> str:
    """The text at `path`; empty where there is none."""
    found = None if node is None else node.find(path)
    return (found.text or "").strip() if found is not None else ""


def first(node: Element | None, *paths: str) -> str:
    """The first of the texts that says something."""
    return next(filter(None, (text(node, path) for path in paths)), "")


def number(written: str, optional: bool = True) -> Decimal:
    """The exact number; zero for an empty text that is `optional`. Raises `NotReadable`."""
    written = written.strip()
    if not written and optional:
        return ZERO
    if not _NUMBER.fullmatch(written) or not written.isascii():
        raise NotReadable("bad-number", written[:40] or "-")
    return Decimal(written)


def amount(node: Element | None, path: str = ".") -> Decimal:
    return number(text(node, path))


def maybe(node: Element | None, path: str) -> Decimal | None:
    """None where nothing is written."""
    written = text(node, path)
    return number(written) if written else None


def attribute(node: Element | None, *names: str) -> str:
    """The first of the attributes that says something."""
    if node is None:
        return ""
    return next(filter(None, (node.get(name, "").strip() for name in names)), "")


def day(written: str) -> str:
    """An ISO day out of a day or moment; as it stands where it is neither."""
    if found := _DAY.fullmatch(written):
        return found[1]
    if found := _DAY_FIRST.fullmatch(written):
        return f"{found[3]}-{found[2]}-{found[1]}"
    return written[:40]


def amount_sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def tax_sums(taxes: Iterable[TaxAmount]) -> tuple[TaxAmount, ...]:
    """One for each kind and rate, without those of nothing."""
    groups: dict[tuple[str, Decimal | None], TaxAmount] = {}
    for one in taxes:
        before = groups.get((one.kind, one.rate))
        if before is None:
            groups[one.kind, one.rate] = one
        else:
            base = None if None in (before.base, one.base) else _plus(before.base, one.base)
            groups[one.kind, one.rate] = before._replace(
                amount=before.amount + one.amount, base=base
            )
    return tuple(one for one in groups.values() if one.amount or one.rate is not None)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal:
    return (one or ZERO) + (other or ZERO)


def settlement(parts: Sequence[TaxAmount], whole: Mapping[str, Decimal]) -> tuple[TaxAmount, ...]:
    """The `parts`, by kind and rate, brought to what the header says of each kind.

    The header is rounded once and each line by itself (S138); a cent a line of difference is that,
    and anything more stays to be seen: then the header's sum stands there without a rate.
    """
    made: list[TaxAmount] = []
    for kind, stated in whole.items():
        own = [one for one in tax_sums(parts) if one.kind == kind]
        rest = stated - amount_sum(one.amount for one in own)
        if own and abs(rest) <= Decimal("0.01") * max(1, len(parts)):
            largest = max(range(len(own)), key=lambda index: own[index].amount)
            own[largest] = own[largest]._replace(amount=own[largest].amount + rest)
            made += own
        elif stated:
            made.append(TaxAmount(kind, stated))
    return tuple(made)
