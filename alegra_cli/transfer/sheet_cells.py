"""A cell of a sheet as the text that a CSV would have, or what is wrong with it."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from alegra_cli.i18n import _
from alegra_cli.transfer.error_words import error_in
from alegra_cli.transfer.rows import Figure

# A spreadsheet calculates with as many digits; it makes zeros of those behind.
_DIGITS_KEPT = 15
_ZEROS = re.compile(r"(?:\[\$[^\]]*\])?(0{2,})(?:;@)?")


def text_of(cell: Any) -> str:
    """The value of openpyxl's cell as a person sees it: ISO days, a format's zeros, no float's
    rest."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float):
        # The file holds a binary number; 15 digits are those that the program itself shows.
        value = format(Decimal(format(value, f".{_DIGITS_KEPT}g")), "f")
    elif not isinstance(value, int):
        return str(value)
    return Figure(_with_zeros(str(value), cell.number_format))


def damage_of(cell: Any) -> str:
    """Why the value of a cell can't be taken; empty where it can."""
    value = cell.value
    if cell.data_type == "e" or isinstance(value, str):
        return error_in(str(value))
    if isinstance(value, (int, float)) and abs(value) >= 10**_DIGITS_KEPT:
        return _cut(value)
    return ""


def formula_problem(formula: Any, cell: Any) -> str:
    """What is told of a formula that has no value; empty for everything else.

    formula, cell: the same cell, read once as what is written there, once as what it gives.
    """
    # A text that is empty was calculated: its cell says that it is a text.
    if formula.data_type == "f" and cell.value is None and cell.data_type != "str":
        return _(
            "has a formula without its value: open the file in the spreadsheet program and save it"
        )
    return ""


def _cut(value: float) -> str:
    """A number that another program wrote may still have all its digits."""
    digits = str(abs(value)) if isinstance(value, int) else ""
    if digits.rstrip("0")[_DIGITS_KEPT:]:
        return ""
    return _(
        "is a number of more than {count} digits, and a spreadsheet makes zeros of those behind: "
        "write it as a text"
    ).format(count=_DIGITS_KEPT)


def _moment(value: datetime.datetime) -> str:
    # Fractions of a day are not exact: 8:30 may be a microsecond less.
    value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    at_midnight = value.time() == datetime.time()
    return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")


def _with_zeros(text: str, form: str) -> str:
    zeros = _ZEROS.fullmatch(form)
    return text.zfill(len(zeros[1])) if zeros and text.isdecimal() else text
