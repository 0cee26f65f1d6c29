"""Options by their names in other languages: looked up where click knows one by no name of its own.

A line in English never comes here: nothing is imported and no name is added for it.
"""

from __future__ import annotations

from typing import Any

import click

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _, language

_LEARNT = "alegra_cli.option_names"


class OptionsByOtherNames(click.Command):
    """A command whose options are known by what other languages call them, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # which would pass over what it does not know
            learn(self, ctx, args)
            return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, list(args))
        except click.NoSuchOption as problem:
            if not learn(self, ctx, args):
                raise self._with_suggestions(problem, ctx) from None
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as problem:
            raise self._with_suggestions(problem, ctx) from None

    def _with_suggestions(
        self, problem: click.NoSuchOption, ctx: click.Context
    ) -> click.NoSuchOption | UsageProblem:
        from alegra_cli.commands.suggesting import options_near
        from alegra_cli.errors.suggestion import question

        name = problem.option_name
        near = options_near(name, self.get_params(ctx))
        return (
            UsageProblem(_("No such option: {name}").format(name=name), question(near))
            if near
            else problem
        )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        items = super().shell_complete(ctx, incomplete)
        if language() == "en" or not incomplete.startswith("--") or incomplete == "--":
            return items
        from click.shell_completion import CompletionItem

        from alegra_cli.commands.other_names import shown_option

        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and not param.hidden:
                other = shown_option(param)
                if other and other.startswith(incomplete):
                    items.append(CompletionItem(other, help=param.help))
        return items

    def make_parser(self, ctx: click.Context) -> Any:
        learnt = ctx.meta.get(_LEARNT)
        if not learnt:
            return self.usual_parser(ctx)
        from alegra_cli.commands.other_names import add_to

        parser = super().make_parser(ctx)
        for name, english in learnt.items():
            add_to(parser, name, english, self, ctx)
        return parser

    def usual_parser(self, ctx: click.Context) -> Any:
        """One that knows the options by their own names, not to be changed."""
        parser = super().make_parser(ctx)
        # A word is a long option to click until it finds none of that name, for which it looks up
        # all that sound alike: with each `-o`, a tenth of what a line takes. So is `-o=json` taken.
        for name, option in parser._short_opt.items():
            parser._long_opt.setdefault(name, option)
        return parser


def learn(command: click.Command, ctx: click.Context, args: list[str]) -> bool:
    """Find out what the unknown options of a line are, so that its parser knows them; whether any.

    Raises `UsageProblem` for one that may be several.
    """
    resilient, ctx.resilient_parsing = ctx.resilient_parsing, False
    learnt: dict[str, str] = ctx.meta.setdefault(_LEARNT, {})
    before = len(learnt)
    try:
        command.make_parser(ctx).parse_args(list(args))
    except click.NoSuchOption as problem:
        from alegra_cli.commands.other_names import in_english

        name = problem.option_name
        english = "" if name in learnt else in_english(problem, command, ctx)
        if english:
            learnt[name] = english
            learn(command, ctx, args)
    except click.UsageError:
        pass  # told when the line is read in earnest
    finally:
        ctx.resilient_parsing = resilient
    return len(learnt) > before
