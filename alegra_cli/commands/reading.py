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
from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.operations import pages
from alegra_cli.operations.calls import Query, call, merge_params

PAGING = N_("Which and how many")


def list_command(resource: Resource, action: Action) -> Leaf:
    params = [*_paging(resource), *_searching(resource), *filter_options(resource.filters), _raw()]
    return Leaf(action.name, partial(run_list, resource, action), params, _(action.summary))


def run_list(resource: Resource, action: Action, app: App, **given: Any) -> None:
    if given["everything"] and given["limit"]:
        raise UsageProblem(_("--all and --limit exclude each other."))
    query = _query(resource, app, given)
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
        found = pages.records(app.session, resource, action, query, start, wanted)
        told = Counted(found, app.progress)
        app.show_records(told, resource.columns)
        if wanted == page and not limit and told.number == page and app.format == "table":
            app.note(
                _("These are the first {count}; --all or --limit N shows more.").format(count=page)
            )


def export_command(resource: Resource, action: Action) -> Leaf:
    """Every record of the list into a file, whole or not at all."""
    params = [
        Option(["--out"], help=_("The file to write; stdout when not given."), metavar="FILE"),
        Option(["--format"], help=_("csv, json, jsonl, yaml or table."), metavar="FORMAT"),
        Option(["--force"], is_flag=True, help=_("Overwrite the file if it exists.")),
        *_searching(resource),
        *filter_options(resource.filters),
        _raw(),
    ]
    summary = _("Write all records that match, to a file or stdout.")
    return Leaf("export", partial(run_export, resource, action), params, summary)


def run_export(resource: Resource, action: Action, app: App, **given: Any) -> None:
    from alegra_cli.commands.exporting import to_file

    app.options.output = given["format"] or app.options.output or "csv"
    app.check_output()
    query = _query(resource, app, given)
    if app.dry_run:
        dryrun.show(app, pages.page_request(resource, action, query, 0, 30))
        return
    # A file is no terminal, whatever stdout is.
    progress = app.stderr if given["out"] and app.stderr.isatty() else app.progress
    records = Counted(pages.records(app.session, resource, action, query), progress)
    if not given["out"]:
        app.show_records(records, resource.columns)
    else:
        to_file(app, given["out"], given["force"], records, resource)


def get_command(resource: Resource, action: Action) -> Leaf:
    params: list[click.Parameter] = [
        *(click.Argument([name], metavar=name.upper()) for name in action.arguments),
        *filter_options(action.filters),
        _raw(),
    ]
    return Leaf(action.name, partial(run_get, resource, action), params, _(action.summary))


def run_get(resource: Resource, action: Action, app: App, **given: Any) -> None:
    """One record, or the part of it that the action shows."""
    typed = query_of(app, action.filters, given)
    query = merge_params(typed, given["param"])
    request = call(resource, action, _arguments(action, given), query)
    if app.dry_run:
        dryrun.show(app, request)
        return
    body = app.session.send(request).body
    if not action.show:
        app.show_record(body, action.columns)
        return
    part: Any = body
    for key in action.show.split("."):
        part = part.get(key) if isinstance(part, dict) else None
    if part is None:
        raise Invalid(
            _("{noun} {id} has no {part}.").format(
                noun=resource.one, id=" ".join(_arguments(action, given).values()), part=action.show
            )
        )
    app.show_records(part if isinstance(part, list) else [part], action.columns)


def _arguments(action: Action, given: dict[str, Any]) -> dict[str, str]:
    return {name: given[name.lower()] for name in action.arguments}


def _query(resource: Resource, app: App, given: dict[str, Any]) -> Query:
    typed = query_of(app, resource.filters, given)
    typed += _period(resource, app, given)
    for name in ("query", "order_field", "order_direction"):
        if given.get(name):
            typed.append((name, given[name]))
    twice = {key for key, _value in typed if sum(1 for k, _v in typed if k == key) > 1}
    if twice:
        raise UsageProblem(
            _("{param} is given twice, by --since or --until and by its own option.").format(
                param=", ".join(sorted(twice))
            )
        )
    return merge_params(typed, given["param"])


def _period(resource: Resource, app: App, given: dict[str, Any]) -> list[tuple[str, str]]:
    if resource.period is None or not (given["since"] or given["until"]):
        return []
    from alegra_cli.dates import parse_day

    today = app.today()
    since = parse_day(given["since"], today) if given["since"] else None
    until = parse_day(given["until"], today, end=True) if given["until"] else None
    if since and until and since > until:
        raise UsageProblem(
            _("--since {since} is after --until {until}.").format(since=since, until=until)
        )
    pairs = [(resource.period.since, since), (resource.period.until, until)]
    return [(param, day.isoformat()) for param, day in pairs if day]


def _paging(resource: Resource) -> list[click.Parameter]:
    return [
        Option(["--all", "everything"], is_flag=True, help=_("Every record."), heading=PAGING),
        Option(
            ["--limit"],
            metavar="N",
            type=click.IntRange(min=1),
            help=_("At most this many records; more than one page is read if needed."),
            heading=PAGING,
        ),
        Option(
            ["--start"],
            metavar="N",
            type=click.IntRange(min=0),
            default=0,
            help=_("How many records to pass over first."),
            heading=PAGING,
        ),
        Option(["--count"], is_flag=True, help=_("Only the number of records."), heading=PAGING),
    ]


def _searching(resource: Resource) -> list[click.Parameter]:
    """Free text, order and period, where the resource has them."""
    options: list[click.Parameter] = []
    options.append(
        Option(
            ["-q", "--query"],
            help=_("Text to look for."),
            heading=PAGING,
            hidden=not resource.search,
        )
    )
    if resource.order_fields:
        options.append(
            Option(
                ["--order-field"],
                type=click.Choice(resource.order_fields),
                help=_("What to sort by."),
                heading=PAGING,
            )
        )
        options.append(
            Option(
                ["--order-direction"],
                type=click.Choice(["ASC", "DESC"], case_sensitive=False),
                help=_("Up or down; up when not given."),
                heading=PAGING,
            )
        )
    if resource.period:
        since = _("From this day on: 2026-03-02, today, last-month, 7d (days ago), 3m …")
        until = _("Up to and including this day; last-month means its last day.")
        options.append(Option(["--since"], help=since, metavar="DATE", heading=PAGING))
        options.append(Option(["--until"], help=until, metavar="DATE", heading=PAGING))
    return options


def _raw() -> Option:
    return Option(
        ["--param"],
        multiple=True,
        metavar="KEY=VALUE",
        help=_("Any other query parameter; can be repeated."),
        heading="Filters",
    )
