"""Many cases in one test of the kit: all failures at once, each with its name."""

from __future__ import annotations

import pytest

from alegra_cli.testing import Runner
from alegra_cli.testing.each import each, each_at_home, network
from tests.conftest import API


def test_all_that_fails_is_told_at_once_and_by_name() -> None:
    seen = []

    def check(number: int) -> None:
        seen.append(number)
        assert number % 2 == 0, f"{number} is odd"

    with pytest.raises(ExceptionGroup) as caught:
        each([("tips list", 1), ("tips get", 2), ("tips pdf", 3), ("tips pdf", 5)], check)
    assert seen == [1, 2, 3, 5]
    assert caught.value.message == "tips list; tips pdf; tips pdf"
    found = [
        (str(one).partition("\n")[0], getattr(one, "__notes__", None))
        for one in caught.value.exceptions
    ]
    assert found == [
        ("1 is odd", ["tips list"]),
        ("3 is odd", ["tips pdf"]),
        ("5 is odd", ["tips pdf"]),
    ]


def test_failures_that_tell_all_by_themselves_have_no_traceback_of_the_kit() -> None:
    def check(text: str) -> None:
        pytest.fail(text, pytrace=False)

    with pytest.raises(pytest.fail.Exception) as caught:
        each([("tips list", "no such option"), ("tips get", "no such file")], check)
    assert caught.value.pytrace is False
    assert str(caught.value) == "tips list: no such option\ntips get: no such file"


def test_nothing_is_raised_where_all_is_well() -> None:
    each([("tips list", 1)], lambda number: number)
    each([], lambda number: number)


def test_every_case_has_a_home_and_a_clock_of_its_own(alegra: Runner) -> None:
    runners = []

    def check(own: Runner, seconds: int) -> None:
        own.clock.sleep(seconds)
        assert own.clock.slept == [seconds]
        assert list(own.home.iterdir()) == []
        (own.home / "left").touch()
        runners.append(own)

    each_at_home(alegra, [("tips list", 1), ("tips list", 2)], check)
    assert len({one.home for one in runners}) == 2


def test_a_stub_that_nobody_asks_fails_its_case_alone(alegra: Runner) -> None:
    def check(own: Runner, line: str) -> None:
        with network() as api:
            api.get(f"{API}/terms", json=[])
            assert own("terms", *line.split()).code == 0

    with pytest.raises(ExceptionGroup) as caught:
        each_at_home(alegra, [("help", "list --help"), ("list", "list")], check)
    assert caught.value.message == "help"


def test_what_was_not_raised_is_told_of_its_case_and_so_is_a_skip() -> None:
    def check(text: str) -> None:
        if text == "skip":
            pytest.skip("not today")
        with pytest.raises(ValueError, match="invalid literal"):
            int(text)

    with pytest.raises(BaseExceptionGroup) as caught:
        each([("one", "1"), ("none", "x"), ("skipped", "skip"), ("two", "2")], check)
    assert caught.value.message == "one; skipped; two"
