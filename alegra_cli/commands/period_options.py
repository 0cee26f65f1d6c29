"""``--period``, ``--since`` and ``--until``: the days that a list or a report is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import click

from alegra_cli.app import App
from alegra_cli.commands.days import bound_of, period_called, told_of
from alegra_cli.commands.options import Option
from alegra_cli.declare import Action, Period, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _

PAGING = N_("Which and how many")


class Days(NamedTuple):
    """The first and the last day asked for, ISO; empty for no such end."""

    first: str = ""
    last: str = ""

    def hold(self, day: str) -> bool:
        return self.first <= day <= (self.last or "9999")


def options(period: Period | None) -> list[click.Parameter]:
    """None where there is no period."""
    if period is None:
        return []
    span = _("The days of this: 2026-10, october, 2026-Q3, 2026, last-month, yesterday …")
    since = _("From this day on: 2026-03-02, today, last-month, 7d (days ago), 3m …")
    until = _("Up to and including this day; last-month means its last day.")
    return [
        Option(["--period", "--month", "period"], metavar="PERIOD", help=span, heading=PAGING),
        Option(["--since"], help=since, metavar="DATE", heading=PAGING),
        Option(["--until"], help=until, metavar="DATE", heading=PAGING),
    ]


def period_of(resource: Resource, action: Action) -> Period | None:
    """The resource's period, where the action filters by it."""
    params = {item.param for item in action.filters}
    return resource.period if resource.period and resource.period.since in params else None


def days_asked(app: App, named: str | None, since: str | None, until: str | None) -> Days:
    """The days that ``--period``, or ``--since`` and ``--until``, stand for.

    Raises `UsageProblem` for what can't be read and for what contradicts itself.
    """
    if named and (since or until):
        raise UsageProblem(_("--period goes with neither --since nor --until."))
    if named:
        with told_of("--period"):
            found = period_called(app, named)
        return Days(found.first.isoformat(), found.last.isoformat())
    with told_of("--since"):
        first = bound_of(app, since) if since else None
    with told_of("--until"):
        last = bound_of(app, until, end=True) if until else None
    if first and last and first > last:
        raise UsageProblem(
            _("--since {since} is after --until {until}.").format(since=first, until=last)
        )
    return Days(_iso(first), _iso(last))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def parameters(period: Period, days: Days) -> list[tuple[str, str]]:
    """The query parameters behind the days; the ends that the API can't filter by are left out."""
    pairs = [(period.since, days.first), (period.until, days.last)]
    return [(param, day) for param, day in pairs if param and day]


def days_of(period: Period, query: Iterable[tuple[str, str]]) -> Days:
    """The days that a query asks for, whichever option they came from."""
    asked = dict(query)
    return Days(asked.get(period.since, ""), asked.get(period.until, ""))


def in_words(days: Days) -> str:
    """``Period: 2026-10-01 – 2026-10-31.``, for the head of a report."""
    if days.first and days.first == days.last:
        return _("Period: {day}.").format(day=days.first)
    if days.first and days.last:
        return _("Period: {first} – {last}.").format(first=days.first, last=days.last)
    if days.first:
        return _("Period: from {first} on.").format(first=days.first)
    if days.last:
        return _("Period: until {last}.").format(last=days.last)
    return _("Period: none was asked for; --period last-month asks for one.")


class Heading:
    """The days of a report, told above a table, and below what a program reads where it asked.

    period: None where it has none.
    """

    def __init__(self, app: App, period: Period | None, query: Iterable[tuple[str, str]]) -> None:
        self._screen = app.screen
        days = days_of(period, query) if period else Days()
        self._line = in_words(days) if period else ""
        self._has_days = any(days)

    def above(self) -> None:
        if self._line and self._screen.format == "table":
            self._screen.note(self._line)
            self._line = ""

    def below(self) -> None:
        if self._line and self._has_days:
            self._screen.notes([self._line])


def sieve(period: Period | None, days: Days) -> Callable[[Iterable[Any]], Iterator[Any]] | None:
    """Lets the records of these days through, where the API can't filter by both ends.

    None where the API does it.
    """
    if period is None or (period.since and period.until) or not any(days):
        return None
    path = period.record_path

    def those(records: Iterable[Any]) -> Iterator[Any]:
        from alegra_cli.dotted_path import at

        return (record for record in records if days.hold(str(at(record, path) or "")[:10]))

    return those
