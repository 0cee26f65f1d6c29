"""list, get, and every other action that only reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import attrs
import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun, period_options
from alegra_cli.commands.browser import address_of, open_option, open_page
from alegra_cli.commands.filters import filter_options
from alegra_cli.commands.ignored_filters import IgnoredFilters
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import (
    days_of,
    newest_option,
    paging,
    query_of_dated,
    query_of_list,
    raw,
    searching,
)
from alegra_cli.commands.matching import Matching
from alegra_cli.commands.options import Placeholder
from alegra_cli.commands.period_options import PAGING
from alegra_cli.commands.progress import RecordCount
from alegra_cli.commands.watching import watch_option
from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations import envelope, pages
from alegra_cli.operations.calls import Query, call, merge_params
from alegra_cli.operations.position import Position

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import GetArguments, ListArguments


def list_command(resource: Resource, action: Action) -> Leaf:
    params = [*paging(resource), *newest_option(resource), *searching(resource)]
    params += [*filter_options(resource.filters, lone=True), raw()]
    params.append(watch_option(PAGING))
    run = partial(run_list, resource, action)
    return Leaf(action.name, run, params, _(action.summary), takes=("filters",))


def run_list(resource: Resource, action: Action, app: App, **given: Unpack[ListArguments]) -> None:
    """Show the records that match, their number, or both again and again (``--watch``).

    Without ``--all`` and ``--limit`` it is a page of the API. Raises `UsageProblem` for options
    that contradict each other, before any request.
    """
    if given["everything"] and given["limit"] and not app.options.sort:
        raise UsageProblem(
            _("--all and --limit exclude each other."),
            _("With --sort they go together: --all --sort=-total --limit 3 are the three largest."),
        )
    if given["count"] and given["watch"]:
        raise UsageProblem(_("--count and --watch exclude each other."))
    newest = given.get("newest", False)
    query = query_of_list(resource, app, given, newest)
    start, limit = given["start"], given["limit"]
    page = ALEGRA.page_size
    if app.dry_run:
        apart = pages.one_by_one(resource, query)
        if given["count"]:
            requests = [pages.count_request(resource, action, one) for one in apart]
        else:
            most = min(limit or page, page)
            requests = [pages.page_request(resource, action, one, start, most) for one in apart]
        dryrun.show_all(app, requests)
    elif given["count"]:
        app.screen.value(Matching(app, resource, action, query, days_of(app, given)).count())
    elif given["watch"]:
        _watch(resource, action, app, query, given["watch"], given)
    else:
        wanted = None if given["everything"] else limit or page
        position = Position(start)
        matching = Matching(app, resource, action, query, days_of(app, given))
        found = matching.records(position, wanted, given["jobs"])
        ignored = IgnoredFilters(resource, given, query)
        told = RecordCount(ignored.over(found), app.screen.progress, position)
        shown = limit if wanted is None else None
        app.screen.records(told, resource.columns, resource.number_paths(), most=shown)
        app.screen.notes(ignored.notes())
        if told.number == wanted:
            _tell_of_rest(app, resource, given, told.number)


def _tell_of_rest(app: App, resource: Resource, given: ListArguments, number: int) -> None:
    """What a sum or an order is of, where there may be more; told in every format.

    number: how many were read, which is as many as were asked for.
    """
    if app.options.sort:
        text = ngettext(
            "Sorted only among the {count} that was read; with --all they are the first of all.",
            "Sorted only among the first {count} that were read; with --all they are the first "
            "of all.",
            number,
        )
        app.screen.note(text.format(count=number))
    elif not given["limit"] and (app.screen.format == "table" or app.options.select):
        app.screen.note(_which_page(resource, given).format(count=number))


def _which_page(resource: Resource, given: ListArguments) -> str:
    ordered = given.get("order_field") or given["order_direction"]
    if given.get("newest"):
        return _("These are the newest {count}; --all or --limit N shows more.")
    # Whoever passes over some, or asked for another order, knows where the list begins.
    if resource.newest_order() and not ordered and not given["start"]:
        return _(
            "These are the first {count}; --newest begins with the newest, --all or --limit N "
            "shows more."
        )
    return _("These are the first {count}; --all or --limit N shows more.")


def _watch(
    resource: Resource, action: Action, app: App, query: Query, seconds: float, given: ListArguments
) -> None:
    from alegra_cli.commands.watching import watch

    wanted = None if given["everything"] else given["limit"] or ALEGRA.page_size

    matching = Matching(app, resource, action, query, days_of(app, given))

    def look() -> list[Any]:
        return list(matching.records(Position(given["start"]), wanted, given["jobs"]))

    watch(app, seconds, look, resource.columns)


def get_command(resource: Resource, action: Action) -> Leaf:
    period = period_options.period_of(resource, action)
    params: list[click.Parameter] = [
        *(Placeholder(name) for name in action.arguments),
        *period_options.options(period),
        *filter_options(action.filters),
        raw(),
    ]
    if period:
        from alegra_cli.commands.side_by_side import against_option

        params.append(against_option())
    if action.verb == "get":
        params += open_option(resource, _("Show its page in the browser instead."))
    run = partial(run_get, resource, action)
    takes = ("arguments", "filters")
    return Leaf(action.name, run, params, _(action.summary), takes=takes)


def run_get(resource: Resource, action: Action, app: App, **given: Unpack[GetArguments]) -> None:
    """One record, or the part of it that the action shows."""
    arguments = given["arguments"]
    if given.get("open_it"):
        address = address_of(app, resource, next(iter(arguments.values())))
        app.screen.say(address)
        if not app.dry_run:
            open_page(address)
        return
    period = period_options.period_of(resource, action)
    typed = query_of_dated(attrs.evolve(resource, period=period), app, given)
    query = merge_params([*_fixed_query(action, typed), *typed], given["param"])
    if period is not None and given.get("against"):
        from alegra_cli.commands.side_by_side import show_both

        show_both(app, resource, action, period, query, given)
        return
    request = call(resource, action, arguments, query)
    if app.dry_run:
        dryrun.show(app, request)
        return
    body = envelope.record(app.connection.session.send(request).body, resource.envelope)
    heading = period_options.Heading(app, period, query)
    heading.above()
    if not action.show:
        columns = resource.columns if app.screen.takes_columns else ()
        app.screen.record(body, action.columns or columns)
    else:
        part = _part(resource, action, body, arguments)
        app.screen.records(part if isinstance(part, list) else [part], action.columns)
    heading.below()


def _fixed_query(action: Action, typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the action always asks for, unless a filter of the same name was given."""
    given = {key for key, _value in typed}
    return [pair for pair in action.query if pair[0] not in given]


def _part(resource: Resource, action: Action, body: Any, arguments: Mapping[str, str]) -> Any:
    """The part of the reply that the action shows; `Invalid` where the record has none."""
    part = at(body, action.show.removesuffix("[]"))
    if part is not None:
        return part
    if action.show.endswith("[]"):
        return []
    raise Invalid(
        _("{noun} {id} has no {part}.").format(
            noun=_(resource.singular),
            id=" ".join(arguments.values()),
            part=action.show,
        )
    )
