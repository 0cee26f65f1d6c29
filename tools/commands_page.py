"""The page of the commands that are not resources, from the live commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from alegra_cli import cli
from alegra_cli.app import App
from alegra_cli.commands.options import GLOBAL
from exit_codes import exit_codes
from page_files import table
from spanish import translation


def page(note: str) -> str:
    root = cli.root()
    top = click.Context(root, info_name="alegra", obj=App({}, sys.stdin, sys.stdout, sys.stderr))
    intro = translation(
        "What is not a record of Alegra: signing in, profiles, checks, the sandbox."
    )
    lines = [f"# {translation('Commands of this program')}", "", note, "", intro]
    for name in sorted(cli.BUILTIN):
        lines += entries(context_of(root, name, top), 2)
    lines += ["", f"## {translation('Global options')}", ""]
    lines += [translation("Every command takes them, before the resource or after the action."), ""]
    lines += options(top, everywhere=True)
    lines += ["", f"## {translation('Exit codes')}", ""]
    return "\n".join(
        [*lines, *table((translation("Code"), translation("Meaning")), exit_codes()), ""]
    )


def context_of(group: click.Group, name: str, above: click.Context) -> click.Context:
    command = group.get_command(above, name)
    assert command is not None, name
    return click.Context(command, info_name=name, parent=above, obj=above.obj)


def entries(ctx: click.Context, depth: int) -> Iterator[str]:
    """A command; for a group what belongs to it, too."""
    command = ctx.command
    words = ctx.command_path.removeprefix("alegra ")
    yield from ("", f"{'#' * depth} {words}", "", command.help or "")
    also = [f"`{other}`" for other, name in cli.ALSO.items() if name == words]
    if also:
        yield from ("", translation("Other names: {names}.").format(names=", ".join(also)))
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = context_of(command, name, ctx)
            if not inner.command.hidden:
                yield from entries(inner, depth + 1)
        return
    rows = options(ctx, everywhere=False)
    pieces = [piece for piece in command.collect_usage_pieces(ctx) if rows or piece[:2] != "[O"]
    yield from ("", f"`{' '.join([ctx.command_path, *pieces])}`")
    if command.epilog:
        yield from ("", command.epilog)
    if rows:
        yield from ("", *rows)


def options(ctx: click.Context, everywhere: bool) -> list[str]:
    """The table of the command's own options, or of those that every command takes."""
    records = [
        param.get_help_record(ctx)
        for param in ctx.command.get_params(ctx)
        if isinstance(param, click.Option)
        and (getattr(param, "heading", "") == GLOBAL) == everywhere
    ]
    rows = [(f"`{record[0]}`", record[1]) for record in records if record]
    return table((translation("Option"), translation("Meaning")), rows) if rows else []
