"""Several things at once, their results in the order of the things."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from typing import TypeVar

from alegra_cli.operations.workers import Workers
from alegra_cli.signals import GRACE

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Thing], Result],
    things: Iterable[Thing],
    jobs: int,
    stop: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Thing, Result]]:
    """`work` of each thing, `jobs` of them at a time; no more is begun than is waited for soon.

    When the reader stops, or work raises, nothing new is begun and what was begun is ended. At
    Ctrl-C it is not waited for long. stop: called then, to have nothing more begun.
    """
    waiting: deque[tuple[Thing, Future[Result]]] = deque()
    workers = Workers(lambda: work, jobs)
    longest: float | None = None
    try:
        for thing in things:
            waiting.append((thing, workers.submit(thing)))
            while len(waiting) > jobs or (waiting and waiting[0][1].done()):
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except KeyboardInterrupt:
        longest = GRACE
        stop()
        raise
    finally:
        workers.close()
        wait([future for _thing, future in waiting if not future.cancel()], longest)


def _first(waiting: deque[tuple[Thing, Future[Result]]]) -> tuple[Thing, Result]:
    """Taken out only once it has ended, since at Ctrl-C what has not is waited for."""
    thing, future = waiting[0]
    made = future.result()
    waiting.popleft()
    return thing, made
