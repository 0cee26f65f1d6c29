"""The guide for people from the older tool: every option of that tool, and what is true of it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
import yaml

from alegra_cli import cli
from alegra_cli.app import App
from tests.cases import cases

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs" / "guides"
PAGES = [GUIDES / "from-the-go-tool.md", GUIDES / "from-the-go-tool.es.md"]
STATES = {"same": "same", "changed": "changed", "gone": "gone"}
STATES |= {"igual": "same", "cambia": "changed", "no existe": "gone"}


def go_options() -> list[tuple[str, str]]:
    """(command, option) of the older tool."""
    text = (ROOT / "tests" / "data" / "known_flags.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [(command, option) for command, option in rows]


KNOWN = go_options()
NAMES = sorted({option for _command, option in KNOWN})


def page_states(page: Path) -> dict[str, str]:
    """option: its state, as the tables of the page say."""
    found: dict[str, str] = {}
    for line in page.read_text(encoding="utf-8").splitlines():
        first, *others = (cell.strip() for cell in line.strip("| ").split("|"))
        if others and others[0] in STATES:
            for option in re.findall(r"`(--[a-z-]+)`", first):
                assert option not in found, option
                found[option] = STATES[others[0]]
    return found


def options(words: Sequence[str]) -> set[str]:
    """Of a command of ours, by its words."""
    streams = (io.StringIO(), io.StringIO(), io.StringIO())
    app = App({"HOME": "/nowhere", "ALEGRA_LANG": "en"}, *streams)
    command: click.Command = cli.root()
    ctx = click.Context(command, info_name="alegra", obj=app)
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(ctx, word)
        assert found is not None, words
        command, ctx = found, click.Context(found, info_name=word, parent=ctx, obj=app)
    return {name for param in command.get_params(ctx) for name in param.opts}


def test_the_older_tool_has_87_options() -> None:
    assert len(NAMES) == 87


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_has_its_place(page: Path) -> None:
    assert sorted(page_states(page)) == NAMES


def test_both_languages_say_the_same() -> None:
    assert page_states(PAGES[0]) == page_states(PAGES[1])


def test_what_is_said_to_be_the_same_is_there() -> None:
    same = {option for option, state in page_states(PAGES[0]).items() if state == "same"}
    assert len(same) > 50
    pairs: dict[str, set[str]] = {}
    for command, option in KNOWN:
        if option in same:
            pairs.setdefault(command.replace("(global)", ""), set()).add(option)
    missing = {command: wanted - options(command.split()) for command, wanted in pairs.items()}
    assert {command: names for command, names in missing.items() if names} == {}


def test_what_is_said_to_be_gone_is_not_there() -> None:
    gone = {option for option, state in page_states(PAGES[0]).items() if state == "gone"}
    ours = {"version": options(["version"]), "completion bash": options(["completion", "bash"])}
    assert gone
    for command, option in KNOWN:
        if option in gone and command in ours:
            assert option not in ours[command], command


BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in sorted(GUIDES.glob("*.md"))
    for number, block in enumerate(
        re.findall(r"^```yaml[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    )
]


@cases("block", BLOCKS)
def test_yaml_that_a_page_shows_can_be_read(block: str) -> None:
    assert isinstance(yaml.safe_load(block), dict)
