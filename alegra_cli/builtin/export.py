"""``alegra export``: several resources, a file each or a sheet each of one workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Unpack

import click

from alegra_cli.app import App, Options
from alegra_cli.builtin.schema import resource_called
from alegra_cli.commands import dryrun, period_options, workbook
from alegra_cli.commands.exporting import how_to_write, records_of, write
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import jobs_option, raw
from alegra_cli.commands.matching import Matching
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.period_options import Days
from alegra_cli.commands.since_last import SinceLast
from alegra_cli.commands.to_file import check_free
from alegra_cli.commands.to_stdout import STDOUT
from alegra_cli.declare import Action, Period, Resource
from alegra_cli.errors import PartlyDone, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.i18n import _
from alegra_cli.operations import pages
from alegra_cli.operations.calls import Query, merge_params

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ExportAllArguments, Window

_ENDINGS = {"table": "txt"}


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["resources"], nargs=-1, metavar="[RESOURCE]..."),
        Option(["--all", "everything"], is_flag=True, help=_("Every resource that has a list.")),
        Option(
            ["-O", "--out"],
            metavar="DIR",
            help=_(
                "The folder to write into, a file each; or one workbook, a sheet each; - is stdout."
            ),
            required=True,
        ),
        Option(["--gzip"], is_flag=True, help=_("Pack the files.")),
        *how_to_write(),
        *period_options.options(Period()),
        jobs_option(),
        raw(),
    ]
    text = _("Write all records of several resources, a file or a sheet each.")
    return Leaf("export", run, params, text)


def run(app: App, **given: Unpack[ExportAllArguments]) -> None:
    """Write each resource into ``DIR/NAME.FORMAT``, packed with ``--gzip``, or all into a workbook;
    one, or a workbook, to stdout.

    Raises `UsageProblem` for a file that exists, before any request; `PartlyDone` where the
    account does not have some of the resources, after the others were written; any other
    `AlegraError` at once.
    """
    asked = given["format"] or app.options.output
    piped = given["out"] == STDOUT
    book = given["out"].lower().endswith(workbook.ENDING) or (piped and asked == "xlsx")
    if book:
        _check_book(given["out"], asked, given["gzip"])
    app.override(Options(output="xlsx" if book else asked or "csv"))
    app.screen.check(to_file=not piped)
    window: Window = {"start": 0, "limit": None, "jobs": given["jobs"]}
    chosen = _lists(app, given["resources"], given["everything"])
    if piped and not book:
        _check_stdout(chosen, given["gzip"])
    days = period_options.days_asked(app, given["period"], given["since"], given["until"])
    queries = {one.name: _query(one, days, given["param"]) for one, _listing in chosen}
    if app.dry_run:
        dryrun.stream_of_services(
            app,
            (
                (one.api, pages.page_request(one, listing, queries[one.name], 0, 30))
                for one, listing in chosen
            ),
        )
        return
    since = {
        one.name: SinceLast(app, one, queries[one.name])
        for one, _listing in chosen
        if given["since_last"]
    }
    _tell_whole(app, days, [one for one, _listing in chosen if one.period is None])
    matching = {
        one.name: Matching(app, one, listing, queries[one.name], days) for one, listing in chosen
    }
    job = Job([one for one, _listing in chosen], matching, window, since, given["force"])
    if book:
        failed = _one_book(app, given["out"], job)
    else:
        failed = _a_file_each(app, given["out"], given["gzip"], job)
    if failed:
        other = _("The other sheets are complete.") if book else _("The other files are complete.")
        raise PartlyDone(_("Not exported: {names}.").format(names=", ".join(failed)), other)


class Job(NamedTuple):
    """What is written, and how. matching, since: by the names of the resources."""

    resources: Sequence[Resource]
    matching: dict[str, Matching]
    window: Window
    since: dict[str, SinceLast]
    force: bool


def _check_book(name: str, asked: str | None, packed: bool) -> None:
    """Raises `UsageProblem` for what a workbook can't be."""
    if asked not in (None, "xlsx"):
        raise UsageProblem(
            _("{file} is a workbook, and {format} was asked for.").format(file=name, format=asked),
            _("Leave one of them out; in a folder each resource has a file: --out DIR."),
        )
    if packed:
        raise UsageProblem(_("A workbook is packed already; --gzip is for the files of a folder."))


def _check_stdout(chosen: Sequence[tuple[Resource, Action]], packed: bool) -> None:
    """Raises `UsageProblem` for what stdout can't take."""
    if len(chosen) > 1:
        raise UsageProblem(
            _("Several resources don't go to stdout, where nothing would keep them apart."),
            _("Name one of them, or --format xlsx for a workbook; --out DIR has a file each."),
        )
    if packed:
        raise UsageProblem(_("--gzip is for the files of a folder; `| gzip` packs stdout."))


def _one_book(app: App, name: str, job: Job) -> list[str]:
    """The names of what could not be read."""
    if name != STDOUT:
        check_free(name, job.force)
    parts = [
        workbook.WorkbookPart(
            one,
            records_of(
                app,
                job.matching[one.name],
                job.window,
                job.since.get(one.name),
                resumes=False,
                to_file=True,
            ),
        )
        for one in job.resources
    ]
    failed = workbook.write_book(app, name, parts, job.force)
    for resource, old in job.since.items():
        if resource not in failed:
            old.remember()
    return failed


def _a_file_each(app: App, out: str, packed: bool, job: Job) -> list[str]:
    """The names of what could not be read."""
    if out == STDOUT:
        one = job.resources[0]
        old, matching = job.since.get(one.name), job.matching[one.name]
        write(app, one, matching, None, job.window, old, job.force, resumes=False)
        return []
    folder = _folder(out)
    ending = _ENDINGS.get(app.screen.format, app.screen.format) + (".gz" if packed else "")
    files = {one.name: str(folder / f"{one.name}.{ending}") for one in job.resources}
    for name in files.values():
        check_free(name, job.force)
    failed = []
    for one in job.resources:
        old = job.since.get(one.name)
        try:
            matching = job.matching[one.name]
            write(app, one, matching, files[one.name], job.window, old, job.force, resumes=False)
        except workbook.OF_ONE_RESOURCE as problem:
            failed.append(one.name)
            app.screen.note(f"{one.name}: {problem.message}")
    return failed


def _query(one: Resource, days: Days, more: Sequence[str]) -> Query:
    pairs = period_options.parameters(one.period, days) if one.period else []
    return merge_params(pairs, more)


def _tell_whole(app: App, days: Days, undated: Sequence[Resource]) -> None:
    """What has no day is written whole, which nobody is to take for a part."""
    if any(days):
        app.screen.note(period_options.in_words(days))
        if undated:
            names = ", ".join(one.name for one in undated)
            app.screen.note(_("Whole, since they have no date: {names}.").format(names=names))


def _lists(app: App, names: Sequence[str], everything: bool) -> list[tuple[Resource, Action]]:
    """The resources and their lists, each once. Raises `UsageProblem`."""
    if everything == bool(names):
        raise UsageProblem(
            _("Which resources? Name them, or say --all."),
            "alegra export contacts items invoices --out DIR",
        )
    if everything:
        found = [one for _name, one in app.registry.resources() if isinstance(one, Resource)]
        pairs = [(one, listing) for one in found if (listing := one.by_verb("list"))]
        # A list that needs a word more has nothing of the account to tell by itself.
        return [pair for pair in pairs if not pair[1].arguments]
    chosen = {}
    for name in names:
        one = resource_called(app, name)
        listing = one.by_verb("list")
        if listing is None:
            raise UsageProblem(_("{resource} has no list.").format(resource=one.name))
        chosen[one.name] = (one, listing)
    return list(chosen.values())


def _folder(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(name, problem) from problem
    return folder
