"""The rows of a file, or the ids of a command line, as what is done to one record each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.before_after import BeforeAfter
from alegra_cli.commands.bodies import fields_of
from alegra_cli.commands.checks import book_for_sending
from alegra_cli.commands.mapped_file import tell_words
from alegra_cli.declare import Action, Resource
from alegra_cli.dotted_path import top_key
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations.calls import call
from alegra_cli.operations.changing import change
from alegra_cli.operations.comparing import changes, differences, differing
from alegra_cli.operations.currents import Currents, read_currents
from alegra_cli.operations.merging import before_and_after
from alegra_cli.rules import fields
from alegra_cli.rules.choices import Choices
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.of_body import problems_of
from alegra_cli.transfer.bulk import Step
from alegra_cli.transfer.faults import Faults
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.wire import Request, Session


class BulkOptions(NamedTuple):
    """How it is done. jobs: requests at once; None for as many as the account carries."""

    yes: bool = False
    jobs: int | None = None
    no_validate: bool = False
    strict: bool = False
    country: str | None = None


class BulkChange(NamedTuple):
    """What is to happen to which records. changes: None to take each row's own; {} to delete."""

    resource: Resource
    action: Action
    changes: dict[str, Any] | None

    @property
    def updates(self) -> bool:
        return self.action.verb == "update"

    def request(self, session: Session, step: Step) -> Request:
        if self.updates:
            return change(session, self.resource, self.action, step.id, step.changes)
        return self.bare(step)

    def bare(self, step: Step) -> Request:
        """Without reading the record first."""
        body = step.changes if self.updates else None
        return call(self.resource, self.action, {self.action.arguments[0]: step.id}, (), body)


class RowReview(NamedTuple):
    """A row, what it asks for, what is wrong with it, and everything it says of the record."""

    row: Row
    step: Step
    problems: list[Problem]
    values: dict[str, Any]


class BulkRows:
    """currents: the records as they are, once they were read: what they say already is no change.

    count, changes_count: how many rows there are, and how many of them change something, after
    `check`. ignored_columns: what an update does not take and the file has otherwise, by the number
    of its rows.
    """

    def __init__(self, wanted: BulkChange, source: Source, mapping: Mapping) -> None:
        self.mapping = mapping
        self.change = wanted
        self.currents: Currents | None = None
        self.count = self.changes_count = 0
        self.ignored_columns: dict[str, int] = {}
        self._source = source
        self._columns = source.columns
        paths = [item.path for item in fields_of(wanted.resource, wanted.action)]
        self._writable = {top_key(path) for path in paths}
        self._strangers: dict[str, None] = {}

    def steps(self) -> Iterator[Step]:
        return (looked.step for looked in self.reviews())

    def reviews(self) -> Iterator[RowReview]:
        """Each row against what is declared, before anything is asked of the API.

        A row that deletes or acts says only which record; one that updates is read as a body.
        """
        id_key = self.change.resource.id_key
        for row in self._source.rows():
            key = self.mapping.id_of(row)
            found: list[Problem] = []
            damage = row.damage.get(self.mapping.id_column)
            if damage:
                found.append(Problem(id_key, damage))
            elif not key:
                found.append(Problem(id_key, self._unfound()))
            given = self.change.changes
            if given is None:
                body, wrong, record = self.mapping.body(row, update=True)
                given = {**record, **body}  # what an update leaves out is still held against it
                found += [problem for problem in wrong if problem.path != id_key]
                own = self._own(given, key, body, found)
            else:
                own = given
            yield RowReview(row, Step(row.number, row.place, key, own), found, given)

    def _unfound(self) -> str:
        """That nothing says which record; a name beside it may be what the record is to have."""
        text = _("is needed to find the record")
        if self.mapping.id_column in self._columns:
            return text
        known = self.change.resource.known_by
        names = [self.mapping.column(one.paths[0]) for one in known if len(one.paths) == 1]
        column = next((name for name in names if name in self._columns), "")
        if not column:
            return text
        more = _("--map '{column}={id}' finds it by the column {column}")
        return f"{text}; {more.format(column=column, id=self.change.resource.id_key)}"

    def _own(
        self, given: dict[str, Any], key: str, body: dict[str, Any], found: list[Problem]
    ) -> dict[str, Any]:
        """What of a row is a change of its record."""
        resource = self.change.resource
        taken = {name: value for name, value in given.items() if name in self._writable}
        # Empty cells say nothing; a file without any field says it of every row.
        if not taken and not any(
            self.mapping.head(name) in self._writable for name in self._columns
        ):
            found.append(Problem(resource.id_key, _("has nothing to change")))
        if self.currents is None:
            return {name: value for name, value in body.items() if name in taken}
        current = self.currents.get(key)
        if current is None:
            if key:
                text = _("there is no {id} (`alegra {resource} list`)")
                told = text.format(id=key, resource=resource.name)
                found.append(Problem(resource.id_key, told))
            return {}
        for name in given.keys() - self._writable - {resource.id_key, *resource.read_only}:
            if name not in current:
                self._strangers[name] = None
            elif any(differences(given[name], current[name])):
                self.ignored_columns[name] = self.ignored_columns.get(name, 0) + 1
        return differing(taken, current, resource)

    def read(self, session: Session, jobs: int | None, book: Rulebook | None) -> None:
        """Read the records as they are, with what the rules look at. Raises `AlegraError`;
        `UsageProblem` for columns that are neither a field nor something that the records have."""
        resource = self.change.resource
        rows = [(looked.step.id, looked.values) for looked in self.reviews()]
        wanted = {key: given.keys() & self._writable for key, given in rows if key}
        if book:
            wanted = {
                key: names | book.keys_beside(resource, names) for key, names in wanted.items()
            }
        at_once = jobs or session.at_once()
        self.currents = read_currents(session, resource, wanted, at_once)
        for _looked in self.reviews():
            pass
        if self._strangers and self.currents:
            # A list may leave out what a record has.
            first = next(iter(self.currents))
            whole = read_currents(session, resource, {first: ()}, 1).get(first, {})
            unknown = [name for name in self._strangers if name not in whole]
            if unknown:
                raise _no_fields(unknown, resource)
        self.ignored_columns.clear()

    def differences(self, table: BeforeAfter) -> Iterator[dict[str, Any]]:
        """The rows of the table of everything that changes."""
        for looked in self.reviews():
            current = (self.currents or {}).get(looked.step.id, {})
            found = changes(looked.step.changes, current, self.change.resource)
            yield from table.rows(current, looked.step.id, found)

    def check(self, app: App, name: str, options: BulkOptions, book: Rulebook | None) -> None:
        """Raises `Invalid` with everything wrong, before anything is sent."""
        checks = _checks(self.change, options, book)
        faults, seen = Faults(), dict[str, str]()
        self.count = self.changes_count = 0
        self.ignored_columns.clear()
        for row, step, found, given in self.reviews():
            before = seen.setdefault(step.id, row.place)
            if step.id and before != row.place:
                text = _("the same as in {place}").format(place=before)
                found.append(Problem(self.change.resource.id_key, text))
            found += checks(step.changes, given, (self.currents or {}).get(step.id))
            self.count += 1
            self.changes_count += bool(step.changes) or not self.change.updates
            faults.add(row, self.mapping, found, options.strict)
        tell_words(app, self.mapping)
        for warning in faults.warnings():
            app.screen.note(warning)
        if self.ignored_columns:
            told = ", ".join(
                f"{column} ({count})" for column, count in self.ignored_columns.items()
            )
            app.screen.note(
                _(
                    "Warning: an update does not take these, which the file has otherwise "
                    "(rows): {columns}."
                ).format(columns=told)
            )
        faults.refuse(name)
        if not seen:
            raise UsageProblem(_("{file} has no rows.").format(file=name))


def _checks(
    wanted: BulkChange, options: BulkOptions, book: Rulebook | None
) -> Callable[[dict[str, Any], dict[str, Any], dict[str, Any] | None], list[Problem]]:
    """What is wrong with the changes of a record, with what its row says twice, and with what
    becomes of the record, where it was read."""
    if not wanted.updates or options.no_validate:
        return lambda _changes, _given, _current: []
    resource = wanted.resource
    choices = Choices(resource, fields_of(resource, wanted.action), book)

    def checks(
        changes: dict[str, Any], given: dict[str, Any], current: dict[str, Any] | None
    ) -> list[Problem]:
        record = before_and_after(current, changes, resource) if current else None
        found = problems_of(resource, "update", changes, book, choices, of_many=True, record=record)
        twice = fields.contradictions(given, resource)
        return found + [problem for problem in twice if problem not in found]

    return checks


def book_of_changes(app: App, wanted: BulkChange, options: BulkOptions) -> Rulebook | None:
    """The rules of the account's country, where changes are checked."""
    if options.no_validate or not wanted.updates:
        return None
    return book_for_sending(app, wanted.resource, options.country)


def _no_fields(columns: list[str], resource: Resource) -> UsageProblem:
    maps = " ".join(f"--map '{column}='" for column in columns)
    return UsageProblem(
        _("{resource} has no field for the columns: {columns}.").format(
            resource=resource.name, columns=", ".join(columns)
        ),
        _(
            "--map 'COLUMN=path' says where one goes, and this leaves them out: {maps}; "
            "`alegra schema {resource}` lists the fields."
        ).format(maps=maps, resource=resource.name),
    )
