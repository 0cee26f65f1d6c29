"""``alegra sandbox set``: what it allows, and how it answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

from alegra_cli.app import App
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Choice, Option, whole
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.sandbox.books.settings import PLANS

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import SandboxSetArguments
    from alegra_cli.sandbox.books import Books


def set_leaf(books: Callable[[App], Books]) -> Leaf:
    """books: those of the sandbox that is meant."""
    params = (*_limits(), *_answers())
    return Leaf(
        "set",
        partial(run_set, books),
        params,
        _("Change the quota, the plan, the form of new ids."),
    )


def _limits() -> list[Option]:
    """How much may be asked for."""
    return [
        Option(["--rate-limit"], metavar="N", type=whole(1), help=_("Requests a window.")),
        Option(["--rate-window"], metavar="S", type=whole(1), help=_("Seconds a window lasts.")),
        Option(
            ["--contacts-limit"],
            metavar="N",
            type=whole(0),
            help=_("Requests to /contacts a window; more are answered 400 with code 429. 0: any."),
        ),
        Option(
            ["--parallel"],
            metavar="N",
            type=whole(0),
            help=_("Requests at once; more are answered 503. 0: any."),
        ),
        Option(
            ["--plan"],
            type=Choice(tuple(PLANS)),
            help=_("What the plan allows; the rest is a 400 with code 900, 907, 908 or 911."),
        ),
    ]


def _answers() -> list[Option]:
    """What is answered otherwise than the books would."""
    return [
        Option(
            ["--withhold"],
            multiple=True,
            metavar="PATH",
            help=_("Answer 402 below this path, as a plan without it does. Can be repeated."),
        ),
        Option(
            ["--forbid"],
            multiple=True,
            metavar="PATH",
            help=_("Answer 403 below this path. Can be repeated."),
        ),
        Option(
            ["--answer"],
            metavar="STATUS[:CODE]",
            help=_("Answer every request with this error, such as 503 or 400:AEP1005."),
        ),
        Option(
            ["--late-answer"],
            metavar="STATUS[:CODE]",
            help=_("Do every write, and answer it with this error all the same."),
        ),
        Option(
            ["--ignore"],
            multiple=True,
            metavar="PARAMETER",
            help=_("Take this parameter of lists and do nothing with it. Can be repeated."),
        ),
        Option(
            ["--grant"],
            is_flag=True,
            help=_("Withhold, forbid, ignore and answer so no more, with the whole plan."),
        ),
        *_ways(),
    ]


def _ways() -> list[Option]:
    """Where accounts differ from each other."""
    return [
        Option(
            ["--uuid-ids/--short-ids"],
            default=None,
            help=_("Ids of all new records are UUIDs, or none; as upstream before either is said."),
        ),
        Option(
            ["--partial-contacts/--named-contacts"],
            default=None,
            help=_("A change of a contact needs no name and no identification, or does."),
        ),
        Option(
            ["--one-name/--both-names"],
            default=None,
            help=_("A contact has `name` or `nameObject` and not both, or may have both."),
        ),
    ]


_GRANTED: dict[str, Any] = {
    "withheld": [],
    "forbidden": [],
    "idle_parameters": [],
    "plan": "whole",
    "answer": "",
    "late_answer": "",
}


def run_set(books: Callable[[App], Books], app: App, **given: Unpack[SandboxSetArguments]) -> None:
    """Change the switches that were named, and show all of them.

    ``--grant`` comes first, so that what is named beside it holds. Raises `UsageProblem` where
    there is nothing to change or an answer is no status.
    """
    settings = books(app).settings
    apart = ("withhold", "forbid", "ignore", "grant")
    changes: dict[str, Any] = {
        name: value for name, value in given.items() if name not in apart and value is not None
    }
    if given["grant"]:
        changes = {**_GRANTED, **changes}
    if given["withhold"]:
        changes["withheld"] = ["/" + path.strip("/") for path in given["withhold"]]
    if given["forbid"]:
        changes["forbidden"] = ["/" + path.strip("/") for path in given["forbid"]]
    if given["ignore"]:
        changes["idle_parameters"] = list(given["ignore"])
    if not changes:
        raise UsageProblem(_("There is nothing to change; --help lists the switches."))
    for name, option in (("answer", "--answer"), ("late_answer", "--late-answer")):
        if not re.fullmatch(r"([45]\d\d(:\w+)?)?", changes.get(name, "")):
            text = _("{option} takes a status from 400 on, and perhaps a code.")
            raise UsageProblem(text.format(option=option))
    if app.dry_run:
        app.screen.note(_("Dry run: the sandbox was left as it is."))
        return
    for name, value in changes.items():
        settings.set(name, value)
    app.screen.record(settings.all())
