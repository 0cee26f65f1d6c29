"""What is being typed, and what it could be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

# Private, and click has no public way from words to the command that they lead to without running
# it. Tried with click 8.2.0 to 8.5.1; the tests of the Tab key tell when it goes.
from click.shell_completion import _resolve_context as context_of

from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import global_values
from alegra_cli.completion.command_line import CommandLine
from alegra_cli.completion.items import Completions, Item, WordMeaning
from alegra_cli.errors import UsageProblem

if TYPE_CHECKING:
    from alegra_cli.app import App

# What stands for the word under the cursor while the person's own words are replaced.
PLACE = "\x1f"


def completions(
    app: App, root: click.Command, line: CommandLine, meant: WordMeaning
) -> Completions:
    """Raises `AlegraError` or a `click.ClickException` for a line that means nothing."""
    words, word = _in_full(line, meant)
    ctx = context_of(root, {"obj": app}, "alegra", list(words))
    _take_over(app, ctx)
    options = [one for one in ctx.command.get_params(ctx) if isinstance(one, click.Option)]
    options = [one for one in options if not (one.is_flag or one.count)]
    if "--" not in words:
        if waiting := _option_of(ctx, options, words[-1] if words else ""):
            return _value(app, ctx, waiting, word)
        name, equals, value = word.partition("=")
        if name.startswith("--") and equals:
            # Some shells take the equals sign along, others not: the whole word is answered.
            option = _option_of(ctx, options, name)
            return _value(app, ctx, option, value).behind(name + "=") if option else Completions()
        if word.startswith("-"):
            return _of_click(ctx.command.shell_complete(ctx, word))
    argument = _argument(ctx)
    if argument is not None:
        return _value(app, ctx, argument, word)
    could = _of_click(ctx.command.shell_complete(ctx, word))
    if ctx.parent is None:
        could.items += [Item(name) for name in _alias_names(app) if name.startswith(word)]
    return could


def _in_full(line: CommandLine, meant: WordMeaning) -> tuple[list[str], str]:
    """The words before the cursor and the one under it, the person's own words replaced.

    An alias such as ``contacts get $1`` puts what is typed where it belongs.
    """
    for more in range(10):
        try:
            words = meant([*line.words, PLACE, *[""] * more])
        except UsageProblem:
            continue  # it asks for more than was typed so far
        at = next(number for number, word in enumerate(words) if PLACE in word)
        if words[at] == PLACE:
            return words[:at], line.word
    return line.words, line.word


def _alias_names(app: App) -> list[str]:
    return list(app.config.aliases) if app.mentions("aliases:") else []


def _option_of(ctx: click.Context, options: list[click.Option], name: str) -> click.Option | None:
    """The one of that name, or of that name in another language."""
    own = next((one for one in options if name in one.opts), None)
    if own is not None or not name.startswith("--") or len(name) < 3:
        return own
    from alegra_cli.commands.other_names import OptionNames

    found = OptionNames(ctx.command.get_params(ctx)).options(name.partition("=")[0])
    return found[0] if len(found) == 1 and found[0] in options else None


def _argument(ctx: click.Context) -> click.Argument | None:
    """The first one that can still take a word."""
    arguments = [one for one in ctx.command.params if isinstance(one, click.Argument)]
    free = (one for one in arguments if one.nargs == -1 or ctx.params.get(one.name or "") is None)
    return next(free, None)


def _value(app: App, ctx: click.Context, param: click.Parameter, word: str) -> Completions:
    from alegra_cli.completion.values import values

    own = values(app, ctx, param, word)
    return own if own is not None else _of_click(param.shell_complete(ctx, word))


def _of_click(items: list[click.shell_completion.CompletionItem]) -> Completions:
    plain = [Item(str(item.value), item.help or "") for item in items if item.type == "plain"]
    return Completions(plain, files=len(plain) < len(items))


def _take_over(app: App, ctx: click.Context) -> None:
    """The global options that were typed so far, and the service that the command is on."""
    outer: click.Context | None = ctx
    chain = []
    while outer is not None:
        chain.append(outer)
        outer = outer.parent
    for one in reversed(chain):
        app.override(global_values(one.params))
    if isinstance(ctx.command, Leaf):
        app.use_service(ctx.command.service)
