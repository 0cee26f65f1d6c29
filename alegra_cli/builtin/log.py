"""``alegra log``: what was written through this program, on this machine."""

from __future__ import annotations

import shlex
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands.days import told_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Choice, Option, whole
from alegra_cli.config import paths
from alegra_cli.declare import Action, Column, Resource
from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import unreadable
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
    Column("To undo it", "undo"),
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
    Column("To undo it", "undo"),
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
    everything = _everything(app, given["since"])
    found = deque(_asked_for(app, everything, given), maxlen=given["limit"])
    readable = app.screen.for_people
    names = WriteNames(app, everything)
    app.screen.records(
        [{**told, **names.of(told, readable)} for told in found], READ if readable else COLUMNS
    )
    if any(told["state"] == write_log.UNKNOWN for told in found):
        app.screen.notes(
            [_("Of unknown writes nobody saw the end: look them up before you repeat any.")]
        )


class WriteNames:
    """What each write was, as it would be typed, ``payments void 1``; and what takes it back.

    everything: all writes, oldest first, those that are not shown too.
    """

    def __init__(self, app: App, everything: Iterable[dict[str, Any]]) -> None:
        self._app = app
        self._last = {
            _request(told["profile"], told["method"], told["path"]): number
            for number, told in enumerate(everything)
            if told["state"] != write_log.REFUSED
        }

    def of(self, told: dict[str, Any], readable: bool) -> dict[str, str]:
        """readable: the time is this machine's own, and not the moment as it was written."""
        named = self._command(told)
        moment = _local(told["at"]) if readable else None
        return {**named, "at": f"{moment:%Y-%m-%d %H:%M}"} if moment else named

    def _command(self, told: dict[str, Any]) -> dict[str, str]:
        method, path = str(told["method"]), str(told["path"])
        found = declared_for(self._app.registry, method, path)
        if found is None:
            return {"what": f"{method} {path}", "undo": ""}
        resource, action = found
        template = (action.address or resource.path + action.path).split("/")
        ids = [word for word, part in zip(path.split("/"), template, strict=False) if "{" in part]
        what = " ".join((*resource.command, action.name, *ids))
        return {"what": what, "undo": self._undo(told, resource, action, ids)}

    def _undo(
        self, told: dict[str, Any], resource: Resource, action: Action, ids: Sequence[str]
    ) -> str:
        """The command; empty where there is none, it was done since, or the record is gone."""
        back = resource.action(action.undo) if action.undo else None
        if back is None or told["state"] != write_log.DONE or len(back.arguments) != len(ids):
            return ""
        profile, now = told["profile"], _request(told["profile"], told["method"], told["path"])
        for later in filter(None, (back, resource.by_verb("delete"))):
            template = resource.path + later.path
            path = template.format(**dict(zip(later.arguments, ids, strict=False)))
            if self._last.get(_request(profile, later.method, path), -1) > self._last[now]:
                return ""
        return shlex.join(["alegra", "-p", profile, *resource.command, back.name, *ids])


def _request(profile: str, method: str, path: str) -> tuple[str, str, str]:
    return profile, method, path


def _local(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _day(told: dict[str, Any]) -> str:
    """The day it was on this machine; as it was written where that is no moment."""
    moment = _local(told["at"])
    return moment.date().isoformat() if moment else str(told["at"])


def _everything(app: App, since: str | None) -> list[dict[str, Any]]:
    """The writes, oldest first, from a little before the day on.

    Raises `UsageProblem` for a day that is none, `AlegraError` where the log can't be read.
    """
    month = ""
    if since:
        day = _first_day(app, since)
        month = f"{day - timedelta(days=1):%Y-%m}"
    folder = paths.data_dir(app.env) / "log"
    try:
        return list(write_log.writes(folder, month))
    except OSError as problem:
        raise unreadable(folder, problem, kind=AlegraError) from problem


def _first_day(app: App, since: str) -> date:
    from alegra_cli.input.dates import parse_day

    with told_of("--since"):
        return parse_day(since, app.connection.today())


def _asked_for(
    app: App, everything: Iterable[dict[str, Any]], given: LogArguments
) -> Iterator[dict[str, Any]]:
    """Those that the options ask for, as dicts of the names in `COLUMNS`."""
    since = _first_day(app, given["since"]).isoformat() if given["since"] else ""
    for told in everything:
        if (
            _day(told) >= since
            and given["of"] in (None, told["profile"])
            and (given["path"] or "") in told["path"]
            and given["state"] in (None, told["state"])
        ):
            yield told
