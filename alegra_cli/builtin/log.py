"""``alegra log``: what was written through this program, on this machine."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands.days import told_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Choice, Option, whole
from alegra_cli.config import paths
from alegra_cli.declare import Column
from alegra_cli.errors import AlegraError
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.operations.matching import declared_for
from alegra_cli.transport import write_log

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import LogArguments

READ = (
    Column("When", "at"),
    Column("Profile", "profile"),
    Column("What", "what"),
    Column("State", "state", "word"),
    Column("Id", "id"),
)
COLUMNS = (
    Column("When", "at"),
    Column("Profile", "profile"),
    Column("Method", "method"),
    Column("Path", "path"),
    Column("State", "state", "word"),
    Column("HTTP", "status", "number"),
    Column("Id", "id"),
    Column("What", "what"),
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
    readable = app.screen.for_people
    names = Names(app)
    app.screen.records(
        [{**told, **names.of(told, readable)} for told in found], READ if readable else COLUMNS
    )
    if any(told["state"] == write_log.UNKNOWN for told in found):
        app.screen.notes(
            [_("Of unknown writes nobody saw the end: look them up before you repeat any.")]
        )


class Names:
    """What each write was, as it would be typed: ``payments void 1``."""

    def __init__(self, app: App) -> None:
        self._app = app

    def of(self, told: dict[str, Any], readable: bool) -> dict[str, str]:
        """readable: the time is this machine's own, and not the moment as it was written."""
        named = {"what": self._what(str(told["method"]), str(told["path"]))}
        moment = _local(told["at"]) if readable else None
        return {**named, "at": f"{moment:%Y-%m-%d %H:%M}"} if moment else named

    def _what(self, method: str, path: str) -> str:
        found = declared_for(self._app.registry, method, path)
        if found is None:
            return f"{method} {path}"
        resource, action = found
        template = (action.address or resource.path + action.path).split("/")
        ids = [word for word, part in zip(path.split("/"), template, strict=False) if "{" in part]
        return " ".join((*resource.command, action.name, *ids))


def _local(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _day(told: dict[str, Any]) -> str:
    """The day it was on this machine; as it was written where that is no moment."""
    moment = _local(told["at"])
    return moment.date().isoformat() if moment else str(told["at"])


def _writes(app: App, given: LogArguments) -> list[dict[str, Any]]:
    """The writes that were asked for, oldest first, as dicts of the names in `COLUMNS`.

    Raises `UsageProblem` for a day that is none, `AlegraError` where the log can't be read.
    """
    from alegra_cli.input.dates import parse_day

    since = month = ""
    if given["since"]:
        with told_of("--since"):
            day = parse_day(given["since"], app.connection.today())
            since, month = day.isoformat(), f"{day - timedelta(days=1):%Y-%m}"
    folder = paths.data_dir(app.env) / "log"
    try:
        everything = list(write_log.writes(folder, month))
    except OSError as problem:
        raise AlegraError(
            _("The log in {folder} can't be read: {problem}").format(
                folder=folder, problem=reason(problem)
            )
        ) from problem
    return [
        told
        for told in everything
        if _day(told) >= since
        and given["of"] in (None, told["profile"])
        and (given["path"] or "") in told["path"]
        and given["state"] in (None, told["state"])
    ]
