"""Quotas that a path has for itself, beside the account's (S6).

`/contacts` gives about five answers a minute and then refuses with code 429, while everything
else goes on. No header tells of it: what was granted within a minute before a refusal is what
there is. It is kept for all processes of the account, and tried again as it grows old.
"""

from __future__ import annotations

from typing import Any

from alegra_cli.transport.account_file import number, part

WINDOW = 60.0
# From then on one more is tried: somebody else may have used a part of it when it was learnt.
AGAIN = 1800.0
FORGOTTEN = 86400.0
# Granted requests that are remembered for each path; a quota above is the account's affair.
_MOST = 60
# One that was granted before a refusal tells of no rate: anything may have used up the rest.
_LEAST = 2


class OwnQuota:
    """The quota of one path, over its part of the account's file.

    state: ``paths`` of the file, by prefix. now: seconds since the epoch.
    """

    def __init__(self, state: dict[str, Any], prefix: str, now: float) -> None:
        self._state = part(state, prefix)
        self._now = now
        # When each was granted, and when each left of which that is not known yet.
        self._grants = self._times("granted")
        self._under_way = self._times("under_way")

    def _times(self, key: str) -> list[float]:
        stored = self._state.get(key)
        times = [at for at in stored if type(at) is float] if isinstance(stored, list) else []
        found = sorted(at for at in times if self._now - WINDOW < at <= self._now)[-_MOST:]
        self._state[key] = found
        return found

    @property
    def idle(self) -> bool:
        """Whether nothing is worth remembering of it."""
        return not (self.limit or self._grants or self._under_way or self.wait() > 0)

    @property
    def _use(self) -> list[float]:
        return sorted([*self._grants, *self._under_way])

    @property
    def limit(self) -> int:
        """Requests a minute; 0 where none is known."""
        learnt = number(self._state, "learnt")
        known = int(number(self._state, "limit"))
        if known < 1 or not learnt <= self._now < learnt + FORGOTTEN:
            return 0
        return known

    def wait(self) -> float:
        """Seconds until one more may go; 0 when it may go now."""
        until = number(self._state, "until")
        # What was refused later than now was refused by a clock that was wrong.
        right = number(self._state, "refused_at") <= self._now < until <= self._now + 3600
        wait = until - self._now if right else 0.0
        limit, spent = self.limit, self._use
        if limit and len(spent) >= limit and not self._one_more():
            wait = max(wait, spent[-limit] + WINDOW - self._now)
        return max(0.0, wait)

    def _one_more(self) -> bool:
        learnt = number(self._state, "learnt")
        return self._now >= learnt + AGAIN and len(self._use) == self.limit

    def reserve(self) -> float:
        """Count a request that goes now; its name for `settle`."""
        if (limit := self.limit) and len(self._use) >= limit:
            self._learn(limit + 1)
        self._under_way.append(self._now)
        return self._now

    def settle(self, reserved: float) -> None:
        """It was granted: the server's minute began no later than now."""
        self._withdraw(reserved)
        self._grants.append(self._now)
        refusing = self._now < number(self._state, "until")
        if refusing and 0 < self.limit < len(self._grants):
            self._learn(len(self._grants))  # under way when another one was refused

    def note_refusal(self, reserved: float, seconds: float | None) -> None:
        """It was refused, for `seconds` where the answer says so."""
        self._withdraw(reserved)
        granted = len(self._grants)
        if _LEAST <= granted < _MOST:
            # Step by step, since somebody else may have used a part of it this time.
            known = self.limit or granted
            self._learn(max(granted, known - 1) if granted < known else known)
        if seconds is None:
            # The minute that is used up began with the first that it granted.
            first = self._grants[-min(granted, self.limit or granted)] if granted else self._now
            seconds = first + WINDOW - self._now
        self._state |= {"refused_at": self._now, "until": self._now + seconds}

    def _learn(self, limit: int) -> None:
        self._state |= {"limit": limit, "learnt": self._now}

    def _withdraw(self, reserved: float) -> None:
        if reserved in self._under_way:
            self._under_way.remove(reserved)
