"""``csv``: nested values in dotted columns, lists as JSON text, and no formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TextIO

from alegra_cli import exact
from alegra_cli.i18n import _, ngettext
from alegra_cli.output.columns import flattened, lookup
from alegra_cli.output.guard import guard
from alegra_cli.output.writer import Writer

# A page of the API: what decides the header when nobody names the columns.
_FIRST = 30


class Csv(Writer):
    def records(self, records: Iterable[Any]) -> None:
        if self.options.bom:
            self.out.write("\ufeff")
        # The writer quotes a cell with a line end in it only if that is in its own line end.
        writer = csv.writer(
            _Lines(self.out), delimiter=self.options.delimiter, lineterminator="\r\n"
        )
        if self.columns is not None:
            # The header comes first, also when there are no rows or a column is unknown.
            writer.writerow(self.columns)
            for record in self.shaped(records):
                writer.writerow([self._cell(record[path]) for path in self.columns])
            return
        rows = iter(records)
        first = list(islice(rows, _FIRST))
        header = self._header(first)
        writer.writerow(header)
        self._write(writer, header, chain(first, rows))

    def record(self, record: Any) -> None:
        self.records([record])

    def _header(self, first: list[Any]) -> list[str]:
        """The declared columns that the first records have, then everything else they have."""
        if not first:
            return [view.path for view in self.views]
        paths = dict.fromkeys(path for record in first for path, _value in flattened(record))
        declared = [
            view.path
            for view in self.views
            if view.path in paths or any(lookup(record, view.path)[0] for record in first)
        ]
        # An object that is empty or null in one record and filled in another needs only the
        # columns of the filled one.
        inner = {path.rpartition(".")[0] for path in paths}
        rest = [path for path in paths if path not in declared and path not in inner]
        return [*declared, *rest] or [""]

    def _write(self, writer: Any, header: list[str], records: Iterator[Any]) -> None:
        known = set(header)
        prefixes = {path.rpartition(".")[0] for path in header}
        lost: dict[str, None] = {}
        count = 0
        for record in records:
            writer.writerow([self._cell(lookup(record, path)[1]) for path in header])
            new = [
                path
                for path, value in flattened(record)
                if path not in known and not (path in prefixes and value in (None, {}))
            ]
            if new:
                count += 1
                lost.update(dict.fromkeys(new))
        if lost:
            text = ngettext(
                "{count} record has columns that are not in the header: {columns}.",
                "{count} records have columns that are not in the header: {columns}.",
                count,
            ).format(count=count, columns=", ".join(lost))
            self.notes.append(text + " " + _("Name them with --columns to have them."))

    def _cell(self, value: Any) -> str:
        text = cell_text(value)
        if self.options.raw or not isinstance(value, str):
            return text
        return guard(text)


class _Lines:
    """Takes rows that end in CR LF and writes them with the plain line end of text files."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> None:
        self._out.write(row.removesuffix("\r\n") + "\n")


def cell_text(value: Any) -> str:
    """A value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return exact.number_text(value)
    return exact.dumps(value)
