"""Numbers that are likely a slip of the hand: huge, below zero, written with an exponent.

What no program can keep is refused; of the rest nobody knows what the service makes, so that it is
only told.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from alegra_cli.declare import Field
from alegra_cli.declare.field import NUMBERS
from alegra_cli.exact import LARGEST_EXPONENT, NUMBER, number_text
from alegra_cli.i18n import _

# Of a JSON number with more digits before its point most that read it keep the first ones.
_DIGITS = 15


class Oddity(NamedTuple):
    message: str
    blocks: bool = False


def oddity(field: Field, value: Any) -> Oddity | None:
    """What is odd about a number; None for one that is not, and for what is none."""
    scalar = isinstance(value, (str, int, Decimal)) and not isinstance(value, bool)
    if field.kind not in NUMBERS or not scalar:
        return None
    text = value if isinstance(value, str) else number_text(value)
    if not NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:  # its exponent is larger than any that is reckoned with
        number = Decimal("1e999")
    size = number.adjusted() if number else 0
    if abs(size) > LARGEST_EXPONENT:
        return Oddity(_("{value} is no number that can be kept").format(value=text), blocks=True)
    if size >= _DIGITS:
        text = _("{value} has more than {count} digits: is it meant?").format(
            value=text, count=_DIGITS
        )
        return Oddity(text)
    if field.not_negative and number < 0:
        return Oddity(_("{value} is less than zero: is it meant?").format(value=text))
    if "e" in text.casefold():
        return Oddity(
            _("{value} is written with an exponent, and means {plain}").format(
                value=text, plain=f"{number:f}" if size > -_DIGITS else "0"
            )
        )
    return None
