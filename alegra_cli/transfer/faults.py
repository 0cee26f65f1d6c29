"""Every row of a file looked at before the first is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alegra_cli.errors import Invalid
from alegra_cli.i18n import _, ngettext
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Row

# A person corrects a kind of mistake after seeing it a few times.
MOST_SHOWN = 50


class Fault(NamedTuple):
    """One thing wrong with one row."""

    number: int
    place: str
    column: str
    message: str

    def line(self) -> str:
        """A fault of the whole row has no column."""
        where = f"{self.place}, {self.column}" if self.column else self.place
        return f"{where}: {self.message}"


class Faults:
    """What is wrong with the rows, the first of it to show and all of it counted."""

    def __init__(self) -> None:
        self.examples: list[Fault] = []
        self.count = 0
        self.rows = 0
        self.warning_counts: dict[str, int] = {}

    def add(self, row: Row, mapping: Mapping, found: Iterable[Problem], strict: bool) -> None:
        bad = False
        for problem in found:
            column = mapping.column(problem.path)
            if problem.blocks or strict:
                bad = True
                self.count += 1
                if len(self.examples) < MOST_SHOWN:
                    self.examples.append(Fault(row.number, row.place, column, problem.message))
            else:
                text = f"{column}: {problem.message}"
                self.warning_counts[text] = self.warning_counts.get(text, 0) + 1
        self.rows += bad

    def warnings(self) -> Iterator[str]:
        """Each warning once, with the number of rows that it is about."""
        for text, count in self.warning_counts.items():
            told = ngettext(
                "Warning: {problem} ({count} row)", "Warning: {problem} ({count} rows)", count
            )
            yield told.format(problem=text, count=count)

    def refuse(self, name: str) -> None:
        """Raise `Invalid` with all of them, where there are any."""
        if not self.count:
            return
        lines = [f"\n  {item.line()}" for item in self.examples]
        if self.count > len(self.examples):
            more = self.count - len(self.examples)
            text = ngettext("… and {count} more", "… and {count} more", more)
            lines.append("\n  " + text.format(count=more))
        text = ngettext(
            "{count} row of {file} can't be sent as it is; nothing was sent:",
            "{count} rows of {file} can't be sent as they are; nothing was sent:",
            self.rows,
        )
        raise Invalid(
            text.format(count=self.rows, file=name) + "".join(lines),
            _("Correct the file and run it again; --dry-run shows what would be sent."),
            details=[
                {"row": item.number, "place": item.place, "path": item.column}
                | {"message": item.message}
                for item in self.examples
            ],
        )
