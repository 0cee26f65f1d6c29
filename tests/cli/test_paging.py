"""The pager: on a real terminal, for what is longer than its 24 lines, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.terminal import Terminal


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says so and shows what it gets."""
    script = tmp_path / "a pager"
    script.write_text('#!/bin/sh\necho "paged with $LESS"\ncat\necho "until here"\n')
    script.chmod(0o755)
    return f"'{script}'"


@pytest.mark.parametrize(
    ("words", "through"),
    [
        (["invoices", "list", "--limit", "60"], True),
        (["invoices", "get", "1", "-o", "json"], True),
        (["invoices", "list", "--limit", "60", "--select", "[].id"], True),
        (["invoices", "list", "--limit", "3"], False),
        (["invoices", "list", "--limit", "60", "--no-pager"], False),
    ],
)
def test_only_what_is_longer_than_the_screen(
    alegra_on: Program, pager: str, words: list[str], through: bool
) -> None:
    env = {**alegra_on.variables(), "ALEGRA_PAGER": pager, "NO_COLOR": "1"}
    terminal = Terminal(words, env)
    assert terminal.finish() == 0, terminal.output
    assert ("paged with FRX\n" in terminal.output) is through
    assert ("until here\n" in terminal.output) is through
    assert "Exception" not in terminal.output


def test_notes_come_after_the_pager(alegra_on: Program, pager: str) -> None:
    env = {**alegra_on.variables(), "ALEGRA_PAGER": pager}
    terminal = Terminal(["invoices", "list"], env)
    assert terminal.finish() == 0
    assert "until here\n" in terminal.output
    assert terminal.output.index("until here") < terminal.output.index("the first 30")


def test_a_pager_that_is_left_early_is_no_error(alegra_on: Program, tmp_path: Path) -> None:
    script = tmp_path / "left"
    script.write_text("#!/bin/sh\nread line\necho left\n")
    script.chmod(0o755)
    env = {**alegra_on.variables(), "PAGER": str(script)}
    terminal = Terminal(["invoices", "list", "--all", "-o", "json"], env)
    assert terminal.finish() == 0, terminal.output
    assert "Error" not in terminal.output


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager-here", "less 'half"])
def test_without_a_pager_everything_is_shown(alegra_on: Program, pager: str) -> None:
    env = {**alegra_on.variables(), "ALEGRA_PAGER": pager}
    terminal = Terminal(["invoices", "list", "--limit", "60", "--columns", "id"], env)
    assert terminal.finish() == 0
    assert terminal.output.count("\n") == 62


def test_the_configuration_names_one(alegra_on: Program, pager: str) -> None:
    assert alegra_on("config", "set", "pager", pager).code == 0
    env = {**alegra_on.variables(), "PAGER": "cat"}
    terminal = Terminal(["invoices", "list", "--limit", "60"], env)
    assert terminal.finish() == 0
    assert "paged with" in terminal.output
