"""What a percentage of the lines of a body comes to, as a retention of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from alegra_cli.exact import Number, number

_CENT = Decimal("0.01")
_OF_TAXES = "IVA"

RateOf = Callable[[str], Any]
"""The percentage of a tax by its id; None where it is not known."""


def share_of(
    record: Any, said: str | None, body: dict[str, Any], rate: RateOf
) -> int | Number | None:
    """The percentage of the record of what the lines come to; None where nobody can tell.

    said: another percentage, as ``2.5%``. Of the taxes of the lines where the type of the record
    is IVA; before taxes otherwise. A record that is a fixed amount is that.
    """
    try:
        if record.get("calculatedBy") == "fixedAmount" and said is None:
            return number(str(record["percentage"]))
        text = said.rstrip("% ").replace(",", ".") if said else str(record["percentage"])
        percentage = Decimal(text)
        base = sum(_bases(body, rate if record.get("type") == _OF_TAXES else None), Decimal(0))
    except (ArithmeticError, AttributeError, InvalidOperation, KeyError, TypeError):
        return None
    if not base:
        return None
    return number(format((base * percentage / 100).quantize(_CENT).normalize(), "f"))


def _bases(body: dict[str, Any], rate: RateOf | None) -> Iterator[Decimal]:
    """What each line comes to, or its taxes."""
    for line in _lines(body):
        share = 1 - Decimal(str(line.get("discount") or 0)) / 100
        plain = Decimal(str(line["price"])) * Decimal(str(line.get("quantity", 1))) * share
        if rate is None:
            yield plain
            continue
        for tax in line.get("tax") or []:
            yield plain * Decimal(str(rate(str(tax["id"])))) / 100


def _lines(body: Any) -> Iterator[dict[str, Any]]:
    """The elements that have a price, in the body and in the objects that hold its lists."""
    for value in body.values():
        if isinstance(value, dict):
            yield from _lines(value)
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, dict) and "price" in one)
