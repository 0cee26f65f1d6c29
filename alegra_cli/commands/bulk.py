"""update and delete of many records: named one by one, or by a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from alegra_cli.app import App
from alegra_cli.commands import before_after, dryrun
from alegra_cli.commands.before_after import BeforeAfter
from alegra_cli.commands.bodies import fields_of
from alegra_cli.commands.bulk_rows import BulkChange as BulkChange
from alegra_cli.commands.bulk_rows import BulkOptions as BulkOptions
from alegra_cli.commands.bulk_rows import BulkRows, book_of_changes
from alegra_cli.commands.checks import tax_ids_of
from alegra_cli.commands.confirming import ask
from alegra_cli.commands.import_report import COLUMNS
from alegra_cli.commands.mapped_file import FileUse, mapped_file
from alegra_cli.commands.naming_rows import name_rows, named_ids
from alegra_cli.commands.outcome_lines import say_outcomes
from alegra_cli.commands.outcome_stream import show
from alegra_cli.commands.progress import RecordCount
from alegra_cli.errors import Interrupted, PartlyDone
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.jobs import in_order
from alegra_cli.rules.country import Rulebook
from alegra_cli.transfer.bulk import CHANGES_MADE, BulkSender, Step
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.transfer.sending import NOT_SENT
from alegra_cli.transfer.summary import summed_up

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FileReading


def run_named(app: App, wanted: BulkChange, ids: Sequence[str], options: BulkOptions) -> None:
    """The records that were named on the command line."""
    rows = [
        Row(number, _("argument {number}").format(number=number), {wanted.resource.id_key: key})
        for number, key in enumerate(ids, 1)
    ]
    source = Source(lambda: iter(rows))
    mapping = Mapping(wanted.resource, source, fields_of(wanted.resource, wanted.action))
    _run(app, wanted, source, mapping, "", options)


def run_file(
    app: App, wanted: BulkChange, name: str, given: FileReading, options: BulkOptions
) -> None:
    """The records of a file, each row of it with the record's id. given: how it is written."""
    own = wanted.changes is None
    book = book_of_changes(app, wanted, options) if own else None
    tax_id = None if options.no_validate or not own else tax_ids_of(app, options.country)
    use = FileUse(numbers=own, book=book, country=options.country, tax_id=tax_id)
    with mapped_file(app, wanted.resource, wanted.action, name, given, use) as opened:
        mapping = opened.mapping
        source = named_ids(app, name, opened.source, wanted.resource, mapping.id_column)
        if own:
            name_rows(app, name, source, mapping, fields_of(wanted.resource, wanted.action))
        _run(app, wanted, source, mapping, name, options)


def _run(
    app: App,
    wanted: BulkChange,
    source: Source,
    mapping: Mapping,
    name: str,
    options: BulkOptions,
) -> None:
    """Check every row, ask once for all of them, and send.

    A dry run shows what would change, value by value; with ``-v``, and of deletions, the
    requests. name: what the messages call the source. Raises `Invalid` with everything wrong,
    before anything is sent, and what `_send` raises.
    """
    rows = BulkRows(wanted, source, mapping)
    book = book_of_changes(app, wanted, options)
    if wanted.updates and _is_read(app, wanted, book):
        rows.read(app.connection.session, options.jobs, book)
    rows.check(app, name, options, book)
    table = BeforeAfter(wanted.resource)
    if app.dry_run:
        if rows.currents is None or app.options.verbose:
            dryrun.stream(app, (wanted.bare(step) for step in rows.steps() if _acts(wanted, step)))
        else:
            before_after.show(app, table, rows.differences(table))
        return
    if rows.currents is not None:
        for _row in rows.differences(table):
            pass  # counted
        app.screen.notes(table.warnings())
    if rows.changes_count:
        ask(app, _question(wanted, rows.changes_count), options.yes)
    _send(app, wanted, rows, options.jobs)


def _is_read(app: App, wanted: BulkChange, book: Rulebook | None) -> bool:
    """Whether the records are read first: where each row has changes of its own, where a rule
    looks at what does not change, and where a dry run shows what changes."""
    alike = wanted.changes is not None and not app.dry_run
    if alike and not (book and book.keys_beside(wanted.resource, wanted.changes or ())):
        return False
    if wanted.resource.by_verb("get") is None:
        return False
    if app.dry_run and app.connection.credentials is None:
        app.screen.note(_("Nobody is signed in, so the current record was not read."))
        return False
    return True


def _acts(wanted: BulkChange, step: Step) -> bool:
    return bool(step.changes) or not wanted.updates


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


def _send(app: App, wanted: BulkChange, reading: BulkRows, jobs: int | None) -> None:
    """Send a request for each row, `jobs` at once, and show what became of each.

    A table shows only the rows that went wrong; other formats show all of them, as dicts of the
    names in `COLUMNS`. jobs: None for as many as the account takes. Raises
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
            if app.screen.format != "table" or outcome.message or outcome.state not in CHANGES_MADE:
                yield outcome.record()

    done = in_order(several, reading.steps(), jobs or session.at_once(), stop)
    sent = those(RecordCount((one for _step, one in done), app.screen.progress))
    interrupted = show(app, COLUMNS, sent, lambda: those(several.tally.rest(told)), say_outcomes)
    if interrupted and (left := reading.count - len(told)):
        counts[NOT_SENT] = counts.get(NOT_SENT, 0) + left
    app.screen.notes([summed_up(counts) + "."])
    again = _("The list says which. Running it again does no harm to those that were done.")
    if interrupted:
        raise Interrupted(_("Interrupted."), again)
    if several.obstacle is not None:
        several.obstacle.hint = f"{again} {several.obstacle.hint}".strip()
        raise several.obstacle
    if any(state not in CHANGES_MADE for state in counts):
        raise PartlyDone(_("Not all of them were done."), again)
