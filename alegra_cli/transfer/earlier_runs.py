"""What earlier runs of a file did, against what the file has now."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.naturals import Natural
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal import RowEntry, RowJournal
from alegra_cli.transfer.planning import Plan

_MOST_NAMED = 5


class RowHere(NamedTuple):
    """One row of the file, without what is to be sent for it."""

    number: int
    place: str
    key: RowKey
    natural: Natural | None


class EarlierRuns:
    """The rows of the file and those of the journal, matched by what they say.

    orphans: entries of rows that were created and that the file no longer has as they were. new:
    rows that no run has sent. open: the same as `gone` for rows of unknown outcome.
    """

    def __init__(self, plan: Plan, journal: RowJournal) -> None:
        self._journal = journal
        self._rows: list[tuple[RowHere, RowEntry | None]] = []
        self.orphans: list[RowEntry] = []
        self.open: list[RowEntry] = []
        self.new: list[RowHere] = []
        if not journal.entries():
            return
        for row in plan.planned_rows():
            natural = row.natural[0] if row.natural else None
            here = RowHere(row.number, row.place, row.key, natural)
            self._rows.append((here, journal.entry(row.key)))
        seen = {entry.key for _row, entry in self._rows if entry}
        lost = [entry for entry in journal.entries() if entry.key not in seen]
        self.orphans = [entry for entry in lost if entry.state in states.DONE]
        self.open = [entry for entry in lost if entry.state in states.OPEN]
        self.new = [row for row, entry in self._rows if entry is None]

    def settle(self, go_on: bool, new_rows: bool) -> list[str]:
        """What a person should know of how the rows were matched.

        go_on: rows that were created are done, whatever else changed. new_rows: rows that nobody
        has sent are records of their own. Raises `UsageProblem` where a row could be one that was
        created, and `AlegraError` where the journal can't be written.
        """
        if go_on:
            by_line = self._by_line()
            self._journal.carry_over(self._carry(by_line))
            return [
                _("{place} is taken for the row that was created as {id}.").format(
                    place=row.place, id=entry.id
                )
                for row, entry in by_line
            ]
        # What a record is known by finds it again: only rows without such a thing can be mistaken.
        lost = [one for one in self.orphans if not one.natural and one.state != states.UPDATED]
        if lost and self.new and not new_rows:
            raise _mistakable(lost, self.new)
        return []

    def _by_line(self) -> list[tuple[RowHere, RowEntry]]:
        """Rows that were changed since they were created, found by where they stand.

        Only in a file that has all the lines that it had: otherwise they stand elsewhere.
        """
        if not self.orphans:
            return []
        known = {row.natural: row for row in self.new if row.natural}
        lines = {row.number: row for row in self.new}
        last = max(entry.number for entry in self._journal.entries())
        found = []
        for entry in self.orphans:
            natural = next(iter(entry.known_by()), None)
            row = known.get(natural) if natural else None
            row = row or (lines.get(entry.number) if last <= len(self._rows) else None)
            if row is None or (natural and row.natural and row.natural != natural):
                raise _not_found(entry)
            found.append((row, entry))
        return found

    def _carry(self, by_line: list[tuple[RowHere, RowEntry]]) -> list[RowEntry]:
        pairs = [(row, entry) for row, entry in self._rows if entry] + by_line
        return [
            attrs.evolve(entry, key=row.key.body, cells=row.key.cells, number=row.number)
            for row, entry in pairs
            if entry.key != row.key.body
        ]


def _mistakable(lost: list[RowEntry], new: list[RowHere]) -> UsageProblem:
    rows = ", ".join(f"{entry.number} ({entry.id})" for entry in lost[:_MOST_NAMED])
    text = ngettext(
        "Row {rows} of an earlier run was created, and the file no longer has it as it was; "
        "{places} is new. It could be the same one.",
        "Rows {rows} of an earlier run were created, and the file no longer has them as they were; "
        "{places} is new. It could be one of them.",
        len(lost),
    )
    return UsageProblem(
        text.format(rows=rows, places=new[0].place),
        _(
            "Nothing was sent. --go-on takes what was created as done, by its line, and sends only "
            "the others; --new-rows sends what is new as records of their own."
        ),
    )


def _not_found(entry: RowEntry) -> UsageProblem:
    return UsageProblem(
        _(
            "Row {number} of an earlier run was created as {id}; it can't be found in the file."
        ).format(number=entry.number, id=entry.id),
        _(
            "Nothing was sent. Put the line back where it was, or take the rows that were created "
            "out of the file and name another journal with --journal."
        ),
    )
