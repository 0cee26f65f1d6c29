"""Groups of commands: made when asked for, and helpful about a wrong word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from alegra_cli.commands.leaf import help_option, take_globals, write_epilog, write_options
from alegra_cli.commands.options import global_options
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _


def unknown_command(word: str, names: Sequence[str], help_line: str) -> UsageProblem:
    """The error for a command that does not exist, with the nearest ones that do."""
    from alegra_cli.errors.suggestion import did_you_mean

    lists = _("`{help}` lists the commands.").format(help=help_line)
    hint = did_you_mean(word, names) or lists
    return UsageProblem(_("There is no command {word}.").format(word=repr(word)), hint)


class Group(click.Group):
    """Commands by name, each made by a function when it is needed.

    describe: gives the help text where that is worth making only when it is shown.
    summaries: the first line of the help of commands that need not be made to tell it.
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
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        take_globals(ctx)
        return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.makers)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        maker = self.makers.get(self.aliases.get(name, name))
        return maker() if maker else None

    def complete_commands(self, ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
        """Name and summary of each command that begins so, for the Tab key."""
        for name in self.list_commands(ctx):
            if name.startswith(start):
                command = None if name in self._summaries else self.get_command(ctx, name)
                if command is None:
                    yield name, self._summaries[name]
                elif not command.hidden:
                    yield name, command.get_short_help_str(90)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
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
            raise unknown_command(word, [*self.makers, *self.aliases], f"{ctx.command_path} --help")
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
                rows.append((name, command.get_short_help_str(90)))
        with formatter.section(_("Actions")):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_epilog(self.epilog, formatter)
