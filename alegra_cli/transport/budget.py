"""One quota for every `alegra` process of a user.

Alegra counts requests per user and minute and tells the count with every answer
(``X-Rate-Limit-*``, S5). The processes share what they know
through a small locked file in the cache directory, named by a fingerprint of the
credentials; where that directory can't be written, each process keeps its own count.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from alegra_cli.clock import Clock
from alegra_cli.files import locked, private_folder

WINDOW = 60.0
# A reset that lies further off than this is a clock that was set back, or nonsense.
LONGEST = 3600.0
# Two readings of one window differ by the whole seconds that the header is cut to.
_SAME_WINDOW = 2.0
_NOTICED = 0.25


class Budget:
    """What is left of the window, and the waiting when nothing is.

    quota: requests a window to assume before an answer tells. notice: told how many seconds
    a wait takes, before it.
    """

    def __init__(
        self, path: Path | None, clock: Clock, quota: int, notice: Callable[[float], None]
    ) -> None:
        self._path = path
        self._clock = clock
        self._quota = quota
        self._notice = notice
        self._own: dict[str, float] = {}
        # A lock of the file does not keep the threads of one process apart everywhere.
        self._threads = threading.Lock()
        self._turn = threading.Lock()

    def take(self) -> None:
        """Reserve one request, waiting for the next window when this one is used up."""
        with self._turn:  # one waits, and tells of it; the others wait for that one
            while (wait := self._reserve()) > 0:
                if wait >= _NOTICED:
                    self._notice(wait)
                self._clock.sleep(wait)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over what an answer says about the quota."""
        limit = _number(headers.get("X-Rate-Limit-Limit"))
        remaining = _number(headers.get("X-Rate-Limit-Remaining"))
        reset = _number(headers.get("X-Rate-Limit-Reset"))
        if remaining is None or reset is None or reset <= 0:
            return
        with self._state() as state:
            ends = state.get("reset_at", 0)
            reset_at = self._clock.seconds() + reset
            # When a window begins we only assume when it ends, until an answer tells.
            assumed = bool(state.pop("assumed", 0))
            same = assumed or abs(reset_at - ends) <= _SAME_WINDOW
            # Within one window other processes may have reserved more than this answer knew,
            # out of what was assumed before the limit was known.
            known = state["remaining"] + (limit - self._assumed(state) if limit else 0)
            state["remaining"] = min(remaining, known) if same else remaining
            # The later of two readings: a request too early would be refused.
            state["reset_at"] = max(ends, reset_at) if same and not assumed else reset_at
            if limit:
                state["limit"] = limit

    def limit(self) -> int:
        """Requests a window, as the last answer said."""
        with self._state() as state:
            return int(self._assumed(state))

    def exhausted(self, seconds: float) -> None:
        """The API refused with 429: nothing is left for that long."""
        with self._state() as state:
            state["remaining"] = 0
            state.pop("assumed", None)
            state["reset_at"] = self._clock.seconds() + seconds

    def _assumed(self, state: dict[str, float]) -> float:
        return state.get("limit") or self._quota

    def _reserve(self) -> float:
        with self._state() as state:
            now = self._clock.seconds()
            ends = state.get("reset_at", 0)
            if not now < ends <= now + LONGEST:
                state["remaining"] = self._assumed(state)
                state["reset_at"] = now + WINDOW
                state["assumed"] = 1.0
            if state["remaining"] > 0:
                state["remaining"] -= 1
                return 0
            return float(state["reset_at"] - now)

    @contextlib.contextmanager
    def _state(self) -> Iterator[dict[str, float]]:
        with self._threads, self._shared():
            state = self._read()
            yield state
            self._write(state)

    def _shared(self) -> contextlib.ExitStack:
        """The lock that other processes respect; none where there is no place for it."""
        lock = contextlib.ExitStack()
        if self._path is not None:
            try:
                private_folder(self._path.parent)
                lock.enter_context(locked(self._path.with_suffix(".lock")))
            except OSError:
                self._path = None
        return lock

    def _read(self) -> dict[str, float]:
        state = {"remaining": 0.0, "reset_at": 0.0}
        if self._path is None:
            return state | self._own
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return state | {key: float(value) for key, value in stored.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return state

    def _write(self, state: dict[str, float]) -> None:
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.write_text(json.dumps(state), encoding="utf-8")
        self._own = state


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < 1e9 else None
