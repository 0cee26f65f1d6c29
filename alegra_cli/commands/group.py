"""Groups of commands: made when asked for, and helpful about a wrong word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from alegra_cli.commands.leaf import help_option, take_globals, write_epilog, write_options
from alegra_cli.commands.options import global_options
from alegra_cli.commands.parsing import OptionsByOtherNames
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _, language


def unknown_command(
    word: str, names: Sequence[str], help_line: str, kind: str = "ACTIONS"
) -> UsageProblem:
    """The error for a command that does not exist, with the nearest ones that do.

    kind: of the words of other programs that it may be one of.
    """
    from alegra_cli.commands.suggesting import commands_near

    lists = _("`{help}` lists the commands.").format(help=help_line)
    hint = commands_near(word, names, kind) or lists
    return UsageProblem(_("There is no command {word}.").format(word=repr(word)), hint)


def root_group(context: click.Context) -> Group:
    """The group of the whole program. Raises ``LookupError`` in a command that stands alone."""
    root = context.find_root().command
    if not isinstance(root, Group):
        raise LookupError(f"{root.name}: this needs the program around it, and runs without it")
    return root


class Group(OptionsByOtherNames, click.Group):
    """Commands by name, each made by a function when it is needed.

    describe: gives the help text where that is worth making only when it is shown.
    summaries: the first line of the help of commands that need not be made to tell it.
    other_names: what declarations call some of the commands in other languages.
    """

    def __init__(
        self,
        name: str,
        makers: dict[str, Callable[[], click.Command]],
        help: str = "",
        epilog: str = "",
        aliases: dict[str, str] | None = None,
        describe: Callable[[], str] | None = None,
        summaries: dict[str, str] | None = None,
        other_names: dict[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        super().__init__(
            name,
            help=help,
            epilog=epilog or None,
            params=global_options(),
            no_args_is_help=False,
            options_metavar=_("[OPTIONS]"),
            subcommand_metavar=_("ACTION [ARGS]..."),
        )
        self.makers = makers
        self.aliases = aliases or {}
        self._describe = describe
        self._summaries = summaries or {}
        self.other_names = other_names or {}
        self._without_options = False

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return help_option()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            raise UsageProblem(
                _("What to do with {name}?").format(name=self.name),
                _("Actions: {actions}. `{path} --help` explains them.").format(
                    actions=", ".join(self.list_commands(ctx)), path=ctx.command_path
                ),
            )
        if args[:1] in (["help"], ["ayuda"]) and not self.knows(ctx, args[0]):
            args = [*args[1:], "--help"]  # `invoices help`, as `help invoices`
        return self.parse_line(ctx, args)

    def parse_line(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What comes before the name of a command: as a rule nothing.

        Two levels above each action take every global option, so most of what a line costs to
        read would go into options that are not there.
        """
        named = bool(args) and not args[0].startswith("-")
        self._without_options = named and not ctx.resilient_parsing
        try:
            return super().parse_args(ctx, args)
        finally:
            self._without_options = False

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [] if self._without_options else super().get_params(ctx)

    def invoke(self, ctx: click.Context) -> Any:
        take_globals(ctx)
        return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.makers)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        maker = self.makers.get(self.aliases.get(name, name))
        if maker is None and (meant := self.meaning(ctx, name)):
            maker = self.makers.get(self.aliases.get(meant, meant))
        return maker() if maker else None

    def knows(self, ctx: click.Context, name: str) -> bool:
        """Whether it is one of the names of a command here, and not of another language."""
        return name in self.makers or name in self.aliases

    def meaning(self, ctx: click.Context, word: str) -> str | None:
        """The name that a word of another language stands for; None where nobody knows it.

        Raises `UsageProblem` where it may be one of several.
        """
        from alegra_cli.commands.other_names import action_meant

        return action_meant(word, {**self.makers, **self.aliases}, self.other_names)

    def every_name(self, ctx: click.Context) -> list[str]:
        """What the commands are called here, and in the language in use."""
        own = self.list_commands(ctx)
        return [
            *own,
            *self.aliases,
            *(word for name in own for word in self.shown_names(ctx, name)),
        ]

    def help_name(self, ctx: click.Context, name: str) -> str:
        """A command as help lists it: ``list``, ``list (listar)``."""
        return " ".join([name, *(f"({word})" for word in self.shown_names(ctx, name))])

    def shown_names(self, ctx: click.Context, name: str) -> list[str]:
        """What the language in use calls a command, where that is another word."""
        if language() == "en":
            return []
        from alegra_cli import words
        from alegra_cli.commands.other_names import shown_name

        other = shown_name(words.ACTIONS, name, self.other_names.get(name, ()))
        return [other] if other else []

    def complete_commands(self, ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
        """Name and summary of each command that begins so, for the Tab key.

        What it is called in the language in use only once a word has been begun: of all of them
        each would be there twice.
        """
        for name in self.list_commands(ctx):
            called = [name, *(self.shown_names(ctx, name) if start else ())]
            for word in called:
                if word.startswith(start) and (summary := self.summary(ctx, name)) is not None:
                    yield word, summary

    def summary(self, ctx: click.Context, name: str) -> str | None:
        """The first line of a command's help; None for one that is not listed."""
        if name in self._summaries:
            return self._summaries[name]
        command = self.get_command(ctx, name)
        return None if command is None or command.hidden else command.get_short_help_str(90)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        told = self.complete_commands(ctx, incomplete)
        return [CompletionItem(name, help=summary) for name, summary in told]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        command = self.get_command(ctx, word)
        if command is None and word == "help":
            # ``invoices help create``, as ``help invoices create``.
            command = self.get_command(ctx, args[1]) if args[1:] else None
            if command is not None:
                return command.name, command, ["--help"]
            ctx.obj.screen.say(ctx.get_help())
            ctx.exit()
        if command is None:
            raise unknown_command(word, self.every_name(ctx), f"{ctx.command_path} --help")
        return command.name, command, args[1:]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self._describe is not None:
            self.help = self._describe()
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        write_options(ctx, formatter, self.get_params(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((self.help_name(ctx, name), command.get_short_help_str(90)))
        with formatter.section(_("Actions")):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_epilog(self.epilog, formatter)
