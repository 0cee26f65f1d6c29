"""Amounts as a person reads them: thousands apart, by the way of the company's country."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(-?)(\d{4,})(?:\.(\d+))?|(-?)(\d{1,3})\.(\d+)")


def digit_groups(text: str, decimal: str | None) -> str:
    """``14722779.30`` as ``14.722.779,30`` where decimals have a comma.

    decimal: the sign of decimals, ``,`` or ``.``; None leaves the text as it is, as does a text
    that is no plain number.
    """
    found = _PLAIN.fullmatch(text) if decimal else None
    if not found:
        return text
    minus = found[1] or found[4] or ""
    whole, rest = found[2] or found[5], found[3] or found[6]
    apart = "." if decimal == "," else ","
    return minus + f"{int(whole):,}".replace(",", apart) + (f"{decimal}{rest}" if rest else "")
