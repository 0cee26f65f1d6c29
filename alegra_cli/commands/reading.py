"""list, get, export, and every other action that only reads."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.counted import Counted
from alegra_cli.commands.filters import filter_options, query_of
from alegra_cli.commands.leaf import Leaf, Option
from alegra_cli.commands.listing import paging, query_of_list, raw, searching, window
from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations import envelope, pages
from alegra_cli.operations.calls import call, merge_params
from alegra_cli.operations.walk import Position


def list_command(resource: Resource, action: Action) -> Leaf:
    params = [*paging(), *searching(resource), *filter_options(resource.filters, lone=True), raw()]
    return Leaf(action.name, partial(run_list, resource, action), params, _(action.summary))


def run_list(resource: Resource, action: Action, app: App, **given: Any) -> None:
    if given["everything"] and given["limit"]:
        raise UsageProblem(_("--all and --limit exclude each other."))
    query = query_of_list(resource, app, given)
    start, limit = given["start"], given["limit"]
    page = ALEGRA.page_size
    if app.dry_run:
        if given["count"]:
            request = pages.count_request(resource, action, query)
        else:
            request = pages.page_request(resource, action, query, start, min(limit or page, page))
        dryrun.show(app, request)
    elif given["count"]:
        app.show_value(pages.count(app.session, resource, action, query))
    else:
        wanted = None if given["everything"] else limit or page
        position = Position(start)
        found = pages.records(app.session, resource, action, query, position, wanted, given["jobs"])
        told = Counted(found, app.progress, position)
        app.show_records(told, resource.columns)
        if wanted == page and not limit and told.number == page and app.format == "table":
            app.note(
                _("These are the first {count}; --all or --limit N shows more.").format(count=page)
            )


def export_command(resource: Resource, action: Action) -> Leaf:
    """Every record of the list into a file, whole or not at all."""
    own = [
        Option(["--out"], help=_("The file to write; stdout when not given."), metavar="FILE"),
        Option(["--format"], help=_("csv, json, jsonl, yaml or table."), metavar="FORMAT"),
        Option(["--force"], is_flag=True, help=_("Overwrite the file if it exists.")),
    ]
    taken = {name for option in (*own, *window()) for name in option.opts}
    # A filter that is called like one of these still goes by --param.
    free = [item for item in resource.filters if taken.isdisjoint(item.names)]
    params = [*own, *window(), *searching(resource), *filter_options(free, lone=True), raw()]
    summary = _("Write all records that match, to a file or stdout.")
    return Leaf("export", partial(run_export, resource, action), params, summary)


def run_export(resource: Resource, action: Action, app: App, **given: Any) -> None:
    from alegra_cli.commands.exporting import to_file

    app.options.output = given["format"] or app.options.output or "csv"
    app.check_output()
    query = query_of_list(resource, app, given)
    if app.dry_run:
        size = min(given["limit"] or ALEGRA.page_size, ALEGRA.page_size)
        dryrun.show(app, pages.page_request(resource, action, query, given["start"], size))
        return
    # A file is no terminal, whatever stdout is.
    progress = app.stderr if given["out"] and app.stderr.isatty() else app.progress
    position = Position(given["start"])
    found = pages.records(
        app.session, resource, action, query, position, given["limit"], given["jobs"]
    )
    records = Counted(found, progress, position)
    if not given["out"]:
        app.show_records(records, resource.columns)
    else:
        to_file(app, given["out"], given["force"], records, resource)


def get_command(resource: Resource, action: Action) -> Leaf:
    params: list[click.Parameter] = [
        *(click.Argument([name], metavar=name.upper()) for name in action.arguments),
        *filter_options(action.filters),
        raw(),
    ]
    return Leaf(action.name, partial(run_get, resource, action), params, _(action.summary))


def run_get(resource: Resource, action: Action, app: App, **given: Any) -> None:
    """One record, or the part of it that the action shows."""
    typed = query_of(app, action.filters, given)
    query = merge_params([*_fixed(action, typed), *typed], given["param"])
    request = call(resource, action, _arguments(action, given), query)
    if app.dry_run:
        dryrun.show(app, request)
        return
    body = envelope.record(app.session.send(request).body, resource.envelope)
    if not action.show:
        app.show_record(body, action.columns)
    else:
        part = _part(resource, action, body, given)
        app.show_records(part if isinstance(part, list) else [part], action.columns)


def _fixed(action: Action, typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the action always asks for, unless a filter of the same name was given."""
    given = {key for key, _value in typed}
    return [pair for pair in action.query if pair[0] not in given]


def _part(resource: Resource, action: Action, body: Any, given: dict[str, Any]) -> Any:
    """The part of the reply that the action shows; `Invalid` where the record has none."""
    part = body
    for key in action.show.removesuffix("[]").split("."):
        part = part.get(key) if isinstance(part, dict) else None
    if part is not None:
        return part
    if action.show.endswith("[]"):
        return []
    raise Invalid(
        _("{noun} {id} has no {part}.").format(
            noun=_(resource.one), id=" ".join(_arguments(action, given).values()), part=action.show
        )
    )


def _arguments(action: Action, given: dict[str, Any]) -> dict[str, str]:
    return {name: given[name.lower()] for name in action.arguments}
