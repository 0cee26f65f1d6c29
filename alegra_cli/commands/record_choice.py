"""Records chosen by their ids, or by the filters of their list: what many are done something to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from alegra_cli.app import App
from alegra_cli.commands.filters import filter_options
from alegra_cli.commands.ignored_filters import IgnoredFilters
from alegra_cli.commands.listing import days_of, query_of_list, raw, searching
from alegra_cli.commands.matching import Matching
from alegra_cli.commands.options import Option
from alegra_cli.commands.period_options import PAGING
from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations import pages
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import RecordFilters, Search


def choosing_options(resource: Resource, own: Sequence[click.Parameter]) -> list[click.Parameter]:
    """The options of the list that are free beside a command's own; none where there is no list."""
    if resource.by_verb("list") is None:
        return []
    more = [
        Option(["--all", "everything"], is_flag=True, help=_("All of them."), heading=PAGING),
        *searching(resource),
        raw(),
    ]
    taken = {name for option in (*own, *more) for name in (*option.opts, *option.secondary_opts)}
    free = [item for item in resource.filters if taken.isdisjoint(item.names)]
    return [*more, *filter_options(free)]


class RecordChoice:
    """What was chosen by the options of `choosing_options`.

    Raises `UsageProblem` where ids and filters are both given, or neither.
    """

    def __init__(
        self, app: App, resource: Resource, ids: Sequence[str], given: RecordFilters
    ) -> None:
        self.by_filters = _is_filtered(given)
        if self.by_filters and ids:
            raise UsageProblem(_("Give ids, or filters, not both."))
        if not self.by_filters and not ids:
            raise UsageProblem(
                _("Which {resource}?").format(resource=resource.name),
                _("Name their ids, or filter as in a list; --all takes all of them."),
            )
        self._app = app
        self._resource = resource
        # All of it is there where something filters.
        self._search = search = cast("Search", given)
        self._query = query_of_list(resource, app, search) if self.by_filters else ()

    @property
    def _list(self) -> Action:
        return self._resource.action_of("list")

    def request(self) -> Request:
        """The first request of the list, for a dry run that nobody is signed in for."""
        size = ALEGRA.page_size
        made: Request = pages.page_request(self._resource, self._list, self._query, 0, size)
        return made

    def records(self) -> Iterator[Any]:
        """Those of the list that have what the filters ask for.

        An account that ignores a filter answers with more: what is seen not to fit is left out,
        and that is told. Raises `AlegraError`.
        """
        app, resource = self._app, self._resource
        ignored = IgnoredFilters(resource, self._search, self._query)
        matching = Matching(app, resource, self._list, self._query, days_of(app, self._search))
        for record in matching.records():
            if ignored.fits(record):
                yield record
        app.screen.notes(ignored.notes())


def _is_filtered(given: RecordFilters) -> bool:
    words = (given.get(word) for word in ("everything", "query", "period", "since", "until"))
    filters = given.get("filters", {}).values()
    return any(words) or bool(given.get("param")) or any(one is not None for one in filters)
