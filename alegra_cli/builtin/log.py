"""``alegra log``: what was written through this program, on this machine."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Choice, Option, whole
from alegra_cli.config import paths
from alegra_cli.declare import Column
from alegra_cli.errors import AlegraError
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.transport import write_log

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import LogArguments

COLUMNS = (
    Column("When", "at"),
    Column("Profile", "profile"),
    Column("Method", "method"),
    Column("Path", "path"),
    Column("State", "state", "word"),
    Column("HTTP", "status", "number"),
    Column("Id", "id"),
)


def command() -> click.Command:
    params = [
        Option(["--since"], metavar="DAY", help=_("From this day on, as 7d or last-month.")),
        Option(["--of"], metavar="PROFILE", help=_("Of this profile only.")),
        Option(["--path"], metavar="TEXT", help=_("Only paths with this in them: invoices/7.")),
        Option(
            ["--state"],
            type=Choice(["done", "refused", "stored", "unknown"]),
            help=_("How it ended."),
        ),
        Option(
            ["--limit"],
            type=whole(1),
            default=50,
            show_default=True,
            metavar="N",
            help=_("At most the last N."),
        ),
    ]
    return Leaf("log", run, params, _("Every write of this machine, and how it ended."))


def run(app: App, **given: Unpack[LogArguments]) -> None:
    found = deque(_writes(app, given), maxlen=given["limit"])
    app.screen.records(found, COLUMNS)
    if any(told["state"] == write_log.UNKNOWN for told in found):
        app.screen.notes(
            [_("Of unknown writes nobody saw the end: look them up before you repeat any.")]
        )


def _writes(app: App, given: LogArguments) -> list[dict[str, Any]]:
    """The writes that were asked for, oldest first, as dicts of the names in `COLUMNS`.

    Raises `UsageProblem` for a day that is none, `AlegraError` where the log can't be read.
    """
    from alegra_cli.input.dates import parse_day

    since = parse_day(given["since"], app.connection.today()).isoformat() if given["since"] else ""
    folder = paths.data_dir(app.env) / "log"
    try:
        everything = list(write_log.writes(folder, since[:7]))
    except OSError as problem:
        raise AlegraError(
            _("The log in {folder} can't be read: {problem}").format(
                folder=folder, problem=reason(problem)
            )
        ) from problem
    return [
        told
        for told in everything
        if told["at"] >= since
        and given["of"] in (None, told["profile"])
        and (given["path"] or "") in told["path"]
        and given["state"] in (None, told["state"])
    ]
