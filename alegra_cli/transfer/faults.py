"""Every row of a file looked at before the first is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alegra_cli.errors import Invalid
from alegra_cli.i18n import _, ngettext
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Row, together

# Things that are wrong, each of which may be wrong with any number of rows.
MOST_SHOWN = 50


class RowFault(NamedTuple):
    """One thing wrong with one column, or with whole rows where the column is empty."""

    column: str
    message: str


class RowPlaces(NamedTuple):
    """Which rows something is said of: their numbers, and where a person finds them."""

    numbers: list[int]
    places: list[str]

    def add(self, row: Row) -> None:
        self.numbers.append(row.number)
        self.places.append(row.place)


class Faults:
    """What is wrong with the rows, each thing once with all the rows that it is wrong with."""

    def __init__(self) -> None:
        self.wrong: dict[RowFault, RowPlaces] = {}
        self.doubtful: dict[RowFault, RowPlaces] = {}
        self.rows = 0
        self.rows_seen = 0

    def add(self, row: Row, mapping: Mapping, found: Iterable[Problem], strict: bool) -> None:
        bad = False
        self.rows_seen += 1
        for problem in found:
            blocks = problem.blocks or strict
            bad = bad or blocks
            fault = RowFault(mapping.column(problem.path), problem.message)
            where = self.wrong if blocks else self.doubtful
            where.setdefault(fault, RowPlaces([], [])).add(row)
        self.rows += bad

    def warnings(self) -> Iterator[str]:
        """Each warning once, with the rows that it is about, where that is not all of them."""
        for fault, rows in self.doubtful.items():
            count = len(rows.numbers)
            everywhere = ngettext("{count} row", "{count} rows", count).format(count=count)
            where = everywhere if count == self.rows_seen > 1 else together(rows.places)
            yield _("Warning: {problem} ({where})").format(
                problem=f"{fault.column}: {fault.message}", where=where
            )

    def refuse(self, name: str) -> None:
        """Raise `Invalid` with all of them, where there are any.

        name: of the file; empty where the records were named on the command line.
        """
        if not self.wrong:
            return
        shown = list(self.wrong.items())[:MOST_SHOWN]
        lines = [f"\n  {_line(fault, rows)}" for fault, rows in shown]
        if more := len(self.wrong) - len(shown):
            text = ngettext("… and {count} more", "… and {count} more", more)
            lines.append("\n  " + text.format(count=more))
        text, hint = _of_a_file(self.rows) if name else _of_a_line(self.rows)
        raise Invalid(
            text.format(count=self.rows, file=name) + "".join(lines),
            hint,
            details=[
                {"row": rows.numbers[0], "place": rows.places[0], "path": fault.column}
                | {"message": fault.message, "rows": rows.numbers}
                for fault, rows in shown
            ],
        )


def _of_a_file(rows: int) -> tuple[str, str]:
    text = ngettext(
        "{count} row of {file} can't be sent as it is; nothing was sent:",
        "{count} rows of {file} can't be sent as they are; nothing was sent:",
        rows,
    )
    return text, _("Correct the file and run it again; --dry-run shows what would be sent.")


def _of_a_line(rows: int) -> tuple[str, str]:
    text = ngettext(
        "{count} of the records can't be changed as you say; nothing was sent:",
        "{count} of the records can't be changed as you say; nothing was sent:",
        rows,
    )
    return text, _("Leave those out, or say something else; --dry-run shows what would be sent.")


def _line(fault: RowFault, rows: RowPlaces) -> str:
    what = f"{fault.column}: {fault.message}" if fault.column else fault.message
    if len(rows.places) > 1:
        return f"{what} ({together(rows.places)})"
    return f"{rows.places[0]}, {what}" if fault.column else f"{rows.places[0]}: {what}"
