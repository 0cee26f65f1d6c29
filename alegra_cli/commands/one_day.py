"""Filters of exactly one day, given a word for more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alegra_cli.declare import Filter, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FilterValues


def refuse_periods(resource: Resource, values: FilterValues) -> None:
    """Raise `UsageProblem`, with the options that do it, where a month is asked of one day."""
    for item, text in values.items():
        if not item.one_day or not isinstance(text, str):
            continue
        from alegra_cli.input.dates import is_span

        if is_span(text):
            raise UsageProblem(
                _("{option} is one day, and {text} is more than one.").format(
                    option=item.names[0], text=text
                ),
                _hint(resource, item, text),
            )


def _hint(resource: Resource, item: Filter, text: str) -> str:
    ends = _ends(resource, item)
    if not ends:
        return _("Name one day, such as 2026-03-02.")
    first, last = ends
    return _("The whole of it: {first} {text} {last} {text}").format(
        first=first, last=last, text=text
    )


def _ends(resource: Resource, item: Filter) -> tuple[str, str] | None:
    """The options of the first and the last day of the same date."""
    if resource.period and item.param == "date":
        return "--since", "--until"
    known = {one.param: one.names[0] for one in resource.filters}
    first, last = known.get(f"{item.param}_afterOrNow"), known.get(f"{item.param}_beforeOrNow")
    return (first, last) if first and last else None
