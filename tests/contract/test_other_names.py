"""What everything is called in other languages: there, unique, and never two things at once."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

import click
import pytest

from alegra_cli import cli, i18n, words
from alegra_cli.app import App
from alegra_cli.commands.other_names import OptionNames, shown_name, shown_option
from alegra_cli.declare import Resource
from alegra_cli.testing.each import each
from tests.contract.conftest import REGISTRY, RESOURCES

# Called the same in Spanish, or a proper name.
SAME = {"alias", "api", "auth", "mcp", "pdf", "xml", "version"}
TOP = [one for one in RESOURCES if not one.group]


@pytest.fixture
def spanish() -> Iterator[None]:
    before = i18n.language()
    i18n.use("es")
    yield
    i18n.use(before)


def test_every_command_has_a_spanish_name_that_no_other_has() -> None:
    named = REGISTRY.in_language("es")
    assert {one.name for one in TOP if one.name not in named} == set()
    keys = Counter(words.key(name) for name in named.values())
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_name_that_is_shown_is_taken_for_its_command_alone() -> None:
    for own, name in REGISTRY.in_language("es").items():
        assert REGISTRY.meanings(name) == [own]
        assert REGISTRY.match(name) in (None, own), f"{name} is another command's English name"
        assert not words.meanings(words.COMMANDS, name, cli.BUILTIN), f"{name} is a command of ours"


def test_what_several_are_called_has_a_dot_behind_and_is_asked() -> None:
    assert REGISTRY.meanings("gastos") == ["bills", "payments"]
    assert REGISTRY.meanings("iva") == ["taxes"]


@pytest.mark.usefixtures("spanish")
def test_every_action_has_a_spanish_name_that_no_other_of_its_resource_has() -> None:
    each(((" ".join(one.command), one) for one in RESOURCES), has_names_of_its_actions)


def has_names_of_its_actions(resource: Resource) -> None:
    names = {
        one.name: shown_name(words.ACTIONS, one.name, one.other_names) for one in resource.actions
    }
    assert {name for name, other in names.items() if not other and name not in SAME} == set()
    shown = Counter(words.key(other) for other in names.values() if other)
    assert [other for other, count in shown.items() if count > 1] == []


def contexts() -> Iterator[click.Context]:
    """Every command of the program, ours and the plugins'."""
    app = App({"HOME": "/nonexistent"}, io.StringIO(), io.StringIO(), io.StringIO())
    root = cli.root()
    yield from _below(click.Context(root, info_name="alegra", obj=app))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None
            yield from _below(
                click.Context(command, info_name=name, parent=context, obj=context.obj)
            )


@pytest.mark.usefixtures("spanish")
def test_the_name_that_help_shows_for_an_option_is_that_option() -> None:
    wrong = []
    for context in contexts():
        params = context.command.get_params(context)
        names = OptionNames(params)
        for param in params:
            if isinstance(param, click.Option) and (other := shown_option(param)):
                found = names.options(other)
                if len(found) != 1 or found[0] is not param:
                    wrong.append(f"{context.command_path} {other}: {[one.opts for one in found]}")
    assert wrong == []


@pytest.mark.usefixtures("spanish")
def test_no_name_of_an_option_is_an_english_one_of_another() -> None:
    wrong = []
    for context in contexts():
        options = [
            one for one in context.command.get_params(context) if isinstance(one, click.Option)
        ]
        for option in options:
            other = shown_option(option)
            taken = [one.opts for one in options if one is not option and other in one.opts]
            if other and taken:
                wrong.append(f"{context.command_path} {other}: {taken}")
    assert wrong == []


def test_every_word_of_a_language_stands_for_something_that_is_there() -> None:
    """Those of options may be for a plugin that is not here."""
    there = set()
    for context in contexts():
        if isinstance(context.command, click.Group):
            there |= {*context.command.list_commands(context)}
            there |= {*getattr(context.command, "aliases", ())}
    for code in words.LANGUAGES:
        assert set(words.table(words.ACTIONS, code)) - there == set()
        assert set(words.table(words.COMMANDS, code)) - set(cli.BUILTIN) == set()
