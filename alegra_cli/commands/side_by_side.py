"""``--against``: the sums of one period beside those of another, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from alegra_cli.app import App
from alegra_cli.commands import dryrun, period_options
from alegra_cli.commands.days import period_called, told_of
from alegra_cli.commands.options import Option
from alegra_cli.declare import Action, Column, Period, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import Query, call

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import GetArguments
    from alegra_cli.input.periods import Span

_BEFORE = ("previous", "anterior")
_YEAR_AGO = ("year-ago", "hace-un-año", "hace-un-ano")
_TENTH = Decimal("0.1")


def against_option() -> Option:
    text = _(
        "Beside it another period, what changed and by how much: previous, year-ago, or a period."
    )
    return Option(["--against"], metavar="PERIOD", help=text, heading=period_options.PAGING)


def show_both(
    app: App,
    resource: Resource,
    action: Action,
    period: Period,
    query: Query,
    given: GetArguments,
) -> None:
    """Show each number of the report in both periods.

    Rows: ``{name, period, against, change, percent}``; numbers are exact, the percentage has one
    decimal and is null where there was nothing. Raises `UsageProblem` where no period was asked
    for.
    """
    this = _span_of_query(period, query)
    other = _span_beside(app, this, str(given["against"]))
    requests = []
    for span in (this, other):
        ends = {period.since: span.first.isoformat(), period.until: span.last.isoformat()}
        pairs = tuple((key, ends.get(key, value)) for key, value in query)
        requests.append(call(resource, action, given["arguments"], pairs))
    if app.dry_run:
        dryrun.show_all(app, requests)
        return
    bodies = [
        envelope.record(app.connection.session.send(request).body, resource.envelope)
        for request in requests
    ]
    columns = (
        Column("Concept", "name", "word"),
        Column(_span_label(this), "period", "money"),
        Column(_span_label(other), "against", "money"),
        Column("Δ", "change", "money"),
        Column("%", "percent", "number"),
    )
    app.screen.records(list(_rows(*bodies)), columns)


def _span_of_query(period: Period, query: Query) -> Span:
    from alegra_cli.input.periods import span_of

    days = period_options.days_of(period, query)
    found = span_of(f"{days.first}..{days.last}", _far()) if days.first and days.last else None
    if found is None:
        raise UsageProblem(
            _("--against compares two periods: name the first with --period."),
            _("For instance --period last-month --against previous."),
        )
    return found.as_unit


def _far() -> Any:
    from datetime import date

    return date.max  # both ends are written out: no day is counted from it


def _span_beside(app: App, this: Span, text: str) -> Span:
    word = text.strip().casefold()
    if word in _BEFORE:
        return this.before
    if word in _YEAR_AGO:
        return this.year_ago
    with told_of("--against"):
        return period_called(app, text)


def _span_label(span: Span) -> str:
    first = span.first.isoformat()
    if span.unit in ("month", "year"):
        return first[: 7 if span.unit == "month" else 4]
    return first if span.first == span.last else f"{first} – {span.last.isoformat()}"


def _rows(this: Any, other: Any) -> Iterator[dict[str, Any]]:
    values, others = dict(_numbers(this)), dict(_numbers(other))
    for name in {**values, **others}:
        value, before = values.get(name, Decimal(0)), others.get(name, Decimal(0))
        change = value - before
        yield {
            "name": name,
            "period": value,
            "against": before,
            "change": change,
            "percent": _tenths(change * 100 / abs(before)) if before else None,
        }


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, rounding=ROUND_HALF_UP)


def _numbers(body: Any) -> Iterator[tuple[str, Decimal]]:
    """(dotted path, number) of each number, however deep; those in lists are of rows."""
    from alegra_cli.output.columns import leaves

    for path, value in leaves(body):
        if not isinstance(value, bool) and NUMBER.fullmatch(str(value)):
            yield path, Decimal(str(value))
