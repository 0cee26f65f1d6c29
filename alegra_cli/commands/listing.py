"""The options of a list, and the query parameters that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from alegra_cli.app import App
from alegra_cli.commands.days import day_of, told_of
from alegra_cli.commands.filters import query_of
from alegra_cli.commands.one_day import refuse_periods
from alegra_cli.commands.options import Choice, Option, whole
from alegra_cli.declare import Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.operations.calls import Query, merge_params

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import DatedFilters, Search

PAGING = N_("Which and how many")
# More of them would be a list to read and no hint.
_FILTERS_TOLD = 5


def query_of_list(resource: Resource, app: App, search: Search) -> Query:
    """The query of a list.

    Raises `UsageProblem` for what contradicts itself, and for a search where there is none: the
    API would ignore it and answer with every record.
    """
    if search["query"] and not resource.searchable:
        raise _no_search(resource)
    words = (
        ("query", search["query"]),
        ("order_field", search.get("order_field")),
        ("order_direction", search["order_direction"]),
    )
    typed = query_of_dated(resource, app, search)
    typed += [(name, value) for name, value in words if value]
    return merge_params(_each_once(typed), search["param"])


def _no_search(resource: Resource) -> UsageProblem:
    typed = [item.names[0] for item in resource.filters if item.kind == "text" and not item.choices]
    filters = ", ".join(typed[:_FILTERS_TOLD])
    return UsageProblem(
        _("{resource} have no search: Alegra ignores --query and gives all of them.").format(
            resource=resource.name
        ),
        _("These filter: {filters}.").format(filters=filters)
        if filters
        else _("-o json and a filter of your own, or --select, find it in what is read."),
    )


def query_of_dated(resource: Resource, app: App, search: DatedFilters) -> list[tuple[str, str]]:
    """The parameters of filters and period. Raises `UsageProblem` for what contradicts itself."""
    refuse_periods(resource, search["filters"])
    typed = query_of(app, search["filters"])
    return _each_once(typed + period_of(resource, app, search.get("since"), search.get("until")))


def _each_once(typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    twice = {key for key, _value in typed if sum(1 for k, _v in typed if k == key) > 1}
    if twice:
        raise UsageProblem(
            _("{param} is given twice, by --since or --until and by its own option.").format(
                param=", ".join(sorted(twice))
            )
        )
    return typed


def period_of(
    resource: Resource, app: App, first: str | None, last: str | None
) -> list[tuple[str, str]]:
    """The parameters of a period. first, last: days as a person writes them."""
    if resource.period is None or not (first or last):
        return []
    with told_of("--since"):
        since = day_of(app, first) if first else None
    with told_of("--until"):
        until = day_of(app, last, end=True) if last else None
    if since and until and since > until:
        raise UsageProblem(
            _("--since {since} is after --until {until}.").format(since=since, until=until)
        )
    pairs = [(resource.period.since, since), (resource.period.until, until)]
    return [(param, day.isoformat()) for param, day in pairs if day]


def paging() -> list[click.Parameter]:
    return [
        Option(["--all", "everything"], is_flag=True, help=_("Every record."), heading=PAGING),
        *window(),
        Option(["--count"], is_flag=True, help=_("Only the number of records."), heading=PAGING),
    ]


def window() -> list[click.Parameter]:
    return [
        Option(
            ["--limit"],
            metavar="N",
            type=whole(1),
            help=_("At most this many records; beyond a page, in the order of their ids."),
            heading=PAGING,
        ),
        Option(
            ["--start"],
            metavar="N",
            type=whole(0),
            default=0,
            help=_("How many records to pass over first."),
            heading=PAGING,
        ),
        jobs_option(PAGING),
    ]


def jobs_option(heading: str = "", default: int | None = None) -> Option:
    """`default`: None for as many as the account is found to take."""
    return Option(
        ["--jobs"],
        type=whole(1, 32),
        default=default,
        show_default=_("what the account takes") if default is None else True,
        metavar="N",
        help=_("How many requests at once, at most."),
        heading=heading,
    )


def searching(resource: Resource) -> list[click.Parameter]:
    """Free text, order and period, where the resource has them."""
    options: list[click.Parameter] = []
    options.append(
        Option(
            ["-q", "--query"],
            help=_("Text to look for."),
            heading=PAGING,
            hidden=not resource.searchable,
        )
    )
    if resource.order_fields:
        options.append(
            Option(
                ["--order-field"],
                type=Choice(resource.order_fields),
                help=_("What to sort by."),
                heading=PAGING,
            )
        )
    options.append(
        Option(
            ["--order-direction"],
            type=Choice(["ASC", "DESC"], case_sensitive=False),
            help=_("Up or down; up when not given."),
            heading=PAGING,
        )
    )
    return options + period(resource)


def period(resource: Resource) -> list[click.Parameter]:
    """``--since`` and ``--until``, where the resource has a period."""
    options: list[click.Parameter] = []
    if resource.period:
        since = _("From this day on: 2026-03-02, today, last-month, 7d (days ago), 3m …")
        until = _("Up to and including this day; last-month means its last day.")
        options.append(Option(["--since"], help=since, metavar="DATE", heading=PAGING))
        options.append(Option(["--until"], help=until, metavar="DATE", heading=PAGING))
    return options


def raw() -> Option:
    return Option(
        ["--param"],
        multiple=True,
        metavar="KEY=VALUE",
        help=_("Any other query parameter; can be repeated."),
        heading="Filters",
    )
