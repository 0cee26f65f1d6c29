"""How numbers are written in a table: 1,234.56 or 1.234,56, and never by guessing."""

from __future__ import annotations

import re

from alegra_cli import exact

POINT, COMMA = ".", ","
_WRITTEN = {
    POINT: re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?"),
    COMMA: re.compile(r"[+-]?(\d+|\d{1,3}([. ]\d{3})+)(,\d+)?"),
}
# What only one of the two ways can have written.
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3}([.,])\d{3}")
_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+),\d+|[+-]?\d{1,3}(\.\d{3}){2,}")
_POINT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)\.\d+|[+-]?\d{1,3}(,\d{3}){2,}")
_MONEY_SIGNS = "$ \u00a0\u202f€"


class Mixed(ValueError):
    """Two cells that can't both be right."""


class Decimals:
    """Sees every number of a file, and says then which sign its decimals have.

    semicolons: whether the file was written where the comma is the decimal sign, so that
    1.234 may be more than a thousand.
    """

    def __init__(self, semicolons: bool = False) -> None:
        self._semicolons = semicolons
        self._proof: dict[str, str] = {}
        self._doubt: dict[str, str] = {}

    def see(self, text: str, place: str) -> None:
        """`place` is told when this cell is the reason for a doubt."""
        text = cleaned(text)
        told = f"{text} ({place})"
        if ambiguous := _AMBIGUOUS.fullmatch(text):
            self._doubt.setdefault(ambiguous[1], told)
        elif _COMMA.fullmatch(text):
            self._proof.setdefault(COMMA, told)
        elif _POINT.fullmatch(text):
            self._proof.setdefault(POINT, told)

    def sign(self) -> str | None:
        """The decimal sign; None where nobody can tell. Raises `Mixed`."""
        if len(self._proof) == 2:
            raise Mixed(f"{self._proof[COMMA]}, {self._proof[POINT]}")
        if self._proof:
            return next(iter(self._proof))
        if COMMA in self._doubt or (POINT in self._doubt and self._semicolons):
            return None
        return POINT

    def doubt(self) -> str:
        """The first cell that could mean two things."""
        return next(iter(self._doubt.values()), "")


def cleaned(text: str) -> str:
    """Without a currency's sign and blanks around the number."""
    return text.strip(_MONEY_SIGNS)


def number(text: str, sign: str) -> int | exact.Number | None:
    """The exact number; None for what is none."""
    text = cleaned(text)
    if not _WRITTEN[sign].fullmatch(text):
        return exact.number(text) if sign == POINT and exact.NUMBER.fullmatch(text) else None
    group = POINT if sign == COMMA else COMMA
    text = text.replace(group, "").replace(" ", "").replace(sign, ".")
    whole, point, rest = text.partition(".")
    minus = "-" if whole.startswith("-") else ""
    # JSON knows no plus and no leading zeros.
    return exact.number(minus + (whole.lstrip("+-0") or "0") + point + rest)
