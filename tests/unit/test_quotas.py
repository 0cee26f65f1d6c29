"""Quotas of the account and of a path, against servers of a simulated time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alegra_cli.testing import FakeClock
from alegra_cli.transport.budget import Budget, Reservation, Wait
from alegra_cli.transport.own_quota import AGAIN, FORGOTTEN
from tests.nesting import nested, objects

LATENCY = 0.2
Allows = Callable[[float], bool]


def sliding(quota: int, window: float) -> Allows:
    """At most `quota` in any stretch of `window` seconds."""
    granted: list[float] = []

    def allows(now: float) -> bool:
        granted[:] = [at for at in granted if at > now - window]
        if len(granted) >= quota:
            return False
        granted.append(now)
        return True

    return allows


def since_the_first(quota: int, window: float) -> Allows:
    """A window begins with the first request after the one before."""
    state = {"began": float("-inf"), "used": 0.0}

    def allows(now: float) -> bool:
        if now >= state["began"] + window:
            state.update(began=now, used=0)
        state["used"] += 1
        return state["used"] <= quota

    return allows


def by_the_clock(quota: int, window: float) -> Allows:
    """Windows begin at full minutes of the server's clock."""
    state = {"number": -1.0, "used": 0.0}

    def allows(now: float) -> bool:
        if now // window != state["number"]:
            state.update(number=now // window, used=0)
        state["used"] += 1
        return state["used"] <= quota

    return allows


KINDS = pytest.mark.parametrize("kind", [sliding, since_the_first, by_the_clock])


class TwoDays(FakeClock):
    """A clock of two days: who waits longer never comes to an end."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = self.seconds() + 2 * FORGOTTEN

    def sleep(self, seconds: float) -> None:
        assert self.seconds() < self.ends
        super().sleep(seconds)


class Program:
    """One that asks, one request after the other, and a server that may refuse."""

    def __init__(self, allows: Allows, folder: Path | None = None, quota: int = 150) -> None:
        self.allows = allows
        self.clock = TwoDays()
        self.waits: list[Wait] = []
        self.quota = quota
        self.path = folder / "quota.json" if folder else None
        self.budget = self.another()
        self.good = self.refused = 0

    def another(self) -> Budget:
        return Budget(self.path, self.clock, self.quota, self.waits.append)

    def ask(self, path: str, refuse: Callable[[Reservation], None], budget: Budget) -> None:
        reserved = budget.take(path)
        self.clock.sleep(LATENCY / 2)
        well = self.allows(self.clock.seconds())
        self.clock.sleep(LATENCY / 2)
        if well:
            self.good += 1
            budget.grant(reserved, {})
        else:
            self.refused += 1
            refuse(reserved)

    def contacts(self, budget: Budget | None = None) -> None:
        mine = budget or self.budget
        self.ask("/contacts", lambda reserved: mine.note_own_refusal(reserved, None), mine)

    def terms(self, told: Callable[[float], float | None]) -> None:
        budget = self.budget
        self.ask("/terms", lambda _r: budget.note_exhaustion(told(self.clock.seconds())), budget)

    def whole(self, ask: Callable[[], None], seconds: float) -> tuple[int, int]:
        """Go on for so long; how many were granted and refused."""
        good, refused = self.good, self.refused
        ends = self.clock.seconds() + seconds
        while self.clock.seconds() < ends:
            ask()
        return self.good - good, self.refused - refused


@KINDS
@pytest.mark.parametrize("quota", [2, 5, 20])
def test_a_quota_of_a_path_is_learnt_and_used(
    kind: Callable[[int, float], Allows], quota: int
) -> None:
    program = Program(kind(quota, 60))
    program.whole(program.contacts, 240)
    good, refused = program.whole(program.contacts, 3600)
    assert good >= 0.9 * quota * 60
    assert refused <= max(2, 0.02 * good)


def test_it_slows_nothing_else_down() -> None:
    program = Program(sliding(5, 60))
    for _time in range(6):
        program.contacts()
    before = program.clock.seconds()
    assert isinstance(program.budget.reserve("/contacts/12"), Wait)
    program.budget.take("/items")
    assert program.clock.seconds() == before


def test_what_a_person_is_told_of_the_wait() -> None:
    program = Program(sliding(5, 60))
    for _time in range(7):
        program.contacts()
    (told,) = program.waits
    assert (told.path, told.limit) == ("/contacts", 5)
    assert 50 < told.seconds <= 60


def test_programs_of_an_account_share_it(tmp_path: Path) -> None:
    program = Program(sliding(5, 60), tmp_path)
    for _time in range(6):
        program.contacts(program.another())
    assert program.refused == 1
    for _time in range(100):
        program.contacts(program.another())
    assert program.refused <= 3
    assert json.loads((tmp_path / "quota.json").read_text())["paths"]["/contacts"]["limit"] == 5


def test_a_quota_that_others_used_in_part_is_tried_again(tmp_path: Path) -> None:
    allows = sliding(5, 60)
    program = Program(allows, tmp_path)
    for _foreign in range(3):
        allows(program.clock.seconds())
    program.whole(program.contacts, 600)
    program.whole(program.contacts, 4 * AGAIN)
    good, _refused = program.whole(program.contacts, 600)
    assert good >= 45


def test_an_old_quota_is_forgotten(tmp_path: Path) -> None:
    program = Program(sliding(5, 60), tmp_path)
    for _time in range(6):
        program.contacts()
    program.clock.sleep(FORGOTTEN)
    program.budget.take("/items")
    assert "/contacts" not in json.loads((tmp_path / "quota.json").read_text())["paths"]


@KINDS
def test_the_account_s_quota_that_no_header_tells(kind: Callable[[int, float], Allows]) -> None:
    program = Program(kind(100, 60))
    program.whole(lambda: program.terms(lambda now: None), 300)
    good, refused = program.whole(lambda: program.terms(lambda now: None), 1800)
    assert good >= 0.9 * 100 * 30
    assert refused <= 0.02 * good


@pytest.mark.parametrize("window", [10.0, 60.0, 100.0])
def test_the_account_s_quota_that_retry_after_tells(window: float) -> None:
    program = Program(by_the_clock(20, window))

    def told(now: float) -> float:
        return window - now % window

    program.whole(lambda: program.terms(told), 5 * window)
    good, refused = program.whole(lambda: program.terms(told), 50 * window)
    assert good >= 0.9 * 20 * 50
    assert refused <= 0.02 * good


DAMAGE = nested(
    (None, False, True),
    (st.integers(), st.floats(), st.text(max_size=5)),
    st.text(max_size=5),
    most=8,
)
KEYS = st.sampled_from(
    ["remaining", "reset_at", "limit", "assumed", "granted", "began", "length", "learnt", "paths"]
)
OF_A_PATH = objects(st.sampled_from(["granted", "limit", "learnt", "until"]), DAMAGE)


@example({"limit": -1}, None)
@example({"limit": 0.5, "length": -1, "assumed": 1}, {"limit": -3, "learnt": 1781542800.0})
@given(objects(KEYS, DAMAGE, most=9), st.none() | OF_A_PATH)
def test_a_damaged_file_holds_nobody_up(
    tmp_path_factory: pytest.TempPathFactory, state: dict[str, Any], own: Any
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    program = Program(sliding(1000, 60), folder)
    assert program.path is not None
    if own is not None:
        state["paths"] = {"/contacts": own}
    program.path.write_text(json.dumps(state))
    before = program.clock.seconds()
    for _time in range(3):
        program.contacts()
    program.budget.note_exhaustion(None)
    assert program.clock.seconds() - before <= 3 * 3600 + 1
    assert program.budget.limit() >= 0


@pytest.mark.parametrize("text", ["[" * 100_000, "[1, 2]", "null", "NaN", '{"remaining": 1e999}'])
def test_a_file_that_is_none_is_made_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "quota.json").write_text(text)
    program = Program(sliding(9, 60), tmp_path)
    program.budget.take("/terms")
    assert json.loads((tmp_path / "quota.json").read_text())["remaining"] == 149
