"""``export``: every record that matches, to stdout or into a file, whole or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Unpack

from alegra_cli.app import App, Options
from alegra_cli.commands import dryrun
from alegra_cli.commands.filters import filter_options
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import (
    days_of,
    newest_option,
    query_of_list,
    raw,
    searching,
    window,
)
from alegra_cli.commands.matching import Matching
from alegra_cli.commands.options import Option
from alegra_cli.commands.progress import RecordCount
from alegra_cli.commands.since_last import SinceLast
from alegra_cli.commands.to_file import check_free, to_file
from alegra_cli.commands.to_stdout import STDOUT
from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations import pages
from alegra_cli.operations.position import Position

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ExportArguments, Window


def export_command(resource: Resource, action: Action) -> Leaf:
    own = [
        Option(
            ["-O", "--out"],
            metavar="FILE",
            help=_("The file to write, packed where it ends in .gz; stdout when not given, or -."),
        ),
        *how_to_write(),
    ]
    taken = {name for option in (*own, *window()) for name in option.opts}
    # A filter that is called like one of these still goes by --param.
    free = [item for item in resource.filters if taken.isdisjoint(item.names)]
    params = [
        *own,
        *window(resource.id_key in resource.order_fields),
        *newest_option(resource),
        *searching(resource),
    ]
    params += [*filter_options(free, lone=True), raw()]
    return Leaf("export", partial(run_export, resource, action), params, takes=("filters",))


def how_to_write() -> list[Option]:
    return [
        Option(
            ["--format"],
            metavar="FORMAT",
            help=_("csv, json, jsonl, yaml, table, or a plugin's, as xlsx."),
        ),
        Option(["--force"], is_flag=True, help=_("Overwrite the file if it exists.")),
        Option(
            ["--since-last"],
            is_flag=True,
            help=_("Only what changed since the last export with this option."),
        ),
    ]


def run_export(
    resource: Resource, action: Action, app: App, **given: Unpack[ExportArguments]
) -> None:
    """Write every record that matches to ``--out`` or to stdout.

    The format is ``--format``, ``-o``, what the file's name ends in, or CSV. Raises
    `UsageProblem` for a file that exists and for options that contradict each other, before any
    request.
    """
    name = None if given["out"] == STDOUT else given["out"]
    output = given["format"] or app.options.output or format_of(app, name) or "csv"
    app.override(Options(output=output))
    app.screen.check(to_file=bool(name))
    if name:
        check_free(name, given["force"])
    query = query_of_list(resource, app, given, given.get("newest", False))
    start, limit = given["start"], given["limit"]
    since = SinceLast(app, resource, query) if given["since_last"] else None
    if since and (start or limit):
        raise UsageProblem(_("--since-last goes with neither --start nor --limit."))
    if app.dry_run:
        size = min(limit or ALEGRA.page_size, ALEGRA.page_size)
        dryrun.show(app, pages.page_request(resource, action, query, start, size))
        return
    matching = Matching(app, resource, action, query, days_of(app, given))
    write(app, resource, matching, name, given, since, given["force"])


def write(
    app: App,
    resource: Resource,
    matching: Matching,
    name: str | None,
    window: Window,
    since: SinceLast | None,
    force: bool,
    resumes: bool = True,
) -> None:
    """Read and write one resource. force: whether a file that exists is written over.

    resumes: whether the command has --start, to go on from where it was interrupted.
    """
    records = records_of(app, matching, window, since, resumes, bool(name))
    if not name:
        app.screen.records(records, resource.columns, resource.number_paths())
    else:
        to_file(app, name, force, records, resource)
    if since is not None:
        since.remember()


def records_of(
    app: App,
    matching: Matching,
    window: Window,
    since: SinceLast | None,
    resumes: bool,
    to_file: bool,
) -> RecordCount:
    """The records that match, counted as they are read. to_file: stdout is not where they go."""
    position = Position(window["start"])
    found = matching.records(position, window["limit"], window["jobs"])
    # A file is no terminal, whatever stdout is.
    progress = app.stderr if to_file and app.stderr.isatty() else app.screen.progress
    return RecordCount(since.over(found) if since else found, progress, position, resumes)


def format_of(app: App, name: str | None) -> str:
    """The format that a file's name ends in; empty where it tells none."""
    path = PurePath(name or "")
    path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    ending = path.suffix.lower().removeprefix(".")
    ending = {"yml": "yaml", "ndjson": "jsonl"}.get(ending, ending)
    return ending if ending and ending in app.screen.formats() else ""
