"""One row of a file, whatever the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple


class Figure(str):
    """The text of a cell that the file itself holds as a number: its decimals have a point,
    whatever sign those have that were written as texts."""

    __slots__ = ()


class Row(NamedTuple):
    """One record as the file has it.

    number: of the record, from 1. place: where a person finds it, as ``line 7`` or ``row 7``.
    cells: texts by column where the file is a table; an object of any shape otherwise.
    """

    number: int
    place: str
    cells: dict[str, Any]


class Source(NamedTuple):
    """The rows of a file, as often as they are asked for, one at a time.

    table: whether cells are texts that mean nothing yet, as those of a CSV.
    columns: the header of a table. notes: what was found out and a person should know.
    semicolons: whether it was written where a comma is the decimal sign.
    """

    rows: Callable[[], Iterator[Row]]
    table: bool = False
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    semicolons: bool = False
