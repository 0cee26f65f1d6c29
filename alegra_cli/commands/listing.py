"""The options of a list, and the query parameters that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from alegra_cli.app import App
from alegra_cli.commands import period_options
from alegra_cli.commands.filters import query_of
from alegra_cli.commands.one_day import refuse_periods
from alegra_cli.commands.options import Choice, Option, whole
from alegra_cli.commands.period_options import PAGING
from alegra_cli.declare import Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations.calls import Query, merge_params

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import DatedFilters, Search

# More of them would be a list to read and no hint.
_FILTERS_TOLD = 5


def query_of_list(resource: Resource, app: App, search: Search, newest: bool = False) -> Query:
    """The query of a list. newest: whether it begins with the newest.

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
    if newest:
        _refuse_other_orders(app, search)
        typed += resource.newest_order() or ()
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


def _refuse_other_orders(app: App, search: Search) -> None:
    """Raises `UsageProblem` for an order that is asked for beside ``--newest``."""
    params = {text.partition("=")[0] for text in search["param"]}
    orders = (
        ("--order-field", search.get("order_field") or "order_field" in params),
        ("--order-direction", search["order_direction"] or "order_direction" in params),
        ("--sort", app.options.sort),
    )
    other = next((option for option, value in orders if value), "")
    if other:
        raise UsageProblem(
            _("--newest is an order of its own and does not go with {option}.").format(
                option=other
            ),
            _("Leave one of them out."),
        )


def query_of_dated(resource: Resource, app: App, search: DatedFilters) -> list[tuple[str, str]]:
    """The parameters of filters and period. Raises `UsageProblem` for what contradicts itself."""
    refuse_periods(resource, search["filters"])
    typed = query_of(app, search["filters"])
    if resource.period:
        days = days_of(app, search)
        typed += period_options.parameters(resource.period, days)
    return _each_once(typed)


def days_of(app: App, search: DatedFilters) -> period_options.Days:
    """The days that a list is asked for. Raises `UsageProblem`."""
    ends = (search.get("period"), search.get("since"), search.get("until"))
    return period_options.days_asked(app, *ends)


def _each_once(typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    twice = {key for key, _value in typed if sum(1 for k, _v in typed if k == key) > 1}
    if twice:
        raise UsageProblem(
            _(
                "{param} is given twice, by --period, --since or --until and by its own option."
            ).format(param=", ".join(sorted(twice)))
        )
    return typed


def paging(resource: Resource) -> list[click.Parameter]:
    return [
        Option(["--all", "everything"], is_flag=True, help=_("Every record."), heading=PAGING),
        *window(resource.id_key in resource.order_fields),
        Option(["--count"], is_flag=True, help=_("Only the number of records."), heading=PAGING),
    ]


def window(ordered: bool = False) -> list[click.Parameter]:
    """Which part of a list is read, and how many pages of it at a time.

    ordered: whether more than a page is asked for in the order of ids, which some lists lack.
    """
    text = _("At most this many records.")
    if ordered:
        text = _("At most this many records; beyond a page, in the order of their ids.")
    return [
        Option(
            ["--limit"],
            metavar="N",
            type=whole(1),
            help=text,
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
    return options + period_options.options(resource.period)


def newest_option(resource: Resource) -> list[click.Parameter]:
    """None where the API can't be asked for the newest first."""
    order = resource.newest_order()
    if order is None:
        return []
    field = dict(order).get("order_field")
    text = _("The newest first, by {field}.").format(field=field) if field else ""
    text = text or _("The newest first, as Alegra gives them anyway.")
    return [Option(["--newest"], is_flag=True, help=text, heading=PAGING)]


def raw() -> Option:
    return Option(
        ["--param"],
        multiple=True,
        metavar="KEY=VALUE",
        help=_("Any other query parameter; can be repeated."),
        heading="Filters",
    )
