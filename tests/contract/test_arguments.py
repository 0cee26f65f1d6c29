"""Every command's options are what its function takes, name by name."""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Iterator
from functools import partial

import click
import pytest

from alegra_cli.app import App
from alegra_cli.cli import root
from alegra_cli.commands import arguments
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Declared, Placeholder


def leaves() -> Iterator[tuple[str, Leaf]]:
    app = App({}, io.StringIO(), io.StringIO(), io.StringIO())
    with click.Context(root(), info_name="alegra", obj=app) as ctx:
        yield from below(ctx, root(), "")


def below(ctx: click.Context, group: click.Group, name: str) -> Iterator[tuple[str, Leaf]]:
    for word in group.list_commands(ctx):
        command = group.get_command(ctx, word)
        if isinstance(command, click.Group):
            with click.Context(command, parent=ctx, info_name=word, obj=ctx.obj) as inner:
                yield from below(inner, command, f"{name} {word}".strip())
        elif isinstance(command, Leaf):
            yield f"{name} {word}".strip(), command


LEAVES = dict(leaves())
# The function of each, once: most actions share theirs with many others.
WORDS = set(vars(App({}, io.StringIO(), io.StringIO(), io.StringIO()).options))


def given_to(command: Leaf) -> set[str]:
    """The names of what the function is called with, besides the app."""
    own = {
        param.name or ""
        for param in command.params
        if param.expose_value and not isinstance(param, (Declared, Placeholder))
    }
    return (own - WORDS) | command.takes


def taken_by(command: Leaf) -> tuple[set[str], set[str]]:
    """(what it must be given, what it may be given), of its function's signature."""
    run = command.callback
    bound = len(run.args) if isinstance(run, partial) else 0
    fixed = set(run.keywords) if isinstance(run, partial) else set()
    function = run.func if isinstance(run, partial) else run
    assert function is not None
    must, may = set[str](), set[str]()
    for number, param in enumerate(inspect.signature(function).parameters.values()):
        if number <= bound or param.name in fixed:
            continue  # what is bound, and the app
        if param.kind is param.VAR_KEYWORD:
            told = re.fullmatch(r"Unpack\[(\w+)\]", str(param.annotation))
            assert told, f"{function.__qualname__} takes words that nobody knows"
            typed = getattr(arguments, told[1])
            must |= typed.__required_keys__
            may |= typed.__optional_keys__
        else:
            (must if param.default is param.empty else may).add(param.name)
    return must, may


def test_the_tree_was_walked() -> None:
    assert {"invoices list", "contacts update", "export", "log", "config set"} <= set(LEAVES)


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_a_command_gives_its_function_what_that_takes(name: str) -> None:
    must, may = taken_by(LEAVES[name])
    given = given_to(LEAVES[name])
    assert must - given == set(), "without an option"
    assert given - must - may == set(), "without a place in its arguments"


def test_every_class_of_arguments_is_some_commands() -> None:
    told = {
        re.sub(r"Unpack\[(\w+)\]", r"\1", str(param.annotation))
        for command in LEAVES.values()
        for param in inspect.signature(
            command.callback.func if isinstance(command.callback, partial) else command.callback
        ).parameters.values()
        if param.kind is param.VAR_KEYWORD
    }
    classes = {name for name in vars(arguments) if name.endswith("Arguments")}
    assert classes == told
