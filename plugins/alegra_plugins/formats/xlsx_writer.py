"""``xlsx``: a sheet with a frozen header, whose numbers and dates are numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.output import PAGE, Writer, cell_text, header_of, lookup
from alegra_cli.output.visible import visible

# What a spreadsheet keeps of a number, and of a text.
_DIGITS, _LONGEST = 15, 32_767
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}")
_NUMBER = ("money", "number", "integer", "amounts")


class Xlsx(Writer):
    """The columns are those of ``csv``; what does not fit a cell as what it is, is a text."""

    @classmethod
    def check(cls, argument: str) -> None:
        try:
            import openpyxl  # noqa: F401
        except ImportError as problem:
            raise UsageProblem(
                _("XLSX files need one more library."),
                _("Install it with `pip install 'alegra-cli[xlsx]'`, or write a CSV."),
            ) from problem

    def records(self, records: Iterable[Any]) -> None:
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("Alegra")
        sheet.freeze_panes = "A2"
        rows = iter(self.shaped(records))
        first = list(islice(rows, PAGE))
        columns = self.columns or header_of(first, [view.path for view in self.views])
        kinds = {view.path: view.kind for view in self.views}
        sheet.append([_text(sheet, path, bold=True) for path in columns])
        cut = 0
        for record in chain(first, rows):
            cells = []
            for path in columns:
                value = record.get(path) if self.columns else lookup(record, path)[1]
                cut += isinstance(value, str) and len(value) > _LONGEST
                cells.append(_cell(sheet, value, kinds.get(path, "")))
            sheet.append(cells)
        book.save(self.out.buffer)
        if cut:
            text = ngettext(
                "{count} text is longer than a cell can be and was cut.",
                "{count} texts are longer than a cell can be and were cut.",
                cut,
            )
            self.notes.append(text.format(count=cut))


def _cell(sheet: Any, value: Any, kind: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and kind in _NUMBER:
        value = _number(value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if len(Decimal(value).normalize().as_tuple().digits) > _DIGITS:
            return _text(sheet, cell_text(value))
        amount: Any = value  # a Decimal is taken, whatever the stubs of the library say
        cell = WriteOnlyCell(sheet, amount)
        if kind == "money":
            cell.number_format = "#,##0.00"
        return cell
    if isinstance(value, str) and (moment := _moment(value)):
        cell = WriteOnlyCell(sheet, moment)
        cell.number_format = "yyyy-mm-dd hh:mm:ss" if _TIME.fullmatch(value) else "yyyy-mm-dd"
        return cell
    return _text(sheet, cell_text(value))


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
    return found if found.year >= 1900 else None


def _text(sheet: Any, text: str, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    # Control characters are not allowed in the file; line ends are.
    lines = [visible(line) for line in text.replace("\r\n", "\n").split("\n")]
    cell = WriteOnlyCell(sheet, "\n".join(lines)[:_LONGEST])
    cell.data_type = "s"  # never a formula, whatever it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell
