"""CSV as it comes: any delimiter, UTF-8 or what Excel in Spanish writes, with or without a mark."""

# The csv module reads it. Its Sniffer takes any sign for the delimiter; here the few that occur
# are counted.

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.transfer.opened import open_packed
from alegra_cli.transfer.rows import Row, Source

_DELIMITERS = (",", ";", "\t", "|")
_BLOCK = 1 << 20
# A note may hold more than the 128 KB that the csv module allows a cell by default.
_LONGEST_CELL = 1 << 28
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Dialect(NamedTuple):
    """How one file is written. skip: lines before its header."""

    file: Path
    name: str
    encoding: str
    delimiter: str = ","
    skip: int = 0


def csv_source(file: Path, name: str, delimiter: str | None, encoding: str | None) -> Source:
    """Raises `UsageProblem` for a header that can't be used, and while rows are read."""
    dialect = _dialect(_Dialect(file, name, encoding or _encoding(file)), delimiter)
    header = _header(dialect)
    notes = []
    if encoding is None and dialect.encoding == "cp1252":
        notes.append(_("{file} is not UTF-8; it was read as Windows-1252.").format(file=name))
    return Source(
        lambda: _rows(dialect, header),
        True,
        header,
        tuple(notes),
        dialect.delimiter == ";",
        dialect.delimiter,
        dialect.encoding,
    )


def checked_header(name: str, cells: list[str]) -> tuple[str, ...]:
    """Column names without blanks around them. Raises `UsageProblem`."""
    header = [cell.strip() for cell in cells]
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


def _encoding(file: Path) -> str:
    """By its mark, else UTF-8 if all of it is, else what Excel writes in the Americas."""
    with open_packed(file) as raw:
        start = raw.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_packed(file) as raw:
        try:
            while block := raw.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _dialect(dialect: _Dialect, delimiter: str | None) -> _Dialect:
    """The delimiter asked for, what Excel's own first line says, or the header's."""
    with _text(dialect) as lines:
        first = lines.readline()
        told = first.rstrip("\r\n")
        if told.lower().startswith("sep=") and len(told) == 5:
            dialect = dialect._replace(skip=1)
            delimiter, first = delimiter or told[4], lines.readline()
    outside = "".join(first.split('"')[::2])
    return dialect._replace(delimiter=delimiter or max(_DELIMITERS, key=outside.count))


@contextlib.contextmanager
def _text(dialect: _Dialect) -> Iterator[TextIO]:
    """The file as text, with its own line ends: the csv module needs them inside of quotes."""
    # Bytes that Windows-1252 gives no meaning must not stop what can be read; the row shows them.
    errors = "replace" if dialect.encoding == "cp1252" else "strict"
    try:
        with open_packed(dialect.file) as raw:
            lines = io.TextIOWrapper(raw, dialect.encoding, errors, newline="")
            for _line in range(dialect.skip):
                lines.readline()
            yield lines
    except (LookupError, UnicodeError) as problem:
        raise UsageProblem(
            _("{file} can't be read as {encoding}.").format(
                file=dialect.name, encoding=dialect.encoding
            ),
            _("Name its encoding with --encoding, as utf-8, cp1252 or utf-16."),
        ) from problem


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
            raise _broken(dialect.name, begins, str(problem)) from problem


def _header(dialect: _Dialect) -> tuple[str, ...]:
    for _line, cells in _records(dialect):
        return checked_header(dialect.name, cells)
    return checked_header(dialect.name, [])


def _rows(dialect: _Dialect, header: tuple[str, ...]) -> Iterator[Row]:
    records = _records(dialect)
    next(records, None)
    number = 0
    for line, cells in records:
        if not any(cells):
            continue  # a spreadsheet leaves empty rows behind
        number += 1
        if len(cells) < len(header) or any(cells[len(header) :]):
            text = _("it has {count} cells, and the header {expected}")
            text = text.format(count=len(cells), expected=len(header))
            raise _broken(dialect.name, line, text)
        place = _("line {number}").format(number=line)
        yield Row(number, place, dict(zip(header, cells, strict=False)))


def _broken(name: str, line: int, problem: str) -> UsageProblem:
    return UsageProblem(
        _("{file}, line {line}: {problem}.").format(file=name, line=line, problem=problem),
        _("Correct the file; nothing was sent."),
    )
