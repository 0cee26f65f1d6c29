"""What a shell asks, answered: click finds what is being typed, we say what it could be."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class
from click.shell_completion import _resolve_context as context_of
from click.shell_completion import _resolve_incomplete as incomplete_of

from alegra_cli.commands.leaf import GLOBAL_NAMES, Leaf
from alegra_cli.completion import VARIABLE
from alegra_cli.completion.values import values

if TYPE_CHECKING:
    from alegra_cli.app import App


Meant = Callable[[list[str]], list[str]]
"""The words of a command line with the person's own words replaced."""


def asked(app: App, root: click.Command, instruction: str, meant: Meant) -> str:
    """The answer to ``zsh_complete``; empty for a shell that is not known."""
    shell, _line, what = instruction.partition("_")
    kind = get_completion_class(shell)
    if kind is None:
        return ""
    # click reads what was typed from the environment of the process itself.
    os.environ.update({key: app.env[key] for key in ("COMP_WORDS", "COMP_CWORD") if key in app.env})
    found: ShellComplete = kind(root, {"obj": app}, "alegra", VARIABLE)
    if what == "source":
        return found.source()
    args, incomplete = found.get_completion_args()
    could = items(app, root, meant(args), incomplete)
    if shell == "bash":
        could = _told(could, incomplete)
    lines = [found.format_completion(item) for item in could]
    return "\n".join(lines) + ("\n" if lines else "")


def _told(could: list[CompletionItem[Any]], typed: str) -> list[CompletionItem[Any]]:
    """For bash, which shows no help beside a value and inserts what all values begin with.

    Of ids that are not what was typed, one is inserted; several are shown with their names,
    and a blank among them keeps bash from inserting a part.
    """
    if len(could) < 2 or all(item.value.startswith(typed) for item in could):
        return could
    return [
        *(CompletionItem(f"{item.value}  {item.help or ''}") for item in could),
        CompletionItem(" "),
    ]


def items(
    app: App, root: click.Command, args: list[str], incomplete: str
) -> list[CompletionItem[Any]]:
    """What the word could be."""
    ctx = context_of(root, {"obj": app}, "alegra", args)
    thing, incomplete = incomplete_of(ctx, args, incomplete)
    if isinstance(thing, click.Parameter):
        _take_over(app, ctx)
        own = values(app, ctx, thing, incomplete)
        if own is not None:
            return own
    return thing.shell_complete(ctx, incomplete)


def _take_over(app: App, ctx: click.Context) -> None:
    """The global options that were typed so far, and the service that the command is on."""
    outer: click.Context | None = ctx
    chain = []
    while outer is not None:
        chain.append(outer)
        outer = outer.parent
    for one in reversed(chain):
        app.options.override({key: one.params[key] for key in GLOBAL_NAMES if key in one.params})
    if isinstance(ctx.command, Leaf):
        app.service = ctx.command.service
