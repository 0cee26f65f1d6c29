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
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from alegra_cli.exact.depth import refuse_deep

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
    """Parse JSON. Raises ``ValueError`` for what is not JSON (NaN and Infinity included).

    Also for what is nested too deeply to be written again.
    """
    refuse_deep(text if isinstance(text, str) else text.decode("utf-8", "replace"))
    return json.loads(text, parse_float=Number, parse_int=number, parse_constant=_refuse)


def dumps(value: Any, indent: int | None = None, ascii_only: bool = False) -> str:
    """The JSON text of `value`, keys in their own order, numbers exactly as they are.

    Takes dict (text keys), list, tuple, str, bool, None, int and ``Decimal``; raises
    ``TypeError`` for anything else, floats included: money is never a float.
    """
    pieces: list[str] = []
    quote = encode_basestring_ascii if ascii_only else encode_basestring
    _Writing(pieces.append, quote, indent).value(value, "\n")
    return "".join(pieces)


class _Writing:
    """One text on its way out: lists of pieces are far quicker than nested generators."""

    def __init__(
        self, say: Callable[[str], None], quote: Callable[[str], str], indent: int | None
    ) -> None:
        self._say = say
        self._quote = quote
        self._indent = indent

    def value(self, value: Any, line: str) -> None:
        """line: what begins a line at this depth."""
        if isinstance(value, str):
            self._say(self._quote(value))
        elif value is None:
            self._say("null")
        elif value is True:
            self._say("true")
        elif value is False:
            self._say("false")
        elif isinstance(value, (int, Decimal)):
            self._say(number_text(value))
        elif isinstance(value, dict):
            quote = self._quote
            items = [(f"{quote(str(key))}: ", item) for key, item in value.items()]
            self._group("{", "}", items, line)
        elif isinstance(value, (list, tuple)):
            self._group("[", "]", [("", item) for item in value], line)
        else:
            raise TypeError(f"{type(value).__name__} has no exact JSON form")

    def _group(self, start: str, end: str, items: list[tuple[str, Any]], line: str) -> None:
        if not items:
            self._say(start + end)
            return
        flat = self._indent is None
        inner = line if self._indent is None else line + " " * self._indent
        lead, comma = ("", ", ") if flat else (inner, "," + inner)
        self._say(start + lead)
        for position, (label, item) in enumerate(items):
            self._say(comma + label if position else label)
            self.value(item, inner)
        self._say(end if flat else line + end)


def number_text(value: int | Decimal) -> str:
    """The JSON text of a number; `Number` gives back its own."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, int):
        return int.__repr__(value)
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that JSON can carry")
    return format(value, "f")
