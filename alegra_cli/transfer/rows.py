"""One row of a file, whatever the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from alegra_cli.i18n import _

# A longer list of places is read by nobody.
_MOST_NAMED = 12

MOST_KEPT = 1000
"""Rows of a file that are kept in memory, and what was made of them; some megabytes."""


class Figure(str):
    """The text of a cell that the file itself holds as a number: its decimals have a point,
    whatever sign those have that were written as texts."""

    __slots__ = ()


class Row(NamedTuple):
    """One record as the file has it.

    number: of the record, from 1. place: where a person finds it, as ``line 7`` or ``row 7``.
    cells: texts by column where the file is a table; an object of any shape otherwise.
    parts: the rows that it was made of, where it is a document over several.
    damage: what is wrong with a cell that has no value, by column. total: it sums up the rows
    above, as its formulas say.
    """

    number: int
    place: str
    cells: dict[str, Any]
    parts: tuple[Row, ...] = ()
    damage: Mapping[str, str] = MappingProxyType({})
    total: bool = False


class Source(NamedTuple):
    """The rows of a file, as often as they are asked for, one at a time.

    table: whether cells are texts that mean nothing yet, as those of a CSV.
    columns: the header of a table. notes: what was found out and a person should know.
    semicolons: whether it was written where a comma is the decimal sign. delimiter, encoding: of a
    CSV, or what a spreadsheet would write beside it.
    """

    rows: Callable[[], Iterator[Row]]
    table: bool = False
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    semicolons: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"


def together(places: Sequence[str]) -> str:
    """Several places in a few words: ``lines 2, 5–9``."""
    if len(places) == 1:
        return places[0]
    for one, many in (
        (_("line {number}"), _("lines {numbers}")),
        (_("row {number}"), _("rows {numbers}")),
        (_("argument {number}"), _("arguments {numbers}")),
    ):
        before, _number, after = one.partition("{number}")
        numbers = [place.removeprefix(before).removesuffix(after) for place in places]
        if all(number.isdecimal() for number in numbers):
            return many.format(numbers=_ranges([int(number) for number in numbers]))
    return _few(list(places))


def _ranges(numbers: Sequence[int]) -> str:
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number <= spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return _few([str(low) if low == high else f"{low}–{high}" for low, high in spans])


def _few(parts: Sequence[str]) -> str:
    if len(parts) <= _MOST_NAMED:
        return ", ".join(parts)
    shown = ", ".join(parts[:_MOST_NAMED])
    return _("{places} and {count} more").format(places=shown, count=len(parts) - _MOST_NAMED)
