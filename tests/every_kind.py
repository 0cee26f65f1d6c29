"""The few records that show all that many of them show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

Sign = tuple[str, str, bool, str]
# What a format or a spreadsheet may take for something else.
SHAPES = {
    "zeros before": re.compile(r"0\d+"),
    "zeros behind": re.compile(r"-?\d+\.\d*0"),
    "digits": re.compile(r"\d+"),
    "long digits": re.compile(r"\d{16,}"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "below zero": re.compile(r"-\d.*"),
    "day": re.compile(r"\d{4}-\d\d-\d\d.*"),
    "formula": re.compile(r"[=+@-].*", re.DOTALL),
    "lines": re.compile(r".*[\r\n].*", re.DOTALL),
    "marks": re.compile(r".*[\"',;|{}\[\]&<>].*", re.DOTALL),
    "blanks around": re.compile(r"\s.*|.*\s", re.DOTALL),
    "beyond ASCII": re.compile(r".*[^\x00-\x7f].*", re.DOTALL),
}


def one_of_every_kind(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some of the records, in their order: in each state, every kind of value at every place."""
    left = [(place, set(signs(record))) for place, record in enumerate(records)]
    missing: set[Sign] = set().union(*(found for _place, found in left))
    chosen = []
    while missing:
        best, found = max(left, key=lambda one: len(one[1] & missing))
        chosen.append(best)
        missing -= found
    return [records[place] for place in sorted(chosen)]


def signs(record: dict[str, Any]) -> Iterator[Sign]:
    """Each place of the record with the kinds of the value there, and whether it is empty."""
    state = str(record.get("status"))
    for place, value in _values(record, ""):
        for kind in _kinds(value):
            yield place, kind, bool(value), state


def _kinds(value: Any) -> Iterator[str]:
    yield type(value).__name__
    if not isinstance(value, (dict, list)):
        yield from _shapes(str(value))


@cache  # the records of a company say the same again and again
def _shapes(text: str) -> tuple[str, ...]:
    return tuple(name for name, shape in SHAPES.items() if shape.fullmatch(text))


def _values(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    yield place, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, f"{place}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from _values(inner, f"{place}[]")
