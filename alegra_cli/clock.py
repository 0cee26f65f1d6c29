"""Time, in one place, so that a test can hold it still."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

# The longest that a Ctrl-C may go unheard, in seconds.
NAP = 0.25


def local(moment: datetime) -> datetime:
    """A moment (aware) as the machine's clock shows it; in UTC where TZ says what no clock can."""
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return moment


class Clock:
    """The machine's. `end` wakes every thread that waits."""

    def __init__(self) -> None:
        self._over = threading.Event()

    def end(self) -> None:
        """The program is told to end: whoever waits, or would, is interrupted."""
        self._over.set()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds, or until Ctrl-C. Raises ``KeyboardInterrupt`` after `end`.

        In naps: Python looks for a pressed Ctrl-C before it asks the system to sleep, and one that
        is pressed between the two would be heard only after the whole of it.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._over.is_set():
                raise KeyboardInterrupt
            time.sleep(min(left, NAP))
