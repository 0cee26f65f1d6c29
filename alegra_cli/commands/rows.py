"""Reports that come in pages: read to their end, and added up for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from alegra_cli.app import App
from alegra_cli.commands import charting, dryrun, listing, period_options
from alegra_cli.commands.filters import filter_options
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.progress import RecordCount
from alegra_cli.declare import Action, Resource, Rows
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _
from alegra_cli.operations import pages
from alegra_cli.operations.position import Position

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import RowsArguments


def rows_command(resource: Resource, action: Rows) -> Leaf:
    report = as_list(resource, action)
    params = [
        *listing.window(),
        *listing.searching(report),
        *filter_options(action.filters, lone=True),
    ]
    run = partial(run_rows, report, action)
    params += [listing.raw(), *charting.chart_option(action.chart)]
    return Leaf(action.name, run, params, _(action.summary), takes=("filters",))


def as_list(resource: Resource, action: Action) -> Resource:
    """The resource with the filters and order of this report in place of a list's."""
    return attrs.evolve(
        resource,
        filters=action.filters,
        known_by=(),
        label=(),
        columns=action.columns,
        order_fields=action.order_fields if isinstance(action, Rows) else (),
        period=period_options.period_of(resource, action),
    )


def run_rows(report: Resource, action: Rows, app: App, **given: Unpack[RowsArguments]) -> None:
    """Show the rows that a report of the API has, as they come, and the sums of its columns.

    Raises `UsageProblem` for what can't be asked, and the `AlegraError` of a request.
    """
    if given.get("chart"):
        charting.check(app)
    query = listing.query_of_list(report, app, given)
    start, limit = given["start"], given["limit"]
    if app.dry_run:
        size = pages.page_size(report, action)
        size = size if action.page_param else min(limit or size, size)
        dryrun.show(app, pages.page_request(report, action, query, start, size))
        return
    position = Position(start)
    found = pages.records(
        app.connection.session, report, action, query, position, limit, given["jobs"]
    )
    totals = Totals(action.sums)
    heading = period_options.Heading(app, report.period, query)
    told = RecordCount(_with_heading(heading, found), app.screen.progress, position)
    if given.get("chart") and action.chart:
        charting.draw(app, action.chart, told, action.columns)
    else:
        app.screen.records(totals.over(told), action.columns, totals=totals.rows)
    heading.below()


def _with_heading(heading: period_options.Heading, found: Iterable[Any]) -> Iterator[Any]:
    """The rows, and before the first of them the days that they are of."""
    for row in found:
        heading.above()
        yield row


class Totals:
    """Adds up some keys of rows as they pass."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._count = 0
        self._sums = dict.fromkeys(keys, Decimal(0))

    def over(self, records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            self._count += 1
            for key in self._sums:
                value = record.get(key) if isinstance(record, dict) else None
                if NUMBER.fullmatch(str(value)):
                    self._sums[key] += Decimal(str(value))
            yield record

    def rows(self) -> list[dict[str, Any]]:
        """One row of all sums; none where nothing passed or nothing is added up."""
        return [dict(self._sums)] if self._count and self._sums else []
