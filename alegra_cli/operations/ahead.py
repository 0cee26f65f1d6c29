"""Pages that are under way while an earlier one is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, wait
from typing import Any, NamedTuple

from alegra_cli.operations.workers import Workers


class Page(NamedTuple):
    """The rows from an offset on; total: how many records there are, where the API says so."""

    offset: int
    rows: list[Any]
    total: int | None


Fetch = Callable[[int], Page]


class Ahead:
    """Gives the page at an offset, and begins those that will be asked for next.

    own: fetches a page in the thread that asks; with one job it fetches them all. begin: makes
    what does so elsewhere, once for each of at most `jobs` threads.
    """

    def __init__(self, own: Fetch, begin: Callable[[], Fetch], jobs: int) -> None:
        self._own = own
        self._begin = begin
        self._jobs = jobs
        self._workers: Workers[int, Page] | None = None
        self._under_way: dict[int, Future[Page]] = {}
        self._running: list[Future[Page]] = []

    def page(self, offset: int, following: Iterable[int]) -> Page:
        """Raises `AlegraError`. following: offsets in the order in which they will be wanted."""
        if self._jobs == 1:
            return self._own(offset)
        later = iter(following)
        after = next(later, None)
        if after is None and not self._under_way:
            # Nothing to do meanwhile: a thread, and a connection made for it, would be for nothing.
            return self._own(offset)
        self._start(offset)
        while after is not None and len(self._under_way) < 2 * self._jobs:
            # As many again as can be asked for at once wait to be looked at, and no more.
            self._start(after)
            after = next(later, None)
        return self._under_way.pop(offset).result()

    def drop(self) -> None:
        """Forget what is under way: it is not what will be asked for."""
        # A request that has left can't be called back, and counts in the quota: it is kept here so
        # that `settle` can wait for it. One that has not left yet never does.
        self._running = [
            f for f in (*self._running, *self._under_way.values()) if not (f.cancel() or f.done())
        ]
        self._under_way.clear()

    def settle(self) -> None:
        """Wait for requests that were made for nothing, so that none is under way afterwards."""
        self.drop()
        wait(self._running)

    def close(self) -> None:
        """Begin nothing more."""
        self.drop()
        if self._workers is not None:
            self._workers.close()

    def _start(self, offset: int) -> None:
        if self._workers is None:
            self._workers = Workers(self._begin, self._jobs)
        if offset not in self._under_way:
            self._under_way[offset] = self._workers.submit(offset)
