"""An end for what a person's own expression makes of the records.

A few words can stand for billions: a text a milliard times, a list doubled thirty times. What can
be seen beforehand differs by library; time and memory are the same for all.
"""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import AbstractContextManager
from types import FrameType, TracebackType
from typing import Any

SECONDS = 2.0
_SPACE = 80 << 20
"""Bytes that an expression may take, beside what the program holds already."""
_AGAIN = 0.05
"""Seconds to the next alarm, where one was lost: what is raised while an object goes is."""


class TooMuch(ValueError):
    """It took too long, or too much memory."""


class _Over(BaseException):
    """The time is over. No library that tries things out may take it for its own failure."""


def bounded(seconds: float | None = None) -> AbstractContextManager[None]:
    """Raises `TooMuch` where what is inside takes longer, or too much memory.

    seconds: `SECONDS` where none are given.

    Windows has neither bound, and only the main thread has that of the time.
    """
    return _Bounds(SECONDS if seconds is None else seconds)


class _Bounds:
    """No generator: an alarm between the end of what is inside and its `finally` would escape."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._limit: tuple[int, int] | None = None
        self._handler: Any = None
        self._timed = False

    def __enter__(self) -> None:
        self._limit = _limit_space()
        here = threading.current_thread() is threading.main_thread()
        self._timed = here and hasattr(signal, "setitimer")
        if self._timed:
            self._handler = signal.signal(signal.SIGALRM, _over)
            signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)

    def __exit__(
        self,
        _type: type[BaseException] | None,
        problem: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._handler)
        if self._limit is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, self._limit)
        from alegra_cli.i18n import _

        if isinstance(problem, _Over):
            raise TooMuch(_("it takes too long")) from None
        if isinstance(problem, MemoryError):
            raise TooMuch(_("it takes too much memory")) from None


_ENDS = (_Bounds.__enter__.__code__, _Bounds.__exit__.__code__)


def _over(_number: int, frame: FrameType | None) -> None:
    """Ends what is inside, and nothing where that has not begun or is over already."""
    while frame is not None:
        if frame.f_code in _ENDS:
            return
        frame = frame.f_back
    raise _Over


def _limit_space() -> tuple[int, int] | None:
    """Limit the address space, which only the system itself can hold a library to.

    Returns what to set again, None where nothing was limited.
    """
    if sys.platform != "linux":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as stream:
        taken = int(stream.read().split()[0]) * resource.getpagesize()
    wanted = taken + max(_SPACE, taken // 2)
    if soft != resource.RLIM_INFINITY and soft <= wanted:
        return None
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    return soft, hard
