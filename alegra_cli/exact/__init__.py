"""JSON whose numbers keep the exact text they were written with.

``19928.00`` must stay ``19928.00`` and an id beyond 2**53 must stay intact, so no number
ever passes through a float: integers become ``int`` and every other number a `Number`.
"""

# By hand, because the json module writes no number as it was read. simplejson gave the same text
# for our numbers and was 1.3 times as fast: not worth one more dependency.

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from alegra_cli.exact.depth import refuse_deep

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""The JSON grammar of a number; use with ``fullmatch``."""

LARGEST_EXPONENT = 308
"""A JSON number beyond it is infinite, or nothing, to most that read it."""

# Python refuses to convert longer texts to int (a guard against quadratic work); an
# integer that long keeps its text in a Number instead.
_LONGEST_INT = 4000


class Number(Decimal):
    """A decimal number that remembers its text. Raises ``ValueError`` for what is none.

    ``Number("10.00")`` equals ``Decimal("10")`` and prints as ``10.00``.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Number:
        try:
            number = super().__new__(cls, text)
        except ArithmeticError as problem:
            raise ValueError(f"{text} is beyond any number") from problem
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Number({self.text!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Number, (self.text,)

    def __copy__(self) -> Number:
        return self

    def __deepcopy__(self, memo: Any) -> Number:
        return self


def number(text: str) -> int | Number:
    """The number that a JSON text stands for: ``int`` where that loses nothing."""
    if len(text) < _LONGEST_INT and text.lstrip("-").isdecimal() and text != "-0":
        return int(text)
    return Number(text)


def decimal_of(value: object) -> Decimal | None:
    """The number that a value is, or that its text writes; None for what is none to reckon with."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    kept = found.is_finite() and (not found or abs(found.adjusted()) <= LARGEST_EXPONENT)
    return found if kept else None


def _whole(text: str) -> int | Number:
    """The same of what the decoder found to be a whole number."""
    return int(text) if len(text) < _LONGEST_INT and text != "-0" else Number(text)


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_NUMBERS: dict[str, Any] = {
    "parse_float": Number,
    "parse_int": _whole,
    "parse_constant": _refuse,
}
# What `json.loads` makes anew each time, which took a quarter of the time of a small text.
_DECODER = json.JSONDecoder(**_NUMBERS)


def loads(text: str | bytes) -> Any:
    """Parse JSON. Raises ``ValueError`` for what is not JSON (NaN and Infinity included).

    Also for what is nested too deeply to be written again.
    """
    refuse_deep(text if isinstance(text, str) else text.decode("utf-8", "replace"))
    if isinstance(text, str) and not text.startswith("\ufeff"):
        return _DECODER.decode(text)
    return json.loads(text, **_NUMBERS)  # which finds out the encoding, and refuses the mark


def dumps(value: Any, indent: int | None = None, ascii_only: bool = False) -> str:
    """The JSON text of `value`, keys in their own order, numbers exactly as they are.

    Takes dict (text keys), list, tuple, str, bool, None, int and ``Decimal``; raises
    ``TypeError`` for anything else, floats included: money is never a float.
    """
    quote = encode_basestring_ascii if ascii_only else encode_basestring
    return _flat(value, quote) if indent is None else _in_lines(value, quote, "\n", " " * indent)


# Two functions, and texts looked at before the call: half the time of one that does it all.


def _flat(value: Any, quote: Callable[[str], str]) -> str:
    if value is None:
        return "null"
    kind = type(value)
    if kind is int or kind is Number:
        return number_text(value)
    if kind is dict or isinstance(value, dict):
        items = [
            f"{quote(str(key))}: {quote(item) if type(item) is str else _flat(item, quote)}"
            for key, item in value.items()
        ]
        return "{" + ", ".join(items) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([_flat(item, quote) for item in value]) + "]"
    return _single(value, quote)


def _in_lines(value: Any, quote: Callable[[str], str], line: str, step: str) -> str:
    """line: what begins a line at this depth."""
    if isinstance(value, dict):
        inner = line + step
        items = [
            f"{quote(str(key))}: "
            f"{quote(item) if type(item) is str else _in_lines(item, quote, inner, step)}"
            for key, item in value.items()
        ]
        return "{" + inner + f",{inner}".join(items) + line + "}" if items else "{}"
    if isinstance(value, (list, tuple)):
        inner = line + step
        items = [_in_lines(item, quote, inner, step) for item in value]
        return "[" + inner + f",{inner}".join(items) + line + "]" if items else "[]"
    return _flat(value, quote)


def _single(value: Any, quote: Callable[[str], str]) -> str:
    if isinstance(value, str):
        return quote(value)
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    raise TypeError(f"{type(value).__name__} has no exact JSON form")


def number_text(value: int | Decimal) -> str:
    """The JSON text of a number; `Number` gives back its own."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, int):
        return int.__repr__(value)
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that JSON can carry")
    return format(value, "f")
