"""``csv``: nested values in dotted columns, lists as JSON text, and no formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TextIO

from alegra_cli import exact
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _, ngettext
from alegra_cli.output.columns import leaves, lookup
from alegra_cli.output.guard import guard
from alegra_cli.output.header import header_of, is_empty, objects
from alegra_cli.output.visible import visible
from alegra_cli.output.writer import PAGE, Writer

_INDEX = re.compile(r"\.\d+(?=\.|$)")


class Csv(Writer):
    def records(self, records: Iterable[Any]) -> None:
        # The writer quotes a cell with a line end in it only if that is in its own line end.
        writer = csv.writer(
            _Lines(self.out), delimiter=self.options.delimiter, lineterminator="\r\n"
        )
        if self.columns is not None:
            shaped = iter(self.shaped(records))
            # Read before the header is written, which stays away when a column is unknown.
            top = list(islice(shaped, 1))
            self._head(writer, self.columns)
            for record in chain(top, shaped):
                writer.writerow([self._cell(record[path], path) for path in self.columns])
            return
        rows = iter(records)
        first = list(islice(rows, PAGE))
        header = header_of(first, [view.path for view in self.views])
        self._head(writer, header)
        self._write(writer, header, chain(first, rows))

    def _head(self, writer: Any, header: list[str]) -> None:
        if self.options.bom:
            self.out.write("\ufeff")
        # Texts and numbers have no keys: --select '[].name' makes such records.
        writer.writerow(self._cell(title or "value") for title in self._titles(header))

    def _titles(self, header: list[str]) -> list[str]:
        """The header in words, where that is asked for; a title that two columns have is none."""
        if not self.options.labels:
            return header
        titles = {view.path: view.title for view in self.views}
        shown = [titles.get(path, path) for path in header]
        return [
            title if title and shown.count(title) == 1 else path
            for title, path in zip(shown, header, strict=True)
        ]

    def _write(self, writer: Any, header: list[str], records: Iterator[Any]) -> None:
        known = set(header)
        outer = objects(header)
        lost: dict[str, None] = {}
        count = 0
        for record in records:
            flat = leaves(record)
            there = _by_path(record, flat)
            row = (
                (path, there[path] if path in there else lookup(record, path)[1]) for path in header
            )
            # What the columns of its keys show is not shown a second time as JSON.
            writer.writerow(
                [
                    "" if path in outer and isinstance(value, dict) else self._cell(value, path)
                    for path, value in row
                ]
            )
            new = [
                path
                for path, value in flat
                if path not in known and not (path in outer and is_empty(value))
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

    def _cell(self, value: Any, path: str = "") -> str:
        if value is None:
            return ""
        text = cell_text(value)
        if self._is_number(value, path):
            text = spreadsheet_number(text, self.options.decimal)
        elif isinstance(value, str) and not self.options.raw:
            text = guard(text)
        # A width means a terminal, where no character of the data may act.
        return text if self.options.width is None else visible(text)

    def _is_number(self, value: Any, path: str) -> bool:
        """Amounts come as texts, too; of those only what is declared a number is one."""
        if self.options.decimal == "." or isinstance(value, bool):
            return False
        if isinstance(value, (int, Decimal)):
            return True
        return (
            isinstance(value, str)
            and NUMBER.fullmatch(value) is not None
            and (_INDEX.sub("[]", path) in self.options.numbers or path in self._number_views())
        )

    def _number_views(self) -> set[str]:
        return {view.path for view in self.views if view.kind in ("money", "number", "amounts")}


def _by_path(record: Any, flat: list[tuple[str, Any]]) -> dict[str, Any]:
    """What lies at each path of the record, where one look tells it; the rest is looked up."""
    if not (isinstance(record, dict) and record):
        return {}
    there = dict(flat)
    # A key with a dot in it may have the path of what lies in another one.
    return there if len(there) == len(flat) else {}


class _Lines:
    """Takes rows that end in CR LF and writes them with the plain line end of text files."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> None:
        self._out.write(row.removesuffix("\r\n") + "\n")


def spreadsheet_number(text: str, sign: str) -> str:
    """The number with another decimal sign; 1,125 with a zero more, so that it can't be 1125."""
    three = re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text)
    return (f"{text}0" if three else text).replace(".", sign)


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
