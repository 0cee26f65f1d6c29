"""``alegra each``: one command over many companies, and what they give merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.assistant.guard.tree import CommandUse, Tree
from alegra_cli.assistant.risk import FINAL
from alegra_cli.commands.confirming import yes_option
from alegra_cli.commands.group import root_group
from alegra_cli.commands.leaf import Leaf, take_globals
from alegra_cli.commands.options import Argument, Option, common_values, global_values, whole
from alegra_cli.companies import asking, eligibility, ending, merging
from alegra_cli.companies.choice import MARK, CompanyProfile, companies_of
from alegra_cli.companies.company_app import CompanyApp
from alegra_cli.companies.runs import MOST, Work, command_line, running
from alegra_cli.errors import AlegraError, Interrupted, UsageProblem
from alegra_cli.errors.unusable_files import unshown
from alegra_cli.i18n import _
from alegra_cli.output.screen import Screen


class Each(Leaf):
    """``--profile`` names many here, so it is taken before a profile is made of it."""

    def invoke(self, ctx: click.Context) -> Any:
        take_globals(ctx)
        app: App = ctx.obj
        named = filter(None, (common_values(ctx.params).companies, app.options.profile))
        ctx.params["companies"] = ",".join(named) or None
        app.leave_profile_out()
        return super().invoke(ctx)


def command() -> click.Command:
    params = [
        Argument(["words"], nargs=-1, metavar="[@GROUP]... -- COMMAND..."),
        Option(["--all", "everything"], is_flag=True, help=_("Every company.")),
        Option(["--companies"], metavar="A,B", help=_("These; -p A,B is the same.")),
        Option(
            ["--jobs"],
            type=whole(1, MOST),
            metavar="N",
            help=_("How many companies at once, at most; all of them up to {count}.").format(
                count=MOST
            ),
        ),
        Option(["--split"], metavar="DIR", help=_("A file for each company, in this folder.")),
        Option(["--force"], is_flag=True, help=_("Overwrite the files if they exist.")),
        Option(["--write"], is_flag=True, help=_("Let it change something, after one question.")),
        yes_option(),
    ]
    text = _(
        "One command over many companies.\n\nThe companies are groups (@NAME), profiles (-p a,b), "
        "or --all; the command stands behind the --. Its records are merged, with the company in "
        "front. A company that fails is a row that says so, and stops no other."
    )
    examples = (
        "alegra each @tax -- invoices list --status draft -o csv",
        "alegra each --all -- reports aging --by bucket -o xlsx > aging.xlsx",
        "alegra each -p sandbox -- export contacts items --out backup/{company}",
        "alegra -p acme,beta invoices list --since last-month",
    )
    epilog = "\n".join([_("Examples:"), *(f"  {line}" for line in examples)])
    return Each("each", run, params, text, epilog)


def run(
    app: App,
    words: Sequence[str],
    everything: bool,
    companies: str | None,
    jobs: int | None,
    split: str | None,
    force: bool,
    write: bool,
    yes: bool,
) -> None:
    """Show what the command gives for every company.

    Raises `UsageProblem` before any request for what can't be run so; `PartlyDone` where some
    companies failed, and an error with their code where all failed alike; `Interrupted`.
    """
    groups, line = _apart(words)
    named = [*groups, *([companies] if companies else [])]
    every = companies_of(app.env, app.config, named, everything)
    use, words = _parse_line(line)
    eligibility.check(use, len(every) > 1, app.registry.match(use.path[0]) is not None)
    writes = eligibility.changes(use)
    screen = _screen(app, use)
    screen.check(to_file=bool(split))
    dry = bool(app.dry_run or use.dry)
    if writes and not (write or dry):
        raise UsageProblem(
            _("`{command}` changes something in every company.").format(command=" ".join(use.path)),
            _("--write lets it, after it has shown what it would do and has asked."),
        )
    if split:
        names = [company.name for company in every]
        merging.check_free(names, Path(split), screen.format, force)
    if writes:
        eligibility.check_write(use)
    if write and not dry:
        _agree(app, use, words, every, jobs, yes)
    work = Work(_command(words), reads=not write, agreed=write)
    _run(app, work, every, jobs, Path(split) if split else None, screen)


def _apart(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """(groups, the command)."""
    left = list(words)
    groups = []
    while left and left[0].startswith(MARK):
        groups.append(left.pop(0))
    if not left:
        raise UsageProblem(
            _("Which command?"), "alegra each @GROUP -- invoices list --status draft"
        )
    return groups, left


def _parse_line(line: Sequence[str]) -> tuple[CommandUse, list[str]]:
    """What the command is, and its words without a person's own. Raises `UsageProblem`."""
    tree = Tree(click.get_current_context())
    words = tree.expansion(line)
    use = tree.command_use(words)
    if use is None or not use.path or isinstance(use.command, click.Group):
        raise UsageProblem(
            _("There is no command {word}.").format(word=repr(" ".join(line))),
            _("`{help}` lists the commands.").format(help="alegra --help"),
        )
    return use, words


def _screen(app: App, use: CommandUse) -> Screen:
    """Where the merged records go, with the options of the command itself."""
    options = app.options.overridden(global_values(use.values))
    usual = app.env.get("ALEGRA_OUTPUT") or app.config.settings.get("defaultOutputFormat")
    return app.screen.with_options(
        options.for_screen()._replace(
            format=options.output or ("csv" if options.excel else str(usual or "table")),
            # Each company's records are sorted and chosen from before they are merged.
            select=None,
            sort=None,
        )
    )


def _agree(
    app: App,
    use: CommandUse,
    words: Sequence[str],
    companies: Sequence[CompanyProfile],
    jobs: int | None,
    yes: bool,
) -> None:
    """Rehearse it in every company and ask once. Raises `Cancelled`.

    One in which it can't be done is told of in its own row, when it fails once more.
    """
    with running(app, Work(_command(words), dry=True), companies, jobs) as rehearsed:
        ending.one_for_all(rehearsed, writing=True)
        if any(isinstance(one.error, Interrupted) for one in rehearsed):
            raise Interrupted
        asking.agree(app, " ".join(use.path), rehearsed, use.risk == FINAL, yes)


def _command(words: Sequence[str]) -> Callable[[CompanyApp], None]:
    return command_line(root_group(click.get_current_context()), words)


def _run(
    app: App,
    work: Work,
    companies: Sequence[CompanyProfile],
    jobs: int | None,
    folder: Path | None,
    screen: Screen,
) -> None:
    with running(app, work, companies, jobs) as runs:
        ending.one_for_all(runs)
        try:
            if folder is None:
                merging.show(app, runs, screen.options)
            else:
                merging.split(app, runs, screen.options, folder)
        except AlegraError as problem:
            if not app.write_begun:
                raise
            app.screen.note(unshown(problem).message, always=True)
        ending.tell_notes(app, runs)
        ending.check(runs, writes=not work.reads)
