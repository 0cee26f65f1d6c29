"""One quota for every `alegra` process of a user.

Alegra counts requests per user and minute and tells the count with every answer
(``X-Rate-Limit-*``, S5); some paths have a quota of their own
(`own_quota`, S6), and only so many requests may be under way at once (`at_once`). The processes
share what they know of it through the account's file.
"""

# By hand: the limiters that exist count for themselves. Several processes share this count, and
# what the API says of it goes before what we counted.

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.clock import Clock
from alegra_cli.transport.account_file import AccountFile, part
from alegra_cli.transport.at_once import ConcurrencyGate
from alegra_cli.transport.own_quota import WINDOW, OwnQuota
from alegra_cli.transport.window import QuotaWindow

# Waits that a person need not be told of; a path's own quota comes back one by one.
_NOTICED = 0.25
_NOTICED_OF_A_PATH = 1.5


class Wait(NamedTuple):
    """What keeps a request: seconds; path: whose own quota it is, empty for the account's.

    limit: requests a minute that the path has for itself; 0 where that is not known.
    """

    seconds: float
    path: str = ""
    limit: int = 0


class Reservation(NamedTuple):
    """One request that was counted. prefix: the path whose own quota it is of. at: when."""

    prefix: str
    at: float


class Budget:
    """What is left of the quotas, and the waiting when nothing is.

    quota: requests a window to assume before an answer tells. notice: told of each wait,
    before it. gate: how many go at once.
    """

    def __init__(
        self, path: Path | None, clock: Clock, quota: int, notice: Callable[[Wait], None]
    ) -> None:
        self._file = AccountFile(path)
        self._clock = clock
        self._quota = quota
        self._notice = notice
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last_sweep: float | None = None
        self.gate = ConcurrencyGate(self._file, clock)

    def take(self, path: str) -> Reservation:
        """Reserve one request, waiting until the quotas have room for it."""
        while isinstance(found := self.reserve(path), Wait):
            # One waits, and tells of it; the others wait for that one. Who waits for a path's
            # own quota keeps nobody from another path.
            with self._turns[found.path]:
                if (wait := self._wait(path)).seconds > 0:
                    if wait.seconds >= (_NOTICED_OF_A_PATH if wait.path else _NOTICED):
                        self._notice(wait)
                    self._clock.sleep(wait.seconds)
        return found

    def reserve(self, path: str) -> Reservation | Wait:
        """One request where there is room for it now; else what it has to wait for."""
        prefix = _prefix(path)
        with self._state(prefix) as (window, own):
            wait = self._keeping(window, own, prefix)
            if wait.seconds > 0:
                return wait
            # Under the same lock as the look at it, so that two processes never take the last
            # request both. It is counted before it is sent: one that never arrives costs a place
            # until the window ends, one that was not counted could cost a refusal.
            window.reserve()
            return Reservation(prefix, own.reserve())

    def grant(self, reserved: Reservation, headers: Mapping[str, str]) -> None:
        """Granted: take over what the answer says about the quota."""
        with self._state(reserved.prefix) as (window, own):
            own.settle(reserved.at)
            window.grant(headers)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over what an answer to no avail says about the quota.

        Whose quota it was that refused is told by `note_exhaustion` or `note_own_refusal` besides.
        """
        with self._state() as (window, _own):
            window.read_headers(headers)

    def limit(self) -> int:
        """Requests a window, as the last answer said."""
        with self._state() as (window, _own):
            return int(window.limit)

    def has_room(self) -> bool:
        """Whether the API itself said that the window has requests left."""
        with self._state() as (window, _own):
            return window.has_room

    def note_exhaustion(self, seconds: float | None) -> None:
        """The API refused: nothing is left of the account's window, for `seconds` if it said."""
        with self._state() as (window, _own):
            window.note_exhaustion(seconds)

    def note_own_refusal(self, reserved: Reservation, seconds: float | None) -> None:
        """The API refused for this path alone."""
        with self._state(reserved.prefix) as (_window, own):
            own.note_refusal(reserved.at, seconds)

    def _wait(self, path: str) -> Wait:
        prefix = _prefix(path)
        with self._state(prefix) as (window, own):
            return self._keeping(window, own, prefix)

    @staticmethod
    def _keeping(window: QuotaWindow, own: OwnQuota, prefix: str) -> Wait:
        if (seconds := own.wait()) > 0:
            return Wait(seconds, prefix, own.limit)
        return Wait(window.wait())

    @contextlib.contextmanager
    def _state(self, prefix: str = "") -> Iterator[tuple[QuotaWindow, OwnQuota]]:
        with self._file.state() as state:
            now = self._clock.seconds()
            self.gate.recall(state, now)  # so that it need not open the file once more
            paths = part(state, "paths")
            own = OwnQuota(paths, prefix, now) if prefix else OwnQuota({}, prefix, now)
            yield QuotaWindow(state, self._quota, now), own
            self._sweep(paths, now)

    def _sweep(self, paths: dict[str, Any], now: float) -> None:
        """Forget paths that nobody asks for and that have no quota.

        What was granted is worth remembering for a window, so no sooner is there more to forget.
        """
        if self._last_sweep is not None and self._last_sweep <= now < self._last_sweep + WINDOW:
            return
        self._last_sweep = now
        for prefix in list(paths):
            if OwnQuota(paths, prefix, now).idle:
                del paths[prefix]


def _prefix(path: str) -> str:
    """``/contacts`` for ``/contacts/12``."""
    return "/" + path.partition("?")[0].strip("/").partition("/")[0]
