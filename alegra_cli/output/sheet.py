"""A sheet of a workbook, written row by row: typed cells, a header that stays, filter, totals."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import IO, Any, NamedTuple

from alegra_cli.declare.field import NUMBERS
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.output.csv import cell_text
from alegra_cli.output.visible import visible

# What a spreadsheet keeps of a number, and of a text.
_DIGITS, _LONGEST = 15, 32_767
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}")
# In characters. What is longer than the widest is read in its cell.
_NARROWEST, _WIDEST, _OF_A_DAY, _OF_A_TIME = 6, 44, 12, 20
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
"""Characters of the name of a sheet."""

_MOST_ROWS = 1_048_575  # and one for the totals

OWN_SHEET = "_alegra"
"""The sheet that nobody sees: (sheet, header, path, resource) of the headers that are labels."""


class SheetColumn(NamedTuple):
    """title: its header. path: of the records, which its header stands for.

    kind: as it is declared; empty where nobody did. summed: it has a total.
    """

    title: str
    path: str
    kind: str = ""
    summed: bool = False


class Workbook:
    """A workbook of which only the row that is being written is in memory.

    It is in the file once the ``with`` of `workbook` is over.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names = {OWN_SHEET}
        self._paths: list[tuple[str, str, str, str]] = []
        self._styles = {
            "bold": book.add_format({"bold": True}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "total": book.add_format({"bold": True, "top": 1}),
            "sum": book.add_format({"bold": True, "top": 1, "num_format": "#,##0.00"}),
        }

    def sheet(self, name: str, columns: Sequence[SheetColumn], holds: str = "") -> Sheet:
        """holds: the resource whose records it has, where it has all of them."""
        name = self._free(name)
        self._paths += [
            (name, column.title, column.path, holds)
            for column in columns
            if holds or column.path != column.title
        ]
        return Sheet(self._book.add_worksheet(name), columns, self._styles)

    def end(self) -> None:
        """Keep which path each label stands for, for when the workbook is given back."""
        if not self._paths:
            return
        page = self._book.add_worksheet(OWN_SHEET)
        page.very_hidden()
        for number, row in enumerate(self._paths):
            for place, text in enumerate(row):
                page.write_string(number, place, text)

    def _free(self, name: str) -> str:
        """The name as a sheet may have it, and no other sheet has."""
        plain = _FORBIDDEN.sub(" ", name).strip("' ")[:LONGEST_NAME] or "Alegra"
        found, number = plain, 1
        while found.casefold() in self._names:
            number += 1
            found = f"{plain[: LONGEST_NAME - 4]} {number}"
        self._names.add(found.casefold())
        return found


@contextmanager
def workbook(file: IO[bytes]) -> Iterator[Workbook]:
    """A workbook into a file that stays open. Nothing is written where the block fails.

    Raises ``OSError`` where the file can't be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory(prefix="alegra-") as folder:
        # The rows wait there. Large files are what it is for: they need the larger archive.
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        book = xlsxwriter.Workbook(file, options)
        try:
            made = Workbook(book)
            yield made
            made.end()
            book.close()
        except FileCreateError as problem:
            raise OSError(str(problem)) from problem
        finally:
            for page in book.worksheets():
                page.row_data_fh.close()  # the library closes them only where all went well


class Sheet:
    """Rows below a frozen header. cut: the texts that were longer than a cell can be."""

    def __init__(self, page: Any, columns: Sequence[SheetColumn], styles: dict[str, Any]) -> None:
        self.cuts = 0
        self._page = page
        self._columns = columns
        self._styles = styles
        self._row = 0
        self._widths = [_NARROWEST] * len(columns)
        self._sums: dict[int, Decimal] = {}
        page.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            self._text(number, column.title, "bold")

    def add(self, values: Sequence[Any]) -> None:
        """A row. values: one a column, as the API has them."""
        if self._row + 1 >= _MOST_ROWS:
            raise UsageProblem(
                _("A sheet holds {count} rows, and there are more.").format(count=_MOST_ROWS),
                _("A CSV holds them all."),
            )
        self._row += 1
        for number, value in enumerate(values):
            self._cell(number, value)

    def end(self, totals: bool = False) -> None:
        """Filter, widths and the row of totals, once all rows are there."""
        last = max(len(self._columns) - 1, 0)
        self._page.autofilter(0, 0, self._row, last)
        if totals and self._sums:
            self._add_totals()
        for number, width in enumerate(self._widths):
            # The sign of the filter covers the end of the header.
            self._page.set_column(number, number, width + 2)

    def _add_totals(self) -> None:
        rows = self._row
        self._row += 1
        for number in range(len(self._columns)):
            if number in self._sums:
                self._sum(number, rows)
            elif number == 0:
                self._text(0, _("Total"), "total")
            else:
                self._page.write_blank(self._row, number, None, self._styles["total"])

    def _sum(self, number: int, rows: int) -> None:
        """What the filter shows, summed: with its value, for readers that do not calculate."""
        from xlsxwriter.utility import xl_range

        # 109: without the rows that are hidden.
        formula = f"=SUBTOTAL(109,{xl_range(1, number, rows, number)})"
        value = self._sums[number]
        self._page.write_formula(self._row, number, formula, self._styles["sum"], value)
        self._widen(number, len(f"{value:,.2f}") + 1)

    def _cell(self, number: int, value: Any) -> None:
        if value is None or value == "" or value == [] or value == {}:
            return
        if isinstance(value, bool):
            self._page.write_boolean(self._row, number, value)
            return
        column = self._columns[number]
        if isinstance(value, str) and column.kind in NUMBERS:
            value = _number(value)
        if isinstance(value, (int, Decimal)):
            self._amount(number, value, column)
        elif isinstance(value, str) and (moment := _moment(value)):
            style = "time" if _TIME.fullmatch(value) else "day"
            self._page.write_datetime(self._row, number, moment, self._styles[style])
            self._widen(number, _OF_A_TIME if style == "time" else _OF_A_DAY)
        else:
            self._text(number, cell_text(value))

    def _amount(self, number: int, value: int | Decimal, column: SheetColumn) -> None:
        if len(Decimal(value).normalize().as_tuple().digits) > _DIGITS:
            self._text(number, cell_text(value))
            return
        style = self._styles["money"] if column.kind == "money" else None
        self._page.write_number(self._row, number, value, style)
        if column.summed:
            self._sums[number] = self._sums.get(number, Decimal()) + value
        self._widen(number, len(f"{value:,.2f}") if style else len(cell_text(value)))

    def _text(self, number: int, text: str, style: str = "") -> None:
        # Control characters are not allowed in the file; line ends are.
        lines = [visible(line) for line in text.replace("\r\n", "\n").split("\n")]
        text = "\n".join(lines)
        self.cuts += len(text) > _LONGEST
        # Always a text and never a formula, whatever it begins with.
        self._page.write_string(
            self._row, number, text[:_LONGEST], self._styles[style] if style else None
        )
        self._widen(number, max(map(len, lines)))

    def _widen(self, number: int, width: int) -> None:
        self._widths[number] = max(self._widths[number], min(width, _WIDEST))


def _number(text: str) -> Any:
    """A number that came as a text, as many amounts do."""
    try:
        found = Decimal(text)
    except ArithmeticError:
        return text
    return found if found.is_finite() else text


def _moment(text: str) -> datetime | None:
    if not (_DAY.fullmatch(text) or _TIME.fullmatch(text)):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Spreadsheets count the days from there, with one too many at the beginning.
    return found if found >= datetime(1900, 3, 1) else None
