"""``alegra export``: several resources, each into a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from alegra_cli.app import App, Options
from alegra_cli.builtin.schema import resource_called
from alegra_cli.commands import dryrun, period_options
from alegra_cli.commands.exporting import how_to_write, write
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import jobs_option, raw
from alegra_cli.commands.matching import Matching
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.period_options import Days
from alegra_cli.commands.since_last import SinceLast
from alegra_cli.commands.to_file import check_free
from alegra_cli.declare import Action, Period, Resource
from alegra_cli.errors import Forbidden, NotFound, PartlyDone, PlanLimit, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.i18n import _
from alegra_cli.operations import pages
from alegra_cli.operations.calls import Query, merge_params

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ExportAllArguments, Window

_ENDINGS = {"table": "txt"}
# The account may not have them; the others are exported all the same.
_OF_THIS_ONE = (Forbidden, NotFound, PlanLimit)


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["resources"], nargs=-1, metavar="[RESOURCE]..."),
        Option(["--all", "everything"], is_flag=True, help=_("Every resource that has a list.")),
        Option(["--out"], metavar="DIR", help=_("The folder to write into."), required=True),
        Option(["--gzip"], is_flag=True, help=_("Pack the files.")),
        *how_to_write(),
        *period_options.options(Period()),
        jobs_option(),
        raw(),
    ]
    text = _("Write all records of several resources, a file each.")
    return Leaf("export", run, params, text)


def run(app: App, **given: Unpack[ExportAllArguments]) -> None:
    """Write each resource into ``DIR/NAME.FORMAT``, packed with ``--gzip``.

    Raises `UsageProblem` for a file that exists, before any request; `PartlyDone` where the
    account does not have some of the resources, after the others were written; any other
    `AlegraError` at once.
    """
    app.override(Options(output=given["format"] or app.options.output or "csv"))
    app.screen.check(to_file=True)
    window: Window = {"start": 0, "limit": None, "jobs": given["jobs"]}
    chosen = _lists(app, given["resources"], given["everything"])
    days = period_options.days_asked(app, given)
    queries = {one.name: _query(one, days, given["param"]) for one, _listing in chosen}
    if app.dry_run:
        dryrun.stream(
            app,
            (pages.page_request(one, listing, queries[one.name], 0, 30) for one, listing in chosen),
        )
        return
    folder = _folder(given["out"])
    ending = _ENDINGS.get(app.screen.format, app.screen.format) + (".gz" if given["gzip"] else "")
    files = {one.name: str(folder / f"{one.name}.{ending}") for one, _listing in chosen}
    for name in files.values():
        check_free(name, given["force"])
    since = {
        one.name: SinceLast(app, one, queries[one.name])
        for one, _listing in chosen
        if given["since_last"]
    }
    _tell_whole(app, days, [one for one, _listing in chosen if one.period is None])
    failed = []
    for one, listing in chosen:
        try:
            old, force = since.get(one.name), given["force"]
            matching = Matching(app, one, listing, queries[one.name], given)
            write(app, one, matching, files[one.name], window, old, force, resumes=False)
        except _OF_THIS_ONE as problem:
            failed.append(one.name)
            app.screen.note(f"{one.name}: {problem.message}")
    if failed:
        raise PartlyDone(
            _("Not exported: {names}.").format(names=", ".join(failed)),
            _("The other files are complete."),
        )


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
