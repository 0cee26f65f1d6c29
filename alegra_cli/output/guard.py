"""CSV cells that a spreadsheet would run as a formula, made harmless and back again."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_PHONE = re.compile(r"\+[\d .()-]*")
_BLANKS = " \u00a0\t\r\n\v\f"
_SIGNS = "=@+-"
# What a cell begins with that has to be looked at: nearly none does.
_SUSPECT = frozenset(f"{_BLANKS}{_SIGNS}'")


def guard(cell: str) -> str:
    """The cell with a leading ``'`` if a spreadsheet would run it; numbers and phones as they are.

    `unguard` is the exact inverse, so a cell that only looks guarded is guarded too.
    """
    if cell[:1] not in _SUSPECT:
        return cell
    return "'" + cell if _dangerous(cell) or _looks_guarded(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if _looks_guarded(cell) else cell


def _looks_guarded(cell: str) -> bool:
    return cell.startswith("'") and (_dangerous(cell[1:]) or _looks_guarded(cell[1:]))


def _dangerous(cell: str) -> bool:
    if cell[:1] in ("\t", "\r", "\n"):
        return True
    text = cell.lstrip(_BLANKS)
    if not text or text[0] not in _SIGNS:
        return False
    plain = text.rstrip(_BLANKS)
    if _NUMBER.fullmatch(plain):
        return False
    digits = sum(character.isdecimal() for character in plain)
    return not (_PHONE.fullmatch(plain) and digits >= 6)
