"""Help of every action: examples first, each a line that the program takes, and its options."""

from __future__ import annotations

import io

import click
import pytest

from alegra_cli.app import App
from alegra_cli.cli import root
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import AlegraError
from alegra_cli.registry import Registry
from alegra_cli.registry.problems import source_place
from alegra_cli.registry.source_lines import line_of
from alegra_cli.testing import Runner, words
from alegra_cli.testing.each import Cases, each_at_home


def test_the_help_of_an_action_begins_with_examples_that_are_taken(
    alegra: Runner, actions: Cases[Action]
) -> None:
    each_at_home(alegra, actions, shows_examples_and_options)


def shows_examples_and_options(alegra: Runner, action: tuple[Resource, Action]) -> None:
    resource, verb = action
    result = alegra(*resource.command, verb.name, "--help")
    assert result.code == 0
    filters = resource.filters if verb.verb == "list" else verb.filters
    for item in filters:
        assert item.names[0] in result.out
    assert "--dry-run" in result.out
    told = result.out.replace("\\\n   ", "").splitlines()
    assert "Examples:" in told[:8]
    first = told.index("Examples:") + 1
    lines = [line.strip() for line in told[first : told.index("", first)]]
    assert 1 <= len(lines) <= 3
    own = " ".join(["alegra", *resource.command, verb.name])
    assert lines[0].startswith(own)
    for line in lines:
        try:
            accepted_line(line)
        except (click.UsageError, AlegraError) as problem:
            place = said_at(resource, line)
            pytest.fail(f"{place}: the example `{line}`: {message(problem)}", pytrace=False)


def said_at(resource: Resource, line: str) -> str:
    """FILE:LINE of the plugin that says the example; its file where the program made it."""
    plugin = Registry({}).entry(resource.command[0])
    return source_place(plugin, line_of(plugin.module, line))


def message(problem: click.UsageError | AlegraError) -> str:
    if isinstance(problem, AlegraError):
        return f"{problem.message} {problem.hint}".strip()
    return problem.format_message()


def accepted_line(line: str) -> None:
    """Raises `click.UsageError` for a command, an option or an argument that does not exist."""
    args = list(words(line.partition(" > ")[0]))
    ctx = click.Context(root(), info_name="alegra", obj=App({}, *(io.StringIO(),) * 3))
    while isinstance(group := ctx.command, Group):
        command = group.get_command(ctx, args.pop(0))
        assert command is not None, line
        if isinstance(command, Group):
            ctx = click.Context(command, parent=ctx, info_name=command.name, obj=ctx.obj)
        else:
            assert isinstance(command, Leaf), line
            command.make_context(command.name, args, parent=ctx)
            return
