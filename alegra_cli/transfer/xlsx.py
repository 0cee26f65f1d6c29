"""XLSX: the first sheet, or the one that is named, read row by row."""

from __future__ import annotations

import contextlib
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.output.sheet import OWN_SHEET
from alegra_cli.transfer.blanks import trim
from alegra_cli.transfer.header import FIRST, Header, HeaderSearch, header_of, known_names
from alegra_cli.transfer.own_labels import OwnLabels
from alegra_cli.transfer.packing import Bomb, open_packed, refuse_packed
from alegra_cli.transfer.rows import Figure, Row, Source
from alegra_cli.transfer.sheet_cells import damage_of, formula_problem, text_of

_BLOCK = 1 << 18
_LONGEST_TAG = 64
_FORMULA = re.compile(rb"<(?:\w{1,40}:)?f[\s/>]")

# No table has so many columns.
_WIDE = 5000
_MOST_EMPTY = 2_000_000
"""Cells between one row with something in it and the next."""


class _Cell(NamedTuple):
    """text: as a CSV would have it. damage: what is wrong with the cell. total: it sums others."""

    text: str
    damage: str = ""
    total: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.damage)


def xlsx_source(
    file: Path, name: str, sheet: str | None, raw: bool = False, search: HeaderSearch = FIRST
) -> Source:
    """Raises `UsageProblem` where the file or the sheet is not there.

    raw: texts are taken exactly as they are, with the blanks around them.
    """
    notes: tuple[str, ...] = ()
    # To open a large one takes as long as to read it: once for all that is asked before the rows.
    with _workbook(file, name) as book:
        pages = _Pages(book, name)
        own = pages.own_labels()
        sheet = _sheet_of_name(pages.titles, sheet, own, search)
        if sheet is None:
            sheet, notes = _likely_sheet(pages, search)
        header = own.paths(sheet, header_of(name, pages.texts(sheet), search))
    # The mark tells the spreadsheet what the results beside it are written in.
    return Source(
        lambda: _rows(file, name, sheet, header, raw),
        table=True,
        columns=header.names,
        notes=(*notes, *header.notes),
        encoding="utf-8-sig",
    )


def _sheet_of_name(
    there: Sequence[str], asked: str | None, own: OwnLabels, search: HeaderSearch
) -> str | None:
    """The sheet of the resource by one of its names; else what was asked for.

    The name of a resource and its titles mean its sheet, in whatever language that is written.
    """
    names = {one.casefold() for one in search.sheets}
    if asked is not None and (asked in there or asked.casefold() not in names):
        return asked
    titled = (one for one in there if one.casefold() in names)
    return own.sheet_of(search.resource) or next(titled, asked)


class _Pages:
    """The sheets of an open workbook, as far as their headers are concerned.

    A formula without its value and an empty cell are the same there.
    """

    def __init__(self, book: Any, name: str) -> None:
        self._book = book
        self.name = name
        self.titles: list[str] = [page.title for page in book.worksheets]

    def texts(self, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
        with _naming_damage(self.name):
            for number, cells in _cells(self._book, self.name, sheet):
                yield number, [trim(text_of(cell)) for cell in cells]

    def own_labels(self) -> OwnLabels:
        if OWN_SHEET not in self.titles:
            return OwnLabels(())
        return OwnLabels(tuple(cells) for _number, cells in self.texts(OWN_SHEET))


def _likely_sheet(pages: _Pages, search: HeaderSearch) -> tuple[str | None, tuple[str, ...]]:
    """The first sheet, unless it says nothing that is known and just one other does."""
    known = _known_names(pages, search)
    if len(known) < 2:
        return None, ()
    first, *others = known
    sure = [sheet for sheet in others if known[sheet] >= 2]
    sheet = sure[0] if not known[first] and len(sure) == 1 else first
    rest = [other for other in known if other != sheet]
    text = _("{file}: the sheet {sheet} was read. It has also: {sheets}; --sheet NAME reads one.")
    return sheet, (text.format(file=pages.name, sheet=sheet, sheets=", ".join(rest)),)


def _known_names(pages: _Pages, search: HeaderSearch) -> dict[str, int]:
    """The sheets that have something in them, and how many names of fields their headers have."""
    sheets = [one for one in pages.titles if one != OWN_SHEET]
    found = {}
    for sheet in sheets if len(sheets) > 1 else ():
        try:
            header = header_of(pages.name, pages.texts(sheet), search)
        except UsageProblem:
            continue  # it is empty, or shorter than the row that was asked for
        found[sheet] = known_names(header.names, search.names_field)
    return found


@contextlib.contextmanager
def _workbook(file: Path, name: str, formulas: bool = False) -> Iterator[Any]:
    """The workbook with its values, or with its formulas."""
    openpyxl = _library()
    # Opened here, since the library leaves the file open when it can't take what is in it.
    with contextlib.ExitStack() as stack:
        with _naming_damage(name):
            content = stack.enter_context(open_packed(file))
            refuse_packed(content)
            book = openpyxl.load_workbook(content, read_only=True, data_only=not formulas)
        stack.callback(book.close)
        yield book


def _rows(file: Path, name: str, sheet: str | None, header: Header, raw: bool) -> Iterator[Row]:
    width, count = len(header.names), 0
    for number, cells in _records(file, name, sheet):
        if not raw:
            cells = [
                cell if isinstance(cell.text, Figure) else _Cell(trim(cell.text), cell.damage)
                for cell in cells
            ]
        if number <= header.number or not any(cells):
            continue
        count += 1
        place = _("row {number}").format(number=number)
        if any(cells[width:]):
            raise UsageProblem(
                _("{file}, {place}: a cell stands outside of the columns of the header.").format(
                    file=name, place=place
                )
            )
        cells += [_Cell("")] * (width - len(cells))
        named = dict(zip(header.names, cells, strict=False))
        yield Row(
            count,
            place,
            {column: cell.text for column, cell in named.items()},
            damage={column: cell.damage for column, cell in named.items() if cell.damage},
            total=any(cell.total for cell in cells),
        )


def _records(file: Path, name: str, sheet: str | None) -> Iterator[tuple[int, list[_Cell]]]:
    with _workbook(file, name) as book, _naming_damage(name):
        cells = _cells(book, name, sheet)
        if not _has_formulas(file):
            yield from ((number, [_cell(cell) for cell in row]) for number, row in cells)
            return
        # The library gives a formula or its value: to know of a formula without one takes both.
        with _workbook(file, name, formulas=True) as other:
            for (number, row), (_same, written) in zip(
                cells, _cells(other, name, sheet), strict=True
            ):
                yield number, [_cell(*both) for both in zip(row, written, strict=True)]


def _cell(cell: Any, formula: Any = None) -> _Cell:
    if formula is not None and (told := formula_problem(formula, cell)):
        return _Cell("", told)
    if formula is not None and str(formula.value).startswith("=SUBTOTAL("):
        return _Cell(text_of(cell), damage_of(cell), total=True)
    return _Cell(text_of(cell), damage_of(cell)) if cell.value is not None else _Cell("")


def _has_formulas(file: Path) -> bool:
    """Whether some sheet of the archive has a formula."""
    with open_packed(file) as content, zipfile.ZipFile(content) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            with archive.open(name) as sheet:
                last = b""
                while block := sheet.read(_BLOCK):
                    if _FORMULA.search(last + block):
                        return True
                    last = block[-_LONGEST_TAG:]
    return False


@contextlib.contextmanager
def _naming_damage(name: str) -> Iterator[None]:
    """Tells of a damaged file by its name, whatever the library makes of the damage.

    An archive, its XML, and what that means are each read by somebody else, with errors of their
    own: two dozen kinds have been seen.
    """
    try:
        yield
    except (UsageProblem, MemoryError):
        raise
    except Exception as problem:
        raise _unreadable(name, problem) from problem


def _cells(book: Any, name: str, sheet: str | None) -> Iterator[tuple[int, Sequence[Any]]]:
    if sheet is not None and sheet not in book.sheetnames:
        raise UsageProblem(
            _("{file} has no sheet {sheet}.").format(file=name, sheet=sheet),
            _("Sheets: {sheets}.").format(sheets=", ".join(book.sheetnames)),
        )
    page = book[sheet] if sheet is not None else book.worksheets[0]
    page.reset_dimensions()
    empty = 0
    for number, cells in enumerate(page.iter_rows(), 1):
        if not cells:  # between rows that are far apart
            empty += 1
            if empty > _MOST_EMPTY:
                raise Bomb
            continue
        # A single cell far away stands for millions; the library makes each of them.
        some = any(cell.value is not None for cell in cells[:_WIDE])
        empty = 0 if some else empty + len(cells)
        if empty > _MOST_EMPTY or len(cells) > _WIDE:
            raise Bomb
        yield number, cells


def _unreadable(name: str, problem: Exception) -> UsageProblem:
    return UsageProblem(
        _("{file} can't be read as XLSX: {problem}").format(file=name, problem=reason(problem))
    )


def _library() -> Any:
    import openpyxl

    # It warns of what it does not keep when it writes; and a day outside of the calendar becomes
    # an error of its cell, which is told.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    return openpyxl
