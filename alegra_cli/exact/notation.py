"""Numbers as people write them: 1,234.56 or 1.234,56, and never by guessing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from alegra_cli.exact import NUMBER, Number
from alegra_cli.exact import number as exact_number

POINT, COMMA = ".", ","
_WRITTEN = {
    POINT: re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+)(\.\d+)?"),
    COMMA: re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+)(,\d+)?"),
}
_BLANK_GROUPS = re.compile(r"[+-]?\d{1,3}( \d{3})+")
# What only one of the two ways can have written. Nobody groups 0.125 into thousands.
_DOUBTFUL = re.compile(r"([+-]?)([1-9]\d{0,2})([.,])(\d{3})")
_ONE_WAY = {
    COMMA: re.compile(
        r"[+-]?(\d+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+),\d+|[+-]?\d{1,3}(\.\d{3}){2,}"
    ),
    POINT: re.compile(
        r"[+-]?(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+)\.\d+|[+-]?\d{1,3}(,\d{3}){2,}"
    ),
}
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
_MONEY_SIGNS = "$ \u00a0\u202f€"


class Doubt(NamedTuple):
    """A text that could mean two numbers.

    sign: the one that stands in it. thousands, decimal: the two numbers, each in a spelling that
    is not in doubt itself: ``1.500`` gives ``1500`` and ``1.5``, ``1.125`` gives ``1.1250``.
    """

    sign: str
    thousands: str
    decimal: str


def plain_writing(text: str) -> str:
    """Without a currency's sign and blanks around the number, and with plain blanks in it."""
    return text.strip(_MONEY_SIGNS).translate(_BLANKS)


def doubt(text: str, most: int = 0) -> Doubt | None:
    """The two numbers that a text could mean; None where it means one, or none.

    most: the largest number that can be meant, 0 for no limit; beyond it only one is left.
    """
    found = _DOUBTFUL.fullmatch(plain_writing(text))
    if found is None:
        return None
    minus = "-" if found[1] == "-" else ""
    thousands = minus + found[2] + found[4]
    if most and abs(Decimal(thousands)) > most:
        return None
    digits = found[4].rstrip("0")
    if len(digits) == 3:
        digits += "0"
    decimal = f"{minus}{found[2]}.{digits}" if digits else f"{minus}{found[2]}.0"
    return Doubt(found[3], thousands, decimal)


def sign_of(text: str, most: int = 0) -> str | None:
    """The decimal sign that a number proves; None where it would look the same with the other."""
    text = plain_writing(text)
    found = _DOUBTFUL.fullmatch(text)
    if found:
        return None if doubt(text, most) else found[3]
    return next((sign for sign in (COMMA, POINT) if _ONE_WAY[sign].fullmatch(text)), None)


def number(text: str, sign: str) -> int | Number | None:
    """The exact number; None for what is none."""
    text = plain_writing(text)
    if not _WRITTEN[sign].fullmatch(text):
        return exact_number(text) if sign == POINT and NUMBER.fullmatch(text) else None
    group = POINT if sign == COMMA else COMMA
    text = text.replace(group, "").replace(" ", "").replace(sign, ".")
    whole, point, rest = text.partition(".")
    minus = "-" if whole.startswith("-") else ""
    # JSON knows no plus and no leading zeros.
    return exact_number(minus + (whole.lstrip("+-0") or "0") + point + rest)


def lone_number(text: str, most: int = 0) -> int | Number | None:
    """The number that a text means by itself; None for what is none, or could be two."""
    if doubt(text, most):
        return None
    sign = sign_of(text, most)
    if sign or _BLANK_GROUPS.fullmatch(plain_writing(text)):
        return number(text, sign or POINT)
    return exact_number(plain_writing(text)) if NUMBER.fullmatch(plain_writing(text)) else None
