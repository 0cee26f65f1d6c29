"""How many requests go at once: the number, against servers of a simulated time."""

from __future__ import annotations

import heapq
import itertools
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.testing import FakeClock
from alegra_cli.transport.account_file import AccountFile
from alegra_cli.transport.at_once import AGAIN, FORGOTTEN, MOST, START, AtOnce, ConcurrencyGate
from tests.cases import cases


@attrs.define
class Run:
    """What a number of requests came to. seconds: from the first to the last answer."""

    good: int
    refused: int
    seconds: float
    widest: int


def run(at_once: AtOnce, allowed: int, requests: int, jobs: int = 9) -> Run:
    """Up to `jobs` at a time against a server that answers in a second and refuses in a tenth."""
    moment, good, refused, widest, era = 0.0, 0, 0, 0, 0
    order = itertools.count()
    under_way: list[tuple[float, int, bool, int, int]] = []
    while good < requests:
        while len(under_way) < min(jobs, at_once.for_one(True)):
            served = sum(1 for one in under_way if one[2])
            takes = 1.0 if served < allowed else 0.1
            entry = (moment + takes, next(order), served < allowed, len(under_way) + 1, era)
            heapq.heappush(under_way, entry)
        widest = max(widest, len(under_way))
        moment, _number, well, left_with, of_era = heapq.heappop(under_way)
        good, refused = good + well, refused + (not well)
        if of_era != era:
            continue
        if well:
            at_once.note_answer(left_with)
        else:
            at_once.note_refusal(max(left_with, len(under_way) + 1))
            era += 1
    return Run(good, refused, moment, widest)


@cases("allowed", range(1, 10))
def test_it_finds_what_an_account_takes(allowed: int) -> None:
    at_once = AtOnce()
    first = run(at_once, allowed, 100)
    assert first.refused <= 4
    later = run(at_once, allowed, 3000)
    assert later.good / later.seconds >= 0.9 * allowed
    assert later.refused <= 0.02 * later.good
    assert later.widest <= allowed + 1


def test_nine_at_once_are_soon_in_use() -> None:
    whole = run(AtOnce(), 9, 100)
    assert whole.refused == 0
    assert whole.seconds <= 100 / 5


def test_it_never_grows_while_fewer_are_under_way() -> None:
    at_once = AtOnce()
    run(at_once, 9, 500, jobs=2)
    assert (at_once.limit, at_once.proven) == (START, 2)


def test_a_refusal_halves_it() -> None:
    at_once = AtOnce(limit=8, proven=8)
    at_once.note_refusal(8)
    assert (at_once.limit, at_once.ceiling) == (4, 7)


def test_an_outage_that_one_alone_sees_does_not_bind_it() -> None:
    at_once = AtOnce()
    for under_way in (3, 1, 1):
        at_once.note_refusal(under_way)
    run(at_once, 9, 100)
    assert at_once.limit >= 9


def test_what_was_refused_is_tried_again_and_ever_more_seldom() -> None:
    at_once = AtOnce()
    refused = [run(at_once, 3, 500).refused for _hundreds in range(8)]
    assert sum(refused) <= 8
    assert run(at_once, 6, 3000).widest >= 6


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=300),
    st.builds(AtOnce, limit=st.integers(1, MOST), ceiling=st.integers(1, MOST)),
)
def test_it_stays_within_its_bounds_whatever_happens(
    answers: list[tuple[bool, int]], at_once: AtOnce
) -> None:
    at_once.limit = min(at_once.limit, at_once.ceiling)
    for well, under_way in answers:
        before = at_once.limit
        if well:
            at_once.note_answer(under_way)
        else:
            at_once.note_refusal(under_way)
        assert 1 <= at_once.limit <= at_once.ceiling <= MOST
        assert at_once.limit <= before + 1
        assert 1 <= at_once.for_one(safe=False) <= at_once.for_one(safe=True) <= MOST


@given(st.integers(1, 9), st.integers(1, MOST))
def test_it_converges_from_anywhere(allowed: int, start: int) -> None:
    at_once = AtOnce(limit=start)
    run(at_once, allowed, 200)
    later = run(at_once, allowed, 1000)
    assert later.good / later.seconds >= 0.9 * allowed
    assert later.refused <= 0.02 * later.good


def test_a_write_that_may_go_only_once_tries_nothing_new() -> None:
    at_once = AtOnce(limit=7, proven=5)
    assert (at_once.for_one(safe=True), at_once.for_one(safe=False)) == (7, 5)
    assert AtOnce(limit=2).for_one(safe=False) == 2


class Memory:
    """An account's file, and programs of different times that use it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "quota.json"
        self.clock = FakeClock()

    def gate(self) -> ConcurrencyGate:
        return ConcurrencyGate(AccountFile(self.path), self.clock)

    def answers(self, gate: ConcurrencyGate, rounds: int, together: int) -> None:
        for _round in range(rounds):
            passages = [gate.enter(True) for _one in range(together)]
            for passage in passages:
                gate.leave(passage, False)

    def refusal(self, gate: ConcurrencyGate, together: int) -> None:
        passages = [gate.enter(True) for _one in range(together)]
        gate.leave(passages[-1], True)
        for passage in passages[:-1]:
            gate.leave(passage, False)

    @property
    def file_content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path.read_text())["at_once"]
        return found


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


def test_the_next_run_goes_on_where_the_last_one_was(memory: Memory) -> None:
    first = memory.gate()
    for together in (3, 3, 3, 4, 4, 4, 4, 5):
        memory.answers(first, 1, together)
    memory.answers(memory.gate(), 1, 4)
    assert memory.file_content["proven"] >= 4


def test_a_refusal_is_remembered_for_an_hour_and_the_rest_for_a_day(memory: Memory) -> None:
    memory.refusal(memory.gate(), 3)
    assert (memory.file_content["limit"], memory.file_content["ceiling"]) == (1, 2)
    memory.clock.sleep(AGAIN)
    memory.answers(memory.gate(), 4, 1)
    assert memory.file_content["ceiling"] == MOST
    memory.clock.sleep(FORGOTTEN)
    memory.answers(memory.gate(), 1, 1)
    assert (memory.file_content["limit"], memory.file_content["proven"]) == (START, 1)


def test_of_several_refused_together_the_first_one_counts(memory: Memory) -> None:
    gate = memory.gate()
    passages = [gate.enter(True) for _one in range(3)]
    for passage in passages:
        gate.leave(passage, True)
    assert memory.file_content["limit"] == 1
    assert memory.file_content["ceiling"] == 2


@given(
    st.dictionaries(
        st.sampled_from(["limit", "proven", "ceiling", "patience", "at", "refused_at"]),
        st.none() | st.text() | st.floats() | st.integers() | st.lists(st.integers()),
    )
)
def test_a_damaged_memory_is_none(tmp_path_factory: pytest.TempPathFactory, kept: Any) -> None:
    memory = Memory(tmp_path_factory.mktemp("damaged"))
    memory.path.write_text(json.dumps({"at_once": {"at": memory.clock.seconds(), **kept}}))
    gate = memory.gate()
    gate.leave(gate.enter(False), False)
    # What was not written anew is still the damage that it was.
    left = {key: value for key, value in memory.file_content.items() if key != "at"}
    assert left.items() <= kept.items() or 1 <= memory.file_content["limit"] <= MOST
