"""Tax ids in the one form in which they are compared (S47, S111)."""

from __future__ import annotations

import re
from typing import Any

from alegra_cli.declare.received import Party

_SIGNS = re.compile(r"[\s.\-/_]+")
# Those that everybody without one of their own has: they name nobody (S139).
_NOBODY = {"XAXX010101000", "XEXX010101000", "222222222222", "666666666", "0", ""}


def normal(identification: object) -> str:
    """Without signs, in capitals, without zeros in front of a number."""
    text = _SIGNS.sub("", str(identification or "")).upper()
    return text.lstrip("0") if text.isdecimal() else text


def of_party(party: Party) -> set[str]:
    """All that the party may be called: with its check digit and without. Empty for nobody."""
    plain = normal(party.identification)
    if plain in _NOBODY:
        return set()
    return {plain, *([plain + party.check_digit.strip()] if _digit(party.check_digit) else ())}


def of_record(record: dict[str, Any]) -> set[str]:
    """The same of a contact, or of the company."""
    inside = record.get("identificationObject")
    inside = inside if isinstance(inside, dict) else {}
    number = normal(inside.get("number"))
    found = {normal(record.get("identification")), number}
    if number and _digit(str(inside.get("dv") or "")):
        found.add(number + str(inside["dv"]))
    return found - _NOBODY


def _digit(text: str) -> bool:
    return re.fullmatch(r"\s*[0-9Kk]\s*", text) is not None
