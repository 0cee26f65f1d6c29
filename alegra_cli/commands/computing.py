"""Reports worked out here, from documents: the plugin computes, this reads and shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import charting, dryrun, listing, period_options
from alegra_cli.commands.filters import filter_options
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Placeholder
from alegra_cli.commands.rows import as_list
from alegra_cli.declare import ALEGRA, Column, Compute, Resource
from alegra_cli.declare.computed import Computed
from alegra_cli.errors import OF_STRANGERS, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations import envelope, pages
from alegra_cli.operations.calls import call, path_of
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ComputeArguments


def compute_command(resource: Resource, action: Compute) -> Leaf:
    report = as_list(resource, action)
    params: list[click.Parameter] = [
        *(Placeholder(name) for name in action.arguments),
        *period_options.options(report.period),
        *filter_options(action.filters),
        *charting.chart_option(action.chart),
    ]
    run = partial(run_compute, report, action)
    takes = ("arguments", "filters")
    return Leaf(action.name, run, params, _(action.summary), takes=takes)


def run_compute(
    report: Resource, action: Compute, app: App, **given: Unpack[ComputeArguments]
) -> None:
    """Show what the function of the report makes of the records that it reads.

    How many requests that takes the function alone knows, so a dry run has the first to each
    resource. Raises `UsageProblem` for arguments that are none, and the `AlegraError` of a request.
    """
    if given.get("chart"):
        charting.check(app)
    values = dict(listing.query_of_dated(report, app, given))
    arguments = given["arguments"]
    path_of(report, action, arguments)  # refuses what can be no id
    values |= arguments
    if app.dry_run:
        app.screen.records(list(_first_requests(app, action)), PLAN)
        return
    outcome = function(app, report, action)(RecordReader(app), values)
    heading = period_options.Heading(app, report.period, values.items())
    heading.above()
    if given.get("chart") and action.chart:
        charting.draw(app, action.chart, outcome.rows, outcome.columns)
    else:
        app.screen.records(outcome.rows, outcome.columns, totals=lambda: outcome.totals)
    heading.below()
    app.screen.notes(outcome.notes)


def function(app: App, report: Resource, action: Compute) -> Callable[..., Computed]:
    """What the declaration names as ``module:function``. Raises `PluginProblem` without it."""
    module, _colon, name = action.function.partition(":")
    try:
        found: Callable[..., Computed] = getattr(import_module(module), name)
    except OF_STRANGERS as problem:
        named = action.function
        raise app.registry.broken_command(report.command[0], problem, named) from problem
    return found


PLAN = (Column("Method", "method"), Column("URL", "url"))


def _first_requests(app: App, action: Compute) -> Iterator[dict[str, Any]]:
    """The first request to each resource that would be read."""
    for name in action.resources:
        resource = app.registry.declaration(name)
        listing = resource.by_verb("list") or resource.actions[0]
        request = (
            pages.page_request(resource, listing, (), 0, ALEGRA.page_size)
            if listing.verb == "list"
            else call(resource, listing, {})
        )
        yield dryrun.plan(app.connection.for_api(resource.api), request)


class RecordReader:
    """Reads declared resources through the app's session (`declare.computed.Reader`)."""

    def __init__(self, app: App) -> None:
        self._app = app
        app.know_company()
        self.country = app.connection.country
        self.today = app.connection.today().isoformat()

    def records(self, resource: str, **query: str) -> Iterator[dict[str, Any]]:
        declared = self._app.registry.declaration(resource)
        listing = declared.by_verb("list")
        if listing is None:
            raise UsageProblem(_("{resource} has no list.").format(resource=resource))
        session = self._app.session_for(declared)
        found = pages.records(session, declared, listing, tuple(query.items()))
        yield from envelope.objects(found)

    def one(self, resource: str, key: str = "") -> dict[str, Any]:
        declared = self._app.registry.declaration(resource)
        getting = declared.by_verb("get")
        if getting is None:
            request = Request("GET", declared.path)
        else:
            request = call(declared, getting, dict.fromkeys(getting.arguments, key))
        body = self._app.session_for(declared).send(request).body
        return body if isinstance(body, dict) else {}
