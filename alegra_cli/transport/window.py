"""The account's requests in a window of time, as the API's headers tell (S5), or its refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.transport.account_file import number

WINDOW = 60.0
# A reset that lies further off than this is a clock that was set back, or nonsense.
LONGEST = 3600.0
# Two readings of one window differ by the whole seconds that the header is cut to.
_SAME_WINDOW = 2.0
# How long a limit serves that no header told, but a refusal.
_LEARNT_FOR = 3600.0


class QuotaWindow:
    """The window over the account's file.

    state: ``remaining``, ``reset_at``, ``limit`` and what belongs to them; times in seconds since
    the epoch. quota: requests to assume before an answer tells.
    """

    def __init__(self, state: dict[str, Any], quota: int, now: float) -> None:
        self._state = state
        self._quota = quota
        self._now = now

    @property
    def limit(self) -> float:
        learnt = number(self._state, "learnt")
        if learnt and not learnt <= self._now < learnt + _LEARNT_FOR:
            for key in ("limit", "learnt", "length"):
                self._state.pop(key, None)
        known = number(self._state, "limit")
        return known if known >= 1 else self._quota

    @property
    def has_room(self) -> bool:
        """Whether the API itself said that there are requests left."""
        told = not self._state.get("assumed") and self._now < number(self._state, "reset_at")
        return told and number(self._state, "remaining") > 0

    def wait(self) -> float:
        """Seconds until one more may go; 0 when it may go now."""
        ends = number(self._state, "reset_at")
        if not self._now < ends <= self._now + LONGEST:
            self._begin()
        if number(self._state, "remaining") > 0:
            return 0.0
        return number(self._state, "reset_at") - self._now

    def reserve(self) -> None:
        self._state["remaining"] = number(self._state, "remaining") - 1

    def _begin(self) -> None:
        """When a window begins we only assume when it ends, until an answer tells."""
        self._state |= {
            "remaining": self.limit,
            "reset_at": self._now + self._length,
            "assumed": 1,
            "granted": 0,
        }

    @property
    def _length(self) -> float:
        learnt = number(self._state, "length")
        return learnt if 1 <= learnt <= LONGEST else WINDOW

    def grant(self, headers: Mapping[str, str]) -> None:
        """A request was granted."""
        if self.read_headers(headers):
            return
        granted = number(self._state, "granted") + 1
        self._state["granted"] = granted
        if granted == 1 and self._state.get("assumed"):
            # The server's window began no later than now.
            self._state |= {"began": self._now, "reset_at": self._now + self._length}
        elif number(self._state, "learnt") and granted > self.limit:
            self._state["limit"] = granted  # under way when another one was refused

    def read_headers(self, headers: Mapping[str, str]) -> bool:
        """Take over what an answer says about the quota, if it does."""
        limit = _header(headers.get("X-Rate-Limit-Limit"))
        remaining = _header(headers.get("X-Rate-Limit-Remaining"))
        reset = _header(headers.get("X-Rate-Limit-Reset"))
        if remaining is None or reset is None or reset <= 0:
            return False
        state, ends = self._state, number(self._state, "reset_at")
        reset_at = self._now + reset
        assumed = bool(state.pop("assumed", 0))
        same = assumed or abs(reset_at - ends) <= _SAME_WINDOW
        # Within one window other processes may have reserved more than this answer knew,
        # out of what was assumed before the limit was known.
        known = number(state, "remaining") + (limit - self.limit if limit else 0)
        state["remaining"] = min(remaining, known) if same else remaining
        # The later of two readings: a request too early would be refused.
        state["reset_at"] = max(ends, reset_at) if same and not assumed else reset_at
        if limit:
            state["limit"] = limit
            state.pop("learnt", None)
        return True

    def note_exhaustion(self, seconds: float | None) -> None:
        """A request was refused: nothing is left, for `seconds` if the answer says so."""
        state, now = self._state, self._now
        assumed = bool(state.get("assumed"))
        granted = number(state, "granted") if assumed else 0
        began = number(state, "began", now)
        if granted:
            ends = now + seconds if seconds else max(now + 1, began + self._length)
            state |= {"limit": granted, "learnt": now}
        else:
            ends = now + (seconds or WINDOW)
        # Refused at once after a window that was thought to be over: it was longer.
        length = ends - began
        if assumed and seconds and 1 <= length <= 2 * WINDOW:
            state["length"] = length if granted else max(length, self._length)
        state |= {"remaining": 0, "reset_at": ends}


def _header(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < 1e9 else None
