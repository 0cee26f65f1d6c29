"""Threads that work on several things at once and never hold up the end of the program."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Workers(Generic[Thing, Result]):
    """Up to `jobs` threads, begun as there is work for them.

    An executor of the standard library would be waited for when the program ends; a person who
    pressed Ctrl-C does not wait for a page that nobody reads any more.

    begin: called once in each thread; what it gives does that thread's work.
    """

    def __init__(self, begin: Callable[[], Callable[[Thing], Result]], jobs: int) -> None:
        self._begin = begin
        self._jobs = jobs
        self._threads = 0
        self._waiting: queue.SimpleQueue[tuple[Thing, Future[Result]] | None] = queue.SimpleQueue()

    def submit(self, thing: Thing) -> Future[Result]:
        future: Future[Result] = Future()
        self._waiting.put((thing, future))
        if self._threads < self._jobs:
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()
        return future

    def close(self) -> None:
        """Let the threads end after what was submitted."""
        for _thread in range(self._threads):
            self._waiting.put(None)

    def _work(self) -> None:
        work: Any = None
        while (job := self._waiting.get()) is not None:
            thing, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                work = work or self._begin()
                future.set_result(work(thing))
            except BaseException as problem:  # the reader of the result raises it
                future.set_exception(problem)
