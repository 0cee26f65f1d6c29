"""Several things at once, their results in the order of the things."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from typing import TypeVar

from alegra_cli.operations.workers import Workers

Given = TypeVar("Given")
Made = TypeVar("Made")


def in_order(
    work: Callable[[Given], Made], things: Iterable[Given], jobs: int
) -> Iterator[tuple[Given, Made]]:
    """`work` of each thing, `jobs` of them at a time; no more is begun than is waited for soon.

    When the reader stops, or work raises, nothing new is begun and what was begun is ended.
    """
    waiting: deque[tuple[Given, Future[Made]]] = deque()
    workers = Workers(lambda: work, jobs)
    try:
        for thing in things:
            waiting.append((thing, workers.submit(thing)))
            while len(waiting) > jobs or (waiting and waiting[0][1].done()):
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        workers.close()
        wait([future for _thing, future in waiting if not future.cancel()])
