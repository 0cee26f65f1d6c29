"""From the rows of a file to rows that are ready to go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at
from alegra_cli.i18n import _
from alegra_cli.operations.calls import stamps
from alegra_cli.operations.currents import Currents
from alegra_cli.operations.merging import before_and_after
from alegra_cli.operations.naturals import Index, Keys, Natural, naturals, without_keys
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.of_body import problems_of
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.faults import Faults
from alegra_cli.transfer.identity import RowKeys
from alegra_cli.transfer.journal import RowJournal
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.missing_records import MissingRecords
from alegra_cli.transfer.repeats import Repeats
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.transfer.sending import PlannedRow


@attrs.define
class Plan:
    """What a file is to become.

    keys: what its records are known by. upsert: ids of what is there, where rows that name one
    update it. currents: those of them that a rule has to see as they are. mark: path of a text
    that a unique mark is put into. equal_rows: whether rows that say the same are records of
    their own.
    """

    resource: Resource
    source: Source
    mapping: Mapping
    keys: Keys
    book: Rulebook | None = None
    upsert: Index | None = None
    upsert_keys: Keys = ()
    currents: Currents = attrs.field(factory=dict)
    mark: str = ""
    equal_rows: bool = False
    rows: int = 0
    stamp_count: int = 0

    def check(self, strict: bool, bodies: bool = True) -> Faults:
        """Look at every row; `rows` and `stamp_count` are known afterwards.

        bodies: check what is to be sent, and not only whether the file can be understood.
        """
        faults = Faults()
        seen: dict[Natural, str] = {}
        repeats = Repeats(self.mapping.field, () if self.upsert else self.keys)
        self.rows = self.stamp_count = 0
        for row in self.source.rows():
            self.rows += 1
            targets = self._targets(row)
            body, found, _record = self.mapping.body(row, update=bool(targets))
            self.stamp_count += stamps(self.resource, body)
            if bodies:
                told = {problem.path for problem in found}
                # A cell that can't be taken leaves its field empty: it is told once.
                found += [
                    problem for problem in self._problems(body, targets) if problem.path not in told
                ]
            if self.upsert is not None:
                found += self._not_findable(row, body, targets, seen)
            # What could not be read of two rows may be what they differ in.
            if not self.equal_rows and not any(problem.blocks for problem in found):
                found += repeats.problems(row, body)
            faults.add(row, self.mapping, found, strict)
        return faults

    def missing(self, records: MissingRecords) -> Faults:
        """The rows that point at records that are not there. Raises `AlegraError`."""
        faults = Faults()
        for _row, body in self._pointing():
            records.see(body)
        if records.ask():
            for row, body in self._pointing():
                faults.add(row, self.mapping, records.problems(body), strict=False)
        return faults

    def _pointing(self) -> Iterator[tuple[Row, dict[str, Any]]]:
        """Rows whose bodies go whole; of a record that is given back only what differs does."""
        for row in self.source.rows():
            update = bool(self._targets(row))
            body, _found, record = self.mapping.body(row, update=update)
            if not (update and record):
                yield row, body

    def planned_rows(self, journal: RowJournal | None = None) -> Iterator[PlannedRow]:
        """The rows, in their order. journal: what earlier runs created is not made again."""
        keys = RowKeys(self.mapping.field)
        done = _creations(journal) if journal else {}
        for row in self.source.rows():
            targets = self._targets(row)
            body, _found, record = self.mapping.body(row, update=bool(targets))
            key = keys.key(body, row.cells)
            if self.mark:
                body = _with_mark(body, self.mark, key.body)
            natural = tuple(naturals(body, self.keys))
            if targets:
                body = without_keys(body, self.upsert_keys)
            target = targets[0] if targets else ""
            problem = ""
            if natural and not target and done.get(natural[0], (key.body,))[0] != key.body:
                problem = _(
                    "An earlier run of this file created one with the same {what}: {id}."
                ).format(what=natural[0], id=done[natural[0]][1])
            yield PlannedRow(row.number, row.place, key, body, natural, target, record, problem)

    def _targets(self, row: Row) -> list[str]:
        """Ids of the records that the row updates."""
        if self.upsert is None:
            return []
        return self.upsert.find(self.mapping.body(row, update=True).body)

    def wanted_of_rules(self) -> dict[str, set[str]]:
        """The keys that a rule looks at beside what changes, of each record that a row updates."""
        found: dict[str, set[str]] = {}
        for row in self.source.rows() if self.book else ():
            for key in self._targets(row):
                body = self.mapping.body(row, update=True).body
                if self.book and (keys := self.book.keys_beside(self.resource, body)):
                    found.setdefault(key, set()).update(keys)
        return found

    def _problems(self, body: dict[str, Any], targets: list[str]) -> list[Problem]:
        verb, choices = "update" if targets else "create", self.mapping.choices
        current = next(filter(None, map(self.currents.get, targets)), None)
        record = before_and_after(current, body, self.resource) if current else None
        return problems_of(
            self.resource, verb, body, self.book, choices, of_many=True, record=record
        )

    def _not_findable(
        self, row: Row, body: dict[str, Any], targets: list[str], seen: dict[Natural, str]
    ) -> Iterator[Problem]:
        """Why it can't be said which record the row is to update."""
        path = self.upsert_keys[0][0]
        natural = next(naturals(body, self.upsert_keys), None)
        if natural is None:
            yield Problem(path, _("is needed to find the record"))
            return
        if len(targets) > 1:
            text = _("several records have it: {ids}").format(ids=", ".join(targets))
            yield Problem(path, text)
        before = seen.setdefault(natural, row.place)
        if before != row.place:
            yield Problem(path, _("the same as in {place}").format(place=before))


def _creations(journal: RowJournal) -> dict[Natural, tuple[str, str]]:
    """(row, id) of what earlier runs created, by the strongest that it is known by."""
    return {
        entry.known_by()[0]: (entry.key, entry.id)
        for entry in journal.entries()
        if entry.state in (states.CREATED, states.FOUND) and entry.natural
    }


def _with_mark(body: dict[str, Any], path: str, key: str) -> dict[str, Any]:
    """The body with a text of its own at `path`, after what is there."""
    from alegra_cli.input.body import put

    text = at(body, path)
    before = f"{text} " if text not in (None, "") else ""
    return put(body, path, f"{before}[alegra-cli {key}]")
