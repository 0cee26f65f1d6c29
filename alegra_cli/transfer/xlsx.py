"""XLSX: the first sheet, or the one that is named, read row by row (extra ``xlsx``)."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.transfer.csv import checked_header
from alegra_cli.transfer.opened import Bomb, refuse_packed
from alegra_cli.transfer.rows import Row, Source

# No table has so many columns.
_WIDE = 5000
_MOST_EMPTY = 2_000_000
"""Cells between one row with something in it and the next."""


def xlsx_source(file: Path, name: str, sheet: str | None) -> Source:
    """Raises `UsageProblem` where openpyxl is missing, or the file or the sheet is not there."""
    header: tuple[str, ...] = ()
    for _number, cells in _records(file, name, sheet):
        header = checked_header(name, cells)
        break
    else:
        checked_header(name, [])
    # The mark tells the spreadsheet what the results beside it are written in.
    return Source(lambda: _rows(file, name, sheet, header), True, header, encoding="utf-8-sig")


def _rows(file: Path, name: str, sheet: str | None, header: tuple[str, ...]) -> Iterator[Row]:
    records = _records(file, name, sheet)
    next(records, None)
    count = 0
    for number, cells in records:
        if not any(cells):
            continue
        count += 1
        place = _("row {number}").format(number=number)
        if any(cells[len(header) :]):
            raise UsageProblem(
                _("{file}, {place}: a cell stands outside of the columns of the header.").format(
                    file=name, place=place
                )
            )
        cells += [""] * (len(header) - len(cells))
        yield Row(count, place, dict(zip(header, cells, strict=False)))


def _records(file: Path, name: str, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    openpyxl = _library()
    # Opened here, since the library leaves the file open when it can't take what is in it.
    with _understood(name), file.open("rb") as content:
        refuse_packed(content)
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        yield from _cells(book, name, sheet)


@contextlib.contextmanager
def _understood(name: str) -> Iterator[None]:
    """Tells of a damaged file by its name, whatever the library makes of the damage.

    An archive, its XML, and what that means are each read by somebody else, with errors of their
    own: two dozen kinds have been seen.
    """
    try:
        yield
    except (UsageProblem, MemoryError):
        raise
    except Exception as problem:
        raise _broken(name, problem) from problem


def _cells(book: Any, name: str, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise UsageProblem(
                _("{file} has no sheet {sheet}.").format(file=name, sheet=sheet),
                _("Sheets: {sheets}.").format(sheets=", ".join(book.sheetnames)),
            )
        page = book[sheet] if sheet is not None else book.worksheets[0]
        page.reset_dimensions()
        empty = 0
        for number, cells in enumerate(page.iter_rows(values_only=True), 1):
            if not cells:  # between rows that are far apart
                empty += 1
                if empty > _MOST_EMPTY:
                    raise Bomb
                continue
            texts = [_text(cell) for cell in cells]
            # A single cell far away stands for millions; the library makes each of them.
            empty = empty + len(texts) if not any(texts[:_WIDE]) else 0
            if empty > _MOST_EMPTY or len(texts) > _WIDE:
                raise Bomb
            yield number, texts
    finally:
        book.close()


def _text(cell: Any) -> str:
    """A cell as a CSV would have it: days in ISO form, numbers without what floats add."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.datetime):
        at_midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if at_midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float):
        # The file holds a binary number; 15 digits are those that Excel itself shows.
        return format(cell, ".15g") if "e" not in format(cell, ".15g") else format(cell, "f")
    return str(cell)


def _broken(name: str, problem: Exception) -> UsageProblem:
    return UsageProblem(
        _("{file} can't be read as XLSX: {problem}").format(file=name, problem=reason(problem))
    )


def _library() -> Any:
    try:
        import openpyxl
    except ImportError as problem:
        raise UsageProblem(
            _("XLSX files need one more library."),
            _("Install it with `pip install 'alegra-cli[xlsx]'`, or save the sheet as CSV."),
        ) from problem
    return openpyxl
