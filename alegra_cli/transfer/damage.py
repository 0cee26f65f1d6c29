"""What a spreadsheet or a program did to a value that it took for a number."""

from __future__ import annotations

import re

from alegra_cli.i18n import _

# Excel writes 3.00123E+09, and has forgotten the other digits; a program writes 3e+20.
_SHORTENED_TEXT = re.compile(r"[+-]?\d([.,]\d+)?[eE]\+\d{2,3}")
_SHORTENED_NUMBER = re.compile(r"[+-]?\d(?:[.,](\d+))?E\+(\d{2,3})")
_FLOAT = re.compile(r"(\d{5,})[.,]0")
_FLOAT_ID = re.compile(r"(\d+)[.,]0")


def lost_digits(text: str, number: bool) -> str:
    """What is wrong with a cell whose last digits are gone; empty where none are.

    number: whether the field takes a number, where 1.5E+00 has lost nothing.
    """
    text = text.strip()
    if number:
        found = _SHORTENED_NUMBER.fullmatch(text)
        lost = found is not None and int(found[2]) > len(found[1] or "")
    else:
        lost = _SHORTENED_TEXT.fullmatch(text) is not None
    if not lost:
        return ""
    return _(
        "{value} is a number that the spreadsheet shortened; its digits are lost. Format the "
        "column as {kind} and save again"
    ).format(value=text, kind=_("number") if number else _("text"))


def without_zero(text: str, an_id: bool) -> str:
    """The text without the ``.0`` that a program adds to what it takes for a number.

    an_id: of a record, which never has a point; other texts need five digits before it, since
    2.0 may be a version.
    """
    found = (_FLOAT_ID if an_id else _FLOAT).fullmatch(text.strip())
    return found[1] if found else text
