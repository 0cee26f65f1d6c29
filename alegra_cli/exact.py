"""JSON whose numbers keep the exact text they were written with.

``19928.00`` must stay ``19928.00`` and an id beyond 2**53 must stay intact, so no number
ever passes through a float: integers become ``int`` and every other number a `Number`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""The JSON grammar of a number; use with ``fullmatch``."""

# Python refuses to convert longer texts to int (a guard against quadratic work); an
# integer that long keeps its text in a Number instead.
_LONGEST_INT = 4000


class Number(Decimal):
    """A decimal number that remembers its text. Raises ``ValueError`` for what is none.

    ``Number("10.00")`` equals ``Decimal("10")`` and prints as ``10.00``.
    """

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


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def loads(text: str | bytes) -> Any:
    """Parse JSON. Raises ``ValueError`` for what is not JSON (NaN and Infinity included)."""
    return json.loads(text, parse_float=Number, parse_int=number, parse_constant=_refuse)


def dumps(value: Any, indent: int | None = None, ascii_only: bool = False) -> str:
    """The JSON text of `value`, keys in their own order, numbers exactly as they are.

    Takes dict (text keys), list, tuple, str, bool, None, int and ``Decimal``; raises
    ``TypeError`` for anything else, floats included: money is never a float.
    """
    return "".join(iterdumps(value, indent, ascii_only))


def iterdumps(value: Any, indent: int | None = None, ascii_only: bool = False) -> Iterator[str]:
    """The same text as `dumps`, in pieces."""
    quote = encode_basestring_ascii if ascii_only else encode_basestring
    comma = "," if indent is not None else ", "
    return _pieces(value, quote, indent, comma, "\n")


def _pieces(value: Any, quote: Any, indent: int | None, comma: str, line: str) -> Iterator[str]:
    if isinstance(value, str):
        yield quote(value)
    elif value is None:
        yield "null"
    elif value is True:
        yield "true"
    elif value is False:
        yield "false"
    elif isinstance(value, (int, Decimal)):
        yield number_text(value)
    elif isinstance(value, dict):
        items = [(f"{quote(str(key))}: ", item) for key, item in value.items()]
        yield from _group("{", "}", items, quote, indent, comma, line)
    elif isinstance(value, (list, tuple)):
        yield from _group("[", "]", [("", item) for item in value], quote, indent, comma, line)
    else:
        raise TypeError(f"{type(value).__name__} has no exact JSON form")


def _group(
    start: str,
    end: str,
    items: list[tuple[str, Any]],
    quote: Any,
    indent: int | None,
    comma: str,
    line: str,
) -> Iterator[str]:
    if not items:
        yield start + end
        return
    inner = line if indent is None else line + " " * indent
    lead = "" if indent is None else inner
    yield start
    for position, (label, item) in enumerate(items):
        yield (comma if position else "") + lead + label
        yield from _pieces(item, quote, indent, comma, inner)
    yield ("" if indent is None else line) + end


def number_text(value: int | Decimal) -> str:
    """The JSON text of a number; `Number` gives back its own."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, int):
        return int.__repr__(value)
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that JSON can carry")
    return format(value, "f")
