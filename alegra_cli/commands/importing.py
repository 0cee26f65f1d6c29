"""``import``: a file of records, each checked, sent once, and told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.bodies import fields_of
from alegra_cli.commands.checks import (
    book_for_sending,
    check_options,
    tax_ids_of,
)
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.import_options import reading_options, record_options, sending_options
from alegra_cli.commands.import_report import finish, tell
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.mapped_file import FileUse, mapped_file, tell_words
from alegra_cli.commands.naming_rows import name_rows
from alegra_cli.commands.options import Argument, Option
from alegra_cli.config import paths
from alegra_cli.declare import Action, Resource, TaxIdReading
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.calls import call
from alegra_cli.operations.currents import read_currents
from alegra_cli.operations.jobs import in_order
from alegra_cli.operations.naturals import Keys, index_of, keys_of
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.earlier_runs import EarlierRuns
from alegra_cli.transfer.files import fingerprint, read_once
from alegra_cli.transfer.grouping import refuse_repeats
from alegra_cli.transfer.journal import Purpose, RowJournal
from alegra_cli.transfer.map_file import read_map
from alegra_cli.transfer.missing_records import MissingRecords
from alegra_cli.transfer.planning import Plan
from alegra_cli.transfer.results import Results
from alegra_cli.transfer.sending import Sender, resolve

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ImportArguments

# Seconds until a request that nobody waits for any more has surely been dealt with.
_SETTLED = 10.0


def import_command(resource: Resource, action: Action) -> Leaf:
    params: list[click.Parameter] = [
        Argument(["file"], metavar="FILE", required=False),
        # The older tool names the file so.
        Option(["-f", "--file", "file_option"], metavar="FILE", hidden=True),
        *reading_options(),
        *record_options(),
        *sending_options(resource),
        *check_options(),
        yes_option(),
    ]
    return Leaf("import", partial(run_import, resource, action), params)


def run_import(
    resource: Resource, action: Action, app: App, **given: Unpack[ImportArguments]
) -> None:
    """Read, check, send and tell each row; in a dry run show the requests.

    Every row is checked before the first is sent, and what was sent is in a journal, so that the
    same command goes on where an earlier run stopped. Raises `Invalid` with everything wrong,
    `UsageProblem` for a file that can't be read as asked, `Cancelled`, `Interrupted`, the
    `AlegraError` that stopped the run, or `PartlyDone` where some rows were not created.
    """
    name = _name(given["file"], given["file_option"])
    book = None
    if not given["no_validate"]:
        book = book_for_sending(app, resource, given["country"])
    group_by = given["group_by"]
    reading = tax_ids_of(app, given["country"])
    use = FileUse(
        given["assignments"],
        book=book,
        group_by=group_by,
        country=given["country"],
        tax_id=None if given["no_validate"] else reading,
    )
    with mapped_file(app, resource, action, name, given, use) as (file, source, mapping):
        if not group_by:
            refuse_repeats(name, source, resource, mapping.paths)
        name_rows(app, name, source, mapping, fields_of(resource, action))
        plan = Plan(resource, source, mapping, _keys(resource, given["mark"], reading), book)
        plan.mark = given["mark"] or ""
        plan.equal_rows = given["equal_rows"]
        if given["upsert"]:
            _look_up(app, plan, given["upsert"], reading, given["jobs"])
        _check(app, plan, name, given)
        if not given["no_validate"]:
            _refuse_missing(app, plan, name)
        if app.dry_run:
            _show(app, resource, action, plan)
            return
        if plan.stamp_count:
            ask(app, _stamp_question(plan.stamp_count), given["yes"])
        _send(app, plan, _journal(app, resource, file, name, given), name, given)


def _name(file: str | None, named: str | None) -> str:
    if file and named:
        raise UsageProblem(_("Give the file once."))
    if name := file or named:
        return name
    raise UsageProblem(_("Which file? Give its name, or - for standard input."))


def _keys(resource: Resource, mark: str | None, reading: TaxIdReading | None) -> Keys:
    return keys_of(resource, ((mark,),) if mark else resource.natural_keys, reading)


def _look_up(
    app: App, plan: Plan, key: str, reading: TaxIdReading | None, jobs: int | None
) -> None:
    """Which record each row updates, and what the country's rules have to see of it."""
    if plan.resource.by_verb("update") is None:
        raise UsageProblem(
            _("{resource} can't be updated.").format(resource=plan.resource.name),
            _("Without --upsert every row is created."),
        )
    asked = (tuple(part.strip() for part in key.split(",")),)
    plan.upsert_keys = keys_of(plan.resource, asked, reading)
    if app.dry_run and app.connection.credentials is None:
        app.screen.note(_("Nobody is signed in, so what is there was not looked up."))
        return
    session = app.connection.session
    plan.upsert = index_of(session, plan.resource, plan.upsert_keys)
    if wanted := plan.wanted_of_rules():
        plan.currents = read_currents(session, plan.resource, wanted, jobs or session.at_once())


def _check(app: App, plan: Plan, name: str, given: ImportArguments) -> None:
    """Raise `Invalid` with everything wrong, before anything is sent."""
    faults = plan.check(given["strict"], bodies=not given["no_validate"])
    if plan.mapping.ignored_columns:
        app.screen.note(
            _("Not taken over, because a create does not take it: {columns}.").format(
                columns=", ".join(plan.mapping.ignored_columns)
            )
        )
    tell_words(app, plan.mapping)
    for warning in faults.warnings():
        app.screen.note(warning)
    _warn_of_numbers(app, plan)
    faults.refuse(name)
    if not plan.rows:
        raise UsageProblem(_("{file} has no rows.").format(file=name))


def _warn_of_numbers(app: App, plan: Plan) -> None:
    """Tell of numbers that the numberings won't give, each reason once."""
    if not plan.resource.numbering or (app.dry_run and app.connection.credentials is None):
        return
    from alegra_cli.operations.numberings import Numberings

    numberings = Numberings(app.connection.session, plan.resource)
    told: dict[str, int] = {}
    for row in plan.source.rows():
        if text := numberings.warning(plan.mapping.body(row).body, any_number=True):
            told[text] = told.get(text, 0) + 1
    for text, count in told.items():
        line = ngettext(
            "Warning: {problem} ({count} row)", "Warning: {problem} ({count} rows)", count
        )
        app.screen.note(line.format(problem=text, count=count))


def _refuse_missing(app: App, plan: Plan, name: str) -> None:
    """Raise `Invalid` where rows point at records that are not in Alegra."""
    if app.dry_run and app.connection.credentials is None:
        return

    def named(resource: str) -> Resource | None:
        return app.registry.resource(resource) if resource in app.registry.names() else None

    plan.missing(MissingRecords(app.session_for, plan.resource, named)).refuse(name)


def _show(app: App, resource: Resource, action: Action, plan: Plan) -> None:
    """The requests, as they would go."""
    update = resource.by_verb("update")
    requests = (
        call(resource, update, {update.arguments[0]: row.target}, (), row.body)
        if update and row.target
        else call(resource, action, {}, (), row.body)
        for row in plan.planned_rows()
    )
    dryrun.stream(app, requests)


def _stamp_question(count: int) -> str:
    text = ngettext(
        "Create {count} document and send it to the tax authority?",
        "Create {count} documents and send them to the tax authority?",
        count,
    )
    return text.format(count=count)


def _journal(
    app: App, resource: Resource, file: Path, name: str, given: ImportArguments
) -> RowJournal:
    path: str | Path = given["journal"] or f"{name}.journal"
    if given["journal"] is None and read_once(name):
        path = paths.data_dir(app.env) / "imports" / f"{fingerprint(file)}.journal"
    maps = [*read_map(given.get("map_file")).maps, *given.get("maps", ())]
    settings = exact.dumps(
        [maps, list(given["assignments"]), given["upsert"], given["mark"]]
        + ([given["group_by"]] if given["group_by"] else [])
    )
    purpose = Purpose(resource.name, app.connection.company_key, settings)
    return RowJournal(Path(path), purpose, given["go_on"])


def _send(app: App, plan: Plan, journal: RowJournal, name: str, given: ImportArguments) -> None:
    with journal:
        _settle(app, plan, journal, given)
        sender = Sender(
            app.connection.session,
            plan.resource,
            journal,
            lambda: app.clock.now().isoformat(),
            given["on_error"] == "stop",
        )

        def stop() -> None:
            sender.halt()
            app.clock.end()

        path, source = _results_file(given["results"], name), plan.source
        with Results(path, source.delimiter, source.encoding) as results:
            jobs = given["jobs"] or app.connection.session.at_once()
            rows = in_order(sender, plan.planned_rows(journal), jobs, stop)
            outcomes = (outcome for _row, outcome in rows)
            interrupted = tell(app, results, sender, outcomes, plan.rows)
    finish(app, results, sender, interrupted)


def _results_file(asked: str | None, name: str) -> Path | None:
    if asked:
        return Path(asked)
    return None if read_once(name) else Path(f"{name}.results.csv")


def _settle(app: App, plan: Plan, journal: RowJournal, given: ImportArguments) -> None:
    """What earlier runs left open: looked up in Alegra, or taken from the person's word."""
    at = app.clock.now().isoformat
    waiting = [entry for entry in journal.entries() if entry.state in states.OPEN]
    if waiting and given["never_sent"]:
        for entry in waiting:
            journal.write(
                _next_entry(entry, states.FAILED, at(), _("You said it was not created."))
            )
    elif waiting:
        wait_for(app, max(entry.at for entry in waiting))
        if any(entry.natural for entry in waiting):
            index = index_of(app.connection.session, plan.resource, plan.keys)
            resolve(journal, index.known_by, at())
    earlier = EarlierRuns(plan, journal)
    if earlier.open:
        raise UsageProblem(
            _(
                "It is not known whether row {rows} of an earlier run was created, and the file no "
                "longer has it as it was."
            ).format(rows=", ".join(str(item.number) for item in earlier.open)),
            _("Look it up in Alegra. If it is not there, --never-sent lets the run go on."),
        )
    app.screen.notes(earlier.settle(given["go_on"], given["new_rows"]))


def _next_entry(entry: states.RowEntry, state: str, at: str, message: str) -> states.RowEntry:
    import attrs

    return attrs.evolve(entry, state=state, at=at, message=message)


def wait_for(app: App, last: str) -> None:
    """Let a request be dealt with that may still be under way."""
    from datetime import datetime

    left = _SETTLED - (app.clock.now() - datetime.fromisoformat(last)).total_seconds()
    if 0 < left <= _SETTLED:
        app.screen.note(_("Waiting until the last request of the earlier run has been dealt with."))
        app.clock.sleep(left)
