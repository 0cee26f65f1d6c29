"""An end for what a person's own expression makes of the records.

A few words can stand for billions: a text a milliard times, a list doubled thirty times. What can
be seen beforehand differs by library; time and memory are the same for all.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

SECONDS = 2.0
_SPACE = 80 << 20
"""Bytes that an expression may take, beside what the program holds already."""


class TooMuch(ValueError):
    """It took too long, or too much memory."""


class _Over(BaseException):
    """The time is over. No library that tries things out may take it for its own failure."""


@contextlib.contextmanager
def bounded(seconds: float | None = None) -> Iterator[None]:
    """Raises `TooMuch` where what is inside takes longer, or too much memory.

    seconds: `SECONDS` where none are given.

    Windows has neither bound, and only the main thread has that of the time.
    """
    from alegra_cli.i18n import _

    try:
        with _space(), _time(SECONDS if seconds is None else seconds):
            yield
    except _Over:
        raise TooMuch(_("it takes too long")) from None
    except MemoryError:
        raise TooMuch(_("it takes too much memory")) from None


@contextlib.contextmanager
def _time(seconds: float) -> Iterator[None]:
    here = threading.current_thread() is threading.main_thread()
    if not here or not hasattr(signal, "setitimer"):
        yield
        return

    def over(_number: int, _frame: Any) -> None:
        raise _Over

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _space() -> Iterator[None]:
    """A limit of the address space, which only the system itself can hold a library to."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as stream:
        taken = int(stream.read().split()[0]) * resource.getpagesize()
    wanted = taken + max(_SPACE, taken // 2)
    if soft != resource.RLIM_INFINITY and soft <= wanted:
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
