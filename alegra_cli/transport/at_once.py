"""How many requests may be under way at a time: found out, and remembered for the account.

Some accounts refused what was more than three at once, others took six (S7); nothing tells
beforehand.
"""

from __future__ import annotations

import contextlib
import threading
from typing import Any

import attrs

from alegra_cli.clock import Clock
from alegra_cli.transport.account_file import AccountFile, number, part

START = 3
MOST = 32
# Answers in full use until what was refused is tried again; twice as many when it is in vain.
PATIENCE = 150
_LONGEST_PATIENCE = 2400
# Seconds after which what an account refused, and then all that is known of it, is forgotten.
AGAIN = 3600.0
FORGOTTEN = 86400.0


@attrs.define
class AtOnce:
    """The number, as answers and refusals teach it.

    limit: how many may be under way. proven: how many have been, and were answered well.
    ceiling: the most that was not refused lately. patience: see `PATIENCE`. good: answers in
    full use since the limit changed. trying: whether the ceiling is being tried again.
    """

    limit: int = START
    proven: int = 0
    ceiling: int = MOST
    patience: int = PATIENCE
    good: int = 0
    trying: bool = False

    def note_answer(self, under_way: int) -> None:
        """One was answered well; under_way: how many there were when it left, with itself."""
        self.proven = max(self.proven, under_way)
        if under_way < self.limit:
            return  # not in full use: it says nothing of one more
        self.good += 1
        if self.trying and self.good >= self.limit:
            # It takes more than it did: what it refused once says nothing any more.
            self.ceiling, self.patience, self.trying = MOST, PATIENCE, False
        if self.limit < self.ceiling:
            self.limit, self.good = self.limit + 1, 0
        elif self.limit == self.ceiling < MOST and self.good >= self.patience:
            self.ceiling = self.limit = self.limit + 1
            self.good, self.trying = 0, True

    def note_refusal(self, under_way: int) -> None:
        """The API had no room for one of so many."""
        if under_way <= 1:
            # It is not about how many, so neither were the refusals just before.
            self.ceiling, self.trying = MOST, False
            return
        if self.trying:
            self.patience = min(_LONGEST_PATIENCE, 2 * self.patience)
        self.ceiling = min(under_way, MOST) - 1
        self.limit = max(1, min(under_way, self.limit) // 2)
        self.proven = min(self.proven, self.ceiling)
        self.good, self.trying = 0, False

    def for_one(self, safe: bool) -> int:
        """How many there may be when one more goes; safe: a refusal of it does no harm."""
        return self.limit if safe else min(self.limit, max(START, self.proven))


@attrs.define(eq=False)
class Passage:
    """A request under way.

    under_way: how many there were when it left, with itself. most: the most until now. era: how
    often the number had been halved.
    """

    under_way: int
    most: int
    era: int


class ConcurrencyGate:
    """Lets as many requests of this process through as the account takes at once."""

    def __init__(self, file: AccountFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock
        self._room = threading.Condition()
        self._under_way: list[Passage] = []
        self._last_seen: AtOnce | None = None
        self._era = 0

    def recall(self, state: dict[str, Any], now: float) -> AtOnce:
        """The number; `state` is the account's file, which is read once for each gate."""
        if self._last_seen is None:
            self._last_seen = _recollection(part(state, "at_once"), now)
        return self._last_seen

    def enter(self, safe: bool) -> Passage:
        """Wait for room. safe: the request may go again if it is refused for want of it."""
        with self._room:
            while len(self._under_way) >= self._at_once().for_one(safe):
                self._room.wait()
            number = len(self._under_way) + 1
            passage = Passage(number, number, self._era)
            self._under_way.append(passage)
            for one in self._under_way:
                one.most = max(one.most, number)
            return passage

    def unproven(self, passage: Passage) -> bool:
        """Whether so many at once were never answered well before."""
        with self._room:
            return passage.most > max(1, self._at_once().proven)

    def leave(self, passage: Passage, refused: bool | None) -> None:
        """It has ended. refused: for want of room; None where that can't be told."""
        with self._room:
            at_once = self._at_once()
            before = attrs.evolve(at_once, good=0)
            # What left before the number was halved tells of the number that was.
            if passage.era == self._era and refused is not None:
                if refused:
                    at_once.note_refusal(passage.most)
                    self._era += 1
                else:
                    at_once.note_answer(passage.under_way)
            self._under_way.remove(passage)
            if attrs.evolve(at_once, good=0) != before:
                self._remember(at_once)
            self._room.notify_all()

    def _at_once(self) -> AtOnce:
        if self._last_seen is not None:
            return self._last_seen
        with self._file.state() as state:
            return self.recall(state, self._clock.seconds())

    def _remember(self, at_once: AtOnce) -> None:
        now = self._clock.seconds()
        with self._file.state() as state:
            kept = part(state, "at_once")
            refused_at = number(kept, "refused_at")
            if at_once.ceiling != number(kept, "ceiling", MOST):
                refused_at = now
            kept |= attrs.asdict(at_once) | {"at": now, "refused_at": refused_at}


def _recollection(kept: dict[str, Any], now: float) -> AtOnce:
    """What was remembered, as far as its age and sense allow."""
    if not 0 <= now - number(kept, "at") < FORGOTTEN:
        return AtOnce()
    found = AtOnce()
    with contextlib.suppress(ValueError):
        found.proven = min(MOST, max(0, int(number(kept, "proven"))))
        found.patience = max(PATIENCE, int(min(_LONGEST_PATIENCE, number(kept, "patience"))))
        if 0 <= now - number(kept, "refused_at") < AGAIN:
            found.ceiling = min(MOST, max(1, int(number(kept, "ceiling", MOST))))
        # What was only tried is tried again; what was answered well is where to go on from.
        limit = int(number(kept, "limit", START))
        found.limit = max(1, min(limit, max(START, found.proven), found.ceiling))
    return found
