"""One row of a file, whatever the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One record as the file has it.

    number: of the record, from 1. place: where a person finds it, as ``line 7`` or ``row 7``.
    cells: texts by column where the file is a table; an object of any shape otherwise.
    damage: what is wrong with a cell that has no value, by column.
    """

    number: int
    place: str
    cells: dict[str, Any]
    damage: Mapping[str, str] = MappingProxyType({})


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
