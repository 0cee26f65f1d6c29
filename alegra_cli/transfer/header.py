"""The row of a table that names its columns, wherever it stands, and the names it gives."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.transfer.blanks import trim

# Titles take a few rows; whoever has more says where the header is.
_LOOKED_AT = 30
_NUMBER = re.compile(r"[\s$€+\-]*\d[\d.,\s%]*")
_PANDAS = re.compile(r"Unnamed: \d+")

NamesField = Callable[[str], bool]
PlacedCells = tuple[int, list[str]]
"""(line or row where it stands, cells)."""


class HeaderSearch(NamedTuple):
    """row: the line or row that a person says it is. names_field: whether a text names a field.

    resource: whose records are looked for; empty for any. sheets: what the sheet of a workbook
    that has them may be called.
    """

    row: int | None = None
    names_field: NamesField = lambda _text: False
    resource: str = ""
    sheets: tuple[str, ...] = ()


FIRST = HeaderSearch()
"""The first row, whatever it says."""


class Header(NamedTuple):
    """names: of its columns, no two the same. number: of the row. notes: what a person is told."""

    names: tuple[str, ...]
    number: int
    notes: tuple[str, ...] = ()


def header_of(name: str, records: Iterable[PlacedCells], how: HeaderSearch) -> Header:
    """The header of a file. Raises `UsageProblem` for a file that has none, or none there."""
    if how.row is not None:
        return _header_at(name, records, how.row)
    first = list(itertools.islice((one for one in records if any(one[1])), _LOOKED_AT))
    if not first:
        raise UsageProblem(_("{file} is empty: it has no header.").format(file=name))
    place = _below_titles([cells for _number, cells in first], how.names_field)
    number, cells = first[place]
    notes: tuple[str, ...] = ()
    if place:
        text = _("{file}: the header is row {number}; what stands above it was not read.")
        notes = (text.format(file=name, number=number),)
    return Header(column_names(cells), number, notes)


def _header_at(name: str, records: Iterable[PlacedCells], row: int) -> Header:
    for number, cells in records:
        if number >= row:
            if number == row and any(cells):
                return Header(column_names(cells), number)
            break
    raise UsageProblem(_("{file} has no header in row {row}.").format(file=name, row=row))


def known_names(cells: Iterable[str], known: NamesField) -> int:
    """How many different cells name a field."""
    return len({cell.strip() for cell in cells if cell.strip() and known(cell)})


def _below_titles(rows: list[list[str]], known: NamesField) -> int:
    """Which of the first rows is the header: the first, unless one further down surely is.

    That one has two names or more that are known and no number, and every row above it is
    narrower and has no such name.
    """
    for place, cells in enumerate(rows):
        names = known_names(cells, known)
        if not place and names:
            return 0
        if names >= 2 and not any(_NUMBER.fullmatch(cell) for cell in cells if cell):
            width = _cell_count(cells)
            return place if all(_cell_count(above) < width for above in rows[:place]) else 0
        if names:
            return 0
    return 0


def _cell_count(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def column_names(cells: list[str]) -> tuple[str, ...]:
    """Names by which each column can be told: ``#1`` without a name, ``Teléfono#2`` the second."""
    header = [trim(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    names: dict[str, None] = {}
    for number, name in enumerate(header, 1):
        own = f"#{number}" if not name or _PANDAS.fullmatch(name) else name
        called, times = own, 1
        while called in names:
            times += 1
            called = f"{own}#{times}"
        names[called] = None
    return tuple(names)


def below(records: Iterable[PlacedCells], header: Header) -> Iterator[PlacedCells]:
    """The filled rows under the header."""
    return (one for one in records if one[0] > header.number and any(one[1]))
