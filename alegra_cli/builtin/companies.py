"""``alegra companies``: the profiles as an office sees them, and groups of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import click

from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import jobs_option
from alegra_cli.commands.options import Argument
from alegra_cli.companies import ending
from alegra_cli.companies.choice import MARK, companies_of, every_name
from alegra_cli.companies.looking import CHECKED, LISTED, check_all, rows_without_asking
from alegra_cli.config.file import check_name
from alegra_cli.declare import Column
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

GROUPS = (
    Column("Group", "group"),
    Column("Companies", "companies", "integer"),
    Column("Names", "names"),
)


def command() -> click.Command:
    which = Argument(["words"], nargs=-1, metavar="[@GROUP|COMPANY]...")
    makers: dict[str, Callable[[], click.Command]] = {
        "list": partial(
            Leaf, "list", run_list, (which,), _("Every company, as far as it is known here.")
        ),
        "check": partial(
            Leaf,
            "check",
            run_check,
            (which, jobs_option(default=32)),
            _("Ask each: signed in, plan, numberings that end soon, quota."),
        ),
        "group": _group,
    }
    return Group(
        "companies", makers, _("The companies of an office: all profiles, and groups of them.")
    )


def _group() -> click.Command:
    name = Argument(["name"], metavar="NAME")
    members = Argument(["members"], nargs=-1, required=True, metavar="COMPANY...")
    makers: dict[str, Callable[[], click.Command]] = {
        "list": partial(Leaf, "list", run_groups, (), _("The groups and who is in them.")),
        "set": partial(
            Leaf, "set", run_set, (name, members), _("Make a group, or say anew who is in it.")
        ),
        "remove": partial(
            Leaf, "remove", run_remove, (name,), _("Forget a group; its companies stay.")
        ),
    }
    return Group("group", makers, _("Groups of companies, for `alegra each @NAME`."))


def run_list(app: App, words: Sequence[str]) -> None:
    nobody = not words and not every_name(app.env, app.config)
    companies = [] if nobody else companies_of(app.env, app.config, words, everything=not words)
    app.screen.records(rows_without_asking(app, companies), LISTED)


def run_check(app: App, words: Sequence[str], jobs: int) -> None:
    """Ask every company. Raises `PartlyDone` where some can't be asked, as `each` does."""
    companies = companies_of(app.env, app.config, words, everything=not words)
    if app.dry_run:
        app.screen.records(rows_without_asking(app, companies), LISTED)
        return
    runs, rows = check_all(app, companies, jobs)
    app.screen.records(rows, CHECKED)
    ending.tell_notes(app, runs)
    ending.check(runs)


def run_groups(app: App) -> None:
    rows = [
        {"group": name, "companies": len(members), "names": members}
        for name, members in app.config.groups.items()
    ]
    app.screen.records(rows, GROUPS)


def run_set(app: App, name: str, members: Sequence[str]) -> None:
    """Raises `UsageProblem` for a company that there is not, and a name that can be none."""
    name = name.removeprefix(MARK)
    check_name(name)
    names = [company.name for company in companies_of(app.env, app.config, members)]
    app.config.set_group(name, names)
    app.screen.say(_("The group {name} is: {members}.").format(name=name, members=", ".join(names)))


def run_remove(app: App, name: str) -> None:
    name = name.removeprefix(MARK)
    if name not in app.config.groups:
        raise UsageProblem(_("There is no group {name}.").format(name=repr(name)))
    app.config.set_group(name, None)
    app.screen.say(_("The group {name} is forgotten; its companies stay.").format(name=name))
