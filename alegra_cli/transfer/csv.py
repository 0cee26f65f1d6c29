"""CSV as it comes: any delimiter, UTF-8 or what Excel in Spanish writes, with or without a mark."""

# The csv module reads it. Its Sniffer takes any sign for the delimiter; here the few that occur
# are counted.

from __future__ import annotations

import contextlib
import csv
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.input.encodings import MARK, asked_for, decoded, encoding_of
from alegra_cli.transfer.blanks import trimmed
from alegra_cli.transfer.error_words import error_in
from alegra_cli.transfer.opened import open_packed
from alegra_cli.transfer.rows import Row, Source

_DELIMITERS = (",", ";", "\t", "|")
# A note may hold more than the 128 KB that the csv module allows a cell by default.
_LONGEST_CELL = 1 << 28


class _Dialect(NamedTuple):
    """How one file is written. skip: lines before its header. raw: blanks are kept."""

    file: Path
    name: str
    encoding: str
    delimiter: str = ","
    skip: int = 0
    raw: bool = False


def csv_source(
    file: Path, name: str, delimiter: str | None, encoding: str | None, raw: bool = False
) -> Source:
    """Raises `UsageProblem` for a header that can't be used, and while rows are read.

    raw: cells are taken exactly as they are, with the blanks around them.
    """
    note = ""
    if encoding:
        found = asked_for(encoding)
    else:
        found, note = encoding_of(lambda: open_packed(file), name)
    dialect = _dialect(_Dialect(file, name, found, raw=raw), delimiter)
    header = _header(dialect)
    return Source(
        lambda: _rows(dialect, header),
        True,
        header,
        (note,) if note else (),
        dialect.delimiter == ";",
        dialect.delimiter,
        dialect.encoding,
    )


def checked_header(name: str, cells: list[str]) -> tuple[str, ...]:
    """Column names without blanks around them. Raises `UsageProblem`."""
    header = [trimmed(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise UsageProblem(_("{file} is empty: it has no header.").format(file=name))
    for number, column in enumerate(header, 1):
        if not column:
            raise UsageProblem(
                _("{file}: column {number} has no name.").format(file=name, number=number)
            )
        if column in header[: number - 1]:
            raise UsageProblem(
                _("{file}: the column {column} is there twice.").format(file=name, column=column)
            )
    return tuple(header)


def _dialect(dialect: _Dialect, delimiter: str | None) -> _Dialect:
    """The delimiter asked for, what Excel's own first line says, or the header's."""
    with _text(dialect) as lines:
        first = next(lines, "")
        told = first.rstrip("\r\n")
        if told.lower().startswith("sep=") and len(told) == 5:
            dialect = dialect._replace(skip=1)
            delimiter, first = delimiter or told[4], next(lines, "")
    outside = "".join(first.split('"')[::2])
    return dialect._replace(delimiter=delimiter or max(_DELIMITERS, key=outside.count))


@contextlib.contextmanager
def _text(dialect: _Dialect) -> Iterator[Iterator[str]]:
    """The lines of a file, with their own ends: the csv module needs them inside of quotes."""
    with decoded(lambda: open_packed(dialect.file), dialect.name, dialect.encoding) as lines:
        # Files that were put together may begin with more than one mark.
        first = (line.lstrip(MARK) for line in itertools.islice(lines, 1))
        yield itertools.islice(itertools.chain(first, lines), dialect.skip, None)


def _records(dialect: _Dialect) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, cells) of everything in the file, the header first."""
    csv.field_size_limit(_LONGEST_CELL)
    begins = dialect.skip + 1
    with _text(dialect) as lines:
        reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
        try:
            for cells in reader:
                yield begins, cells
                begins = dialect.skip + reader.line_num + 1
        except csv.Error as problem:
            raise _broken(dialect.name, begins, reason(problem)) from problem


def _header(dialect: _Dialect) -> tuple[str, ...]:
    for _line, cells in _records(dialect):
        return checked_header(dialect.name, cells)
    return checked_header(dialect.name, [])


def _rows(dialect: _Dialect, header: tuple[str, ...]) -> Iterator[Row]:
    records = _records(dialect)
    next(records, None)
    number = 0
    for line, cells in records:
        if not dialect.raw:
            cells = [trimmed(cell) for cell in cells]
        if not any(cells):
            continue  # a spreadsheet leaves empty rows behind
        number += 1
        if len(cells) < len(header) or any(cells[len(header) :]):
            text = _("it has {count} cells, and the header {expected}")
            text = text.format(count=len(cells), expected=len(header))
            raise _broken(dialect.name, line, text)
        place = _("line {number}").format(number=line)
        row = Row(number, place, dict(zip(header, cells, strict=False)))
        yield row if dialect.raw else row._replace(damage=errors_in(row.cells))


def errors_in(cells: dict[str, str]) -> dict[str, str]:
    """The cells that a spreadsheet could not calculate, each with what is wrong with it."""
    return {column: told for column, text in cells.items() if (told := error_in(text))}


def _broken(name: str, line: int, problem: str) -> UsageProblem:
    return UsageProblem(
        _("{file}, line {line}: {problem}.").format(file=name, line=line, problem=problem),
        _("Correct the file; nothing was sent."),
    )
