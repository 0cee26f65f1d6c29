"""The records of a list that match, whoever filters them: the API, or this program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from alegra_cli.app import App
from alegra_cli.commands import period_options
from alegra_cli.operations import pages
from alegra_cli.operations.position import Position

if TYPE_CHECKING:
    from alegra_cli.commands.period_options import Days
    from alegra_cli.declare import Action, Resource
    from alegra_cli.operations.calls import Query


class Matching:
    """query: what the search stands for, for the API. days: those that the search is of."""

    def __init__(
        self, app: App, resource: Resource, action: Action, query: Query, days: Days
    ) -> None:
        self._app = app
        self._list = (resource, action, query)
        self._sieve = period_options.sieve(resource.period, days)

    def records(
        self, position: Position | None = None, limit: int | None = None, jobs: int | None = None
    ) -> Iterator[Any]:
        """From `position` on, at most `limit`; all when it is None. Raises `AlegraError`."""
        position = position or Position()
        session = self._app.session_for(self._list[0])
        if self._sieve is None:
            yield from pages.records(session, *self._list, position, limit, jobs)
            return
        found = self._sieve(pages.records(session, *self._list, None, None, jobs))
        start = position.next
        for record in islice(found, start, None if limit is None else start + limit):
            yield record
            position.step()

    def count(self) -> int:
        session = self._app.session_for(self._list[0])
        if self._sieve is None:
            return pages.count(session, *self._list)
        return sum(1 for _record in self.records())
