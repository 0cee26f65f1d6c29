"""``xlsx``: a sheet with a frozen header, whose numbers and dates are numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from alegra_cli.i18n import ngettext
from alegra_cli.output import PAGE, Writer, header_of, lookup
from alegra_cli.output.sheet import SheetColumn, workbook


class Xlsx(Writer):
    """The columns are those of ``csv``; what does not fit a cell as what it is, is a text."""

    def records(self, records: Iterable[Any]) -> None:
        rows = iter(self.shaped(records))
        first = list(islice(rows, PAGE))
        columns = self.columns or header_of(first, [view.path for view in self.views])
        kinds = {view.path: view.kind for view in self.views}
        with workbook(self.out.buffer) as book:
            typed = [SheetColumn(path, path, kinds.get(path, "")) for path in columns]
            sheet = book.sheet("Alegra", typed)
            for record in chain(first, rows):
                sheet.add(
                    [
                        record.get(path) if self.columns else lookup(record, path)[1]
                        for path in columns
                    ]
                )
            sheet.end()
        if cut := sheet.cuts:
            text = ngettext(
                "{count} text is longer than a cell can be and was cut.",
                "{count} texts are longer than a cell can be and were cut.",
                cut,
            )
            self.notes.append(text.format(count=cut))
