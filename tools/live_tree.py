"""The commands as they are, every plugin's among them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import click

from alegra_cli.app import App
from alegra_cli.cli import root

_WORD = re.compile(r"[A-Z]{2,}")


def contexts() -> Iterator[click.Context]:
    """One for each command, groups among them."""
    app = App({}, io.StringIO(), io.StringIO(), io.StringIO())
    yield from _below(click.Context(root(), info_name="alegra", obj=app))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            if command := group.get_command(context, name):
                yield from _below(click.Context(command, parent=context, info_name=name))


def metavars() -> set[str]:
    """The words that stand for values: NAME, FILE. English while they are collected."""
    shown = {
        param.make_metavar(context)
        for context in contexts()
        for param in context.command.get_params(context)
        if not (getattr(param, "is_flag", False) or getattr(param, "count", False))
    }
    return {
        word
        for text in shown
        if not (text[:1] in ("[", "{") and "|" in text)
        for word in _WORD.findall(text)
    }
