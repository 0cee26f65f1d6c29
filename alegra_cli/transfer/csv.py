"""CSV as it comes: any delimiter, UTF-8 or what Excel in Spanish writes, with or without a mark."""

# The csv module reads it. Its Sniffer takes any sign for the delimiter; here the few that occur
# are counted.

from __future__ import annotations

import contextlib
import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.input.encodings import MARK, asked_for, encoding_of, open_text
from alegra_cli.transfer.blanks import trim
from alegra_cli.transfer.error_words import error_in
from alegra_cli.transfer.header import FIRST, Header, HeaderSearch, below, header_of
from alegra_cli.transfer.packing import open_packed
from alegra_cli.transfer.rows import Row, Source

_DELIMITERS = (",", ";", "\t", "|")
# A note may hold more than the 128 KB that the csv module allows a cell by default.
_LONGEST_CELL = 1 << 28
_LOOKED_AT = 30
_LINE_END = re.compile(r"\r\n?|\n")


class _Dialect(NamedTuple):
    """How one file is written. skip: lines before its header. raw: blanks are kept."""

    file: Path
    name: str
    encoding: str
    delimiter: str = ","
    skip: int = 0
    raw: bool = False


def csv_source(
    file: Path,
    name: str,
    delimiter: str | None,
    encoding: str | None,
    raw: bool = False,
    search: HeaderSearch = FIRST,
) -> Source:
    """Raises `UsageProblem` for a header that can't be used, and while rows are read.

    raw: cells are taken exactly as they are, with the blanks around them.
    """
    note = ""
    if encoding:
        found = asked_for(encoding)
    else:
        found, note = encoding_of(lambda: open_packed(file), name)
    notes = (note,) if note else ()
    dialect = _dialect(_Dialect(file, name, found, raw=raw), delimiter)
    header = header_of(name, _records(dialect), search)
    return Source(
        lambda: _rows(dialect, header),
        table=True,
        columns=header.names,
        notes=(*notes, *header.notes),
        semicolons=dialect.delimiter == ";",
        delimiter=dialect.delimiter,
        encoding=dialect.encoding,
    )


def _dialect(dialect: _Dialect, delimiter: str | None) -> _Dialect:
    """The delimiter asked for, what Excel's own first line says, or the header's."""
    with _text(dialect) as lines:
        first = next(lines, "")
        told = first.rstrip("\r\n")
        if told.lower().startswith("sep=") and len(told) == 5:
            dialect = dialect._replace(skip=1)
            delimiter, first = delimiter or told[4], next(lines, "")
        rows = [first, *itertools.islice(lines, _LOOKED_AT)]
    return dialect._replace(delimiter=delimiter or _delimiter(rows))


def _delimiter(rows: list[str]) -> str:
    """The one that the header has most of; titles above it have few, or none at all."""
    # All at once: a cell in quotes may go on in the next line.
    outside = _LINE_END.split("".join("".join(rows).split('"')[::2]))
    best = max(_DELIMITERS, key=outside[0].count)
    if outside[0].count(best) > 1:
        return best
    filled = [row for row in outside[1:] if row.strip()]
    for other in _DELIMITERS:
        columns = sum(1 for row in filled if row.count(other) > outside[0].count(best))
        if other != best and columns > len(filled) / 2:
            return other
    return best


@contextlib.contextmanager
def _text(dialect: _Dialect) -> Iterator[Iterator[str]]:
    """The lines of a file, with their own ends: the csv module needs them inside of quotes."""
    with open_text(lambda: open_packed(dialect.file), dialect.name, dialect.encoding) as lines:
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
            raise _csv_problem(dialect.name, begins, reason(problem)) from problem


def _rows(dialect: _Dialect, header: Header) -> Iterator[Row]:
    width = len(header.names)
    records = _records(dialect)
    if not dialect.raw:
        records = ((line, [trim(cell) for cell in cells]) for line, cells in records)
    for number, (line, cells) in enumerate(below(records, header), 1):
        if len(cells) < width or any(cells[width:]):
            text = _("it has {count} cells, and the header {expected}")
            text = text.format(count=len(cells), expected=width)
            raise _csv_problem(dialect.name, line, text)
        place = _("line {number}").format(number=line)
        row = Row(number, place, dict(zip(header.names, cells, strict=False)))
        yield row if dialect.raw else row._replace(damage=errors_in(row.cells))


def errors_in(cells: dict[str, str]) -> dict[str, str]:
    """The cells that a spreadsheet could not calculate, each with what is wrong with it."""
    return {column: told for column, text in cells.items() if (told := error_in(text))}


def _csv_problem(name: str, line: int, problem: str) -> UsageProblem:
    return UsageProblem(
        _("{file}, line {line}: {problem}.").format(file=name, line=line, problem=problem),
        _("Correct the file; nothing was sent."),
    )
