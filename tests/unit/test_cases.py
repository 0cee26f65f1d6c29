"""Many cases in one test of our own: as apart as in tests of their own, and told by name."""

from __future__ import annotations

import inspect
import os
import re
from pathlib import Path

import pytest
import responses

from alegra_cli import i18n
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.conftest import API


def failures(table: object, *arguments: object) -> str:
    assert callable(table)
    with pytest.raises(BaseExceptionGroup) as caught:
        table(*arguments)
    return str(caught.value.message)


def test_all_that_fail_are_named_and_all_are_checked() -> None:
    seen = []

    @cases("number, word", [(1, "one"), (2, "two"), pytest.param(3, "six", id="three"), (5, "no")])
    def table(number: int, word: str) -> None:
        seen.append(number)
        assert number == 2

    assert failures(table) == "1-'one'; three; 5-'no'"
    assert seen == [1, 2, 3, 5]


def test_names_may_be_given_or_made_of_the_values() -> None:
    @cases("number", [1, 2], ids=["a", "b"])
    def given(number: int) -> None:
        assert number == 1

    @cases(("number", "word"), [(1, "x"), (2, "y")], ids=lambda value: f"<{value}>")
    def made(number: int, word: str) -> None:
        assert (number, word) == (1, "x")

    assert failures(given) == "b"
    assert failures(made) == "<2>-<y>"
    with pytest.raises(ValueError, match="longer"):
        cases("number", [1, 2], ids=["a"])


def test_what_was_not_raised_is_told_of_its_case_and_so_is_a_skip() -> None:
    @cases("text", ["1", "x", "skip", "y"])
    def table(text: str) -> None:
        if text == "skip":
            pytest.skip("not today")
        with pytest.raises(ValueError, match="invalid literal"):
            int(text)

    assert failures(table) == "'1'; 'skip'"


def test_no_case_sees_what_another_left(tmp_path: Path) -> None:
    homes = []

    @cases("number", [1, 2])
    def table(number: int, tmp_path: Path, alegra: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
        assert alegra.home == tmp_path
        assert not list(tmp_path.iterdir())
        assert alegra.clock.slept == []
        assert "LEFT" not in os.environ
        assert i18n.language() == "en"
        alegra.clock.sleep(number)
        (tmp_path / "left").touch()
        monkeypatch.setenv("LEFT", "1")
        i18n.use("es")
        homes.append(tmp_path)

    table(tmp_path)
    assert len(set(homes)) == 2
    assert "LEFT" not in os.environ


def test_a_stub_that_nobody_asks_fails_its_case_alone(tmp_path: Path) -> None:
    @cases("line", ["list --help", "list"])
    def table(line: str, alegra: Runner, api: responses.RequestsMock) -> None:
        api.get(f"{API}/terms", json=[])
        assert alegra("terms", *line.split()).code == 0

    assert failures(table, tmp_path) == "'list --help'"


def test_pytest_is_asked_for_nothing_but_the_folder() -> None:
    @cases("number", [1])
    def alone(number: int) -> None:
        """Nothing."""

    @cases("number", [1])
    def at_home(number: int, alegra: Runner) -> None:
        """Nothing."""

    assert list(inspect.signature(alone).parameters) == []
    assert list(inspect.signature(at_home).parameters) == ["tmp_path"]


def test_what_cases_would_share_is_refused() -> None:
    def table(number: int, capsys: object) -> None:
        """Nothing."""

    with pytest.raises(TypeError, match=re.escape("table: its cases would share ['capsys']")):
        cases("number", [1])(table)


def test_a_table_without_a_case_is_refused() -> None:
    with pytest.raises(ValueError, match="can't fail"):
        cases("number", [])


def test_a_case_with_a_mark_is_refused() -> None:
    with pytest.raises(TypeError, match="no marks"):
        cases("number", [pytest.param(1, marks=pytest.mark.skip)])
