"""update and delete of many records: named one by one, or by a file or a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.bodies import fields_of
from alegra_cli.commands.checks import book_for_sending
from alegra_cli.commands.confirming import ask
from alegra_cli.commands.import_report import COLUMNS
from alegra_cli.commands.naming_rows import name_rows, named_ids
from alegra_cli.commands.outcome_lines import say_outcomes
from alegra_cli.commands.progress import RecordCount
from alegra_cli.commands.until_told import show
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import Interrupted, PartlyDone, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.calls import call
from alegra_cli.operations.changing import change
from alegra_cli.operations.ordered import in_order
from alegra_cli.rules import fields
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.bulk import CHANGES_MADE, BulkSender, Step
from alegra_cli.transfer.faults import Faults, decimal_sign
from alegra_cli.transfer.files import Reading, available, source_of
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.transfer.sending import NOT_SENT, RowOutcome
from alegra_cli.transfer.summary import summed_up
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

    def request(self, session: Session, step: Step) -> Request:
        if self.action.verb == "update":
            return change(session, self.resource, self.action, step.id, step.changes)
        return self.bare(step)

    def bare(self, step: Step) -> Request:
        """Without reading the record first."""
        body = step.changes if self.action.verb == "update" else None
        return call(self.resource, self.action, {self.action.arguments[0]: step.id}, (), body)


def run_named(app: App, wanted: BulkChange, ids: Sequence[str], options: BulkOptions) -> None:
    """The records that were named on the command line."""
    rows = [
        Row(number, _("argument {number}").format(number=number), {wanted.resource.id_key: key})
        for number, key in enumerate(ids, 1)
    ]
    _run(app, wanted, Source(lambda: iter(rows)), _("the command line"), options)


def run_file(app: App, wanted: BulkChange, name: str, options: BulkOptions) -> None:
    """The records of a file, each row of it with the record's id."""
    with available(name, app.stdin) as file:
        source = source_of(file, name, Reading(delimiter=app.options.delimiter))
        for note in source.notes:
            app.screen.note(note)
        _run(app, wanted, named_ids(app, name, source, wanted.resource), name, options)


def _run(app: App, wanted: BulkChange, source: Source, name: str, options: BulkOptions) -> None:
    """Check every row, ask once for all of them, and send; in a dry run show the requests.

    name: what the messages call the source. Raises `Invalid` with everything wrong, before
    anything is sent, and what `_send` raises.
    """
    mapping = Mapping(
        wanted.resource,
        source,
        fields_of(wanted.resource, wanted.action),
        (),
        (),
        bool(app.options.raw),
    )
    if wanted.changes is None:
        mapping.sign = decimal_sign(name, source, mapping, None)
        name_rows(app, name, source, mapping, fields_of(wanted.resource, wanted.action))
    reading = _Steps(wanted, source, mapping)
    count = _check(app, reading, name, options)
    if app.dry_run:
        dryrun.stream(app, (wanted.bare(step) for step in reading.steps()))
        return
    ask(app, _question(wanted, count), options.yes)
    _send(app, wanted, reading, options.jobs, count)


class _Steps:
    """The rows of a source as what is done to one record each."""

    def __init__(self, wanted: BulkChange, source: Source, mapping: Mapping) -> None:
        self.mapping = mapping
        self.wanted = wanted
        self._source = source

    def steps(self) -> Iterator[Step]:
        return (step for _row, step, _found in self.looked_at())

    def looked_at(self) -> Iterator[tuple[Row, Step, list[Problem]]]:
        """Each row, what it asks for, and what can't be understood about it."""
        resource = self.wanted.resource
        for row in self._source.rows():
            key = str(row.cells.get(resource.id_key) or "").strip()
            found: list[Problem] = []
            if not key:
                found.append(Problem(resource.id_key, _("is needed to find the record")))
            changes = self.wanted.changes
            if changes is None:
                body, wrong, _record = self.mapping.body(row, update=True)
                found += wrong
                taken = {path.partition(".")[0].removesuffix("[]") for path in self._paths()}
                changes = {name: value for name, value in body.items() if name in taken}
                if not changes:
                    found.append(Problem(resource.id_key, _("has nothing to change")))
            yield row, Step(row.number, row.place, key, changes), found

    def _paths(self) -> list[str]:
        return [item.path for item in fields_of(self.wanted.resource, self.wanted.action)]


def _checks(
    app: App, wanted: BulkChange, options: BulkOptions
) -> Callable[[dict[str, Any]], list[Problem]]:
    """What is wrong with the changes of a record."""
    if wanted.action.verb != "update" or options.no_validate:
        return lambda changes: []
    book = book_for_sending(app, wanted.resource, options.country)

    def checks(changes: dict[str, Any]) -> list[Problem]:
        found = fields.problems(changes, wanted.resource, "update")
        return found + (book.problems(changes, wanted.resource, whole=False) if book else [])

    return checks


def _check(app: App, reading: _Steps, name: str, options: BulkOptions) -> int:
    """How many there are. Raises `Invalid` with everything wrong, before anything is sent."""
    checks = _checks(app, reading.wanted, options)
    faults, seen, count = Faults(), dict[str, str](), 0
    for row, step, found in reading.looked_at():
        count += 1
        before = seen.setdefault(step.id, row.place)
        if step.id and before != row.place:
            text = _("the same as in {place}").format(place=before)
            found.append(Problem(reading.wanted.resource.id_key, text))
        found += checks(step.changes)
        faults.add(row, reading.mapping, found, options.strict)
    for warning in faults.warnings():
        app.screen.note(warning)
    faults.refuse(name)
    if not count:
        raise UsageProblem(_("{file} has no rows.").format(file=name))
    return count


def _question(wanted: BulkChange, count: int) -> str:
    if wanted.action.verb == "delete":
        text = ngettext(
            "Delete {count} record of {resource}?", "Delete {count} records of {resource}?", count
        )
    else:
        text = ngettext(
            "Change {count} record of {resource}?", "Change {count} records of {resource}?", count
        )
    return text.format(count=count, resource=wanted.resource.name)


def _send(app: App, wanted: BulkChange, reading: _Steps, jobs: int | None, count: int) -> None:
    """Send a request for each row, `jobs` at once, and show what became of each.

    A table shows only the rows that went wrong; other formats show all of them, as dicts of the
    names in `COLUMNS`. jobs: None for as many as the account takes. count: of the rows. Raises
    `Interrupted`, the `AlegraError` that stopped the run, or `PartlyDone` where some were refused.
    """
    session, deletes = app.connection.session, wanted.action.verb == "delete"
    several = BulkSender(session, wanted.resource, wanted.request, deletes)
    counts: dict[str, int] = {}
    told: set[int] = set()

    def stop() -> None:
        several.halt()
        app.clock.end()

    def those(found: Iterable[RowOutcome]) -> Iterator[dict[str, Any]]:
        for outcome in found:
            told.add(outcome.number)
            counts[outcome.state] = counts.get(outcome.state, 0) + 1
            if app.screen.format != "table" or outcome.state not in CHANGES_MADE:
                yield outcome.record()

    done = in_order(several, reading.steps(), jobs or session.at_once(), stop)
    sent = those(RecordCount((one for _step, one in done), app.screen.progress))
    interrupted = show(app, COLUMNS, sent, lambda: those(several.tally.rest(told)), say_outcomes)
    if interrupted and (left := count - len(told)):
        counts[NOT_SENT] = counts.get(NOT_SENT, 0) + left
    app.screen.notes([summed_up(counts) + "."])
    again = _("The list says which. Running it again does no harm to those that were done.")
    if interrupted:
        raise Interrupted(_("Interrupted."), again)
    if several.stopped is not None:
        several.stopped.hint = f"{again} {several.stopped.hint}".strip()
        raise several.stopped
    if any(state not in CHANGES_MADE for state in counts):
        raise PartlyDone(_("Not all of them were done."), again)
