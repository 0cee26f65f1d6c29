"""Reports that come in pages: read to their end, and added up for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from alegra_cli.app import App
from alegra_cli.commands import dryrun, listing
from alegra_cli.commands.filters import filter_options
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.progress import RecordCount
from alegra_cli.declare import Action, Column, Resource, Rows
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
    params.append(listing.raw())
    return Leaf(action.name, run, params, _(action.summary), takes=("filters",))


def as_list(resource: Resource, action: Action) -> Resource:
    """The resource with the filters and order of this report in place of a list's."""
    return attrs.evolve(
        resource,
        filters=action.filters,
        known_by=(),
        columns=action.columns,
        order_fields=action.order_fields if isinstance(action, Rows) else (),
        period=resource.period if _dated(resource, action) else None,
    )


def _dated(resource: Resource, action: Action) -> bool:
    params = {item.param for item in action.filters}
    return resource.period is not None and resource.period.since in params


def run_rows(report: Resource, action: Rows, app: App, **given: Unpack[RowsArguments]) -> None:
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
    totals = Totals(action.sums, action.columns)
    told = RecordCount(found, app.screen.progress, position)
    app.screen.records(totals.over(told), action.columns)
    if app.screen.format == "table" and totals.rows:
        app.screen.notes([_("Total: {sums}.").format(sums=totals.text())])


class Totals:
    """Adds up some keys of rows as they pass."""

    def __init__(self, keys: Iterable[str], columns: Iterable[Column]) -> None:
        self.rows = 0
        self._titles = {column.path: column.title for column in columns}
        self._sums = dict.fromkeys(keys, Decimal(0))

    def over(self, records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            self.rows += 1
            for key in self._sums:
                value = record.get(key) if isinstance(record, dict) else None
                if NUMBER.fullmatch(str(value)):
                    self._sums[key] += Decimal(str(value))
            yield record

    def text(self) -> str:
        """``Total 1234.50, Documents 7``."""
        return ", ".join(
            f"{_(self._titles.get(key, key))} {value}" for key, value in self._sums.items()
        )
