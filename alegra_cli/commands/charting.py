"""``--chart``: the rows of a report as bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.declare import Chart, Column
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _
from alegra_cli.output.chart import Bar, bars, writes_blocks
from alegra_cli.output.columns import lookup


def chart_option(chart: Chart | None) -> list[click.Parameter]:
    """None where there is nothing to draw."""
    if chart is None:
        return []
    return [Option(["--chart"], is_flag=True, help=_("A bar for each row in place of a table."))]


def check(app: App) -> None:
    """Raises `UsageProblem` where a program is to read it, before any request."""
    if app.screen.format != "table":
        raise UsageProblem(
            _("--chart draws for people, and {format} was asked for.").format(
                format=app.screen.format
            )
        )


def draw(app: App, chart: Chart, rows: Iterable[Any], columns: Sequence[Column]) -> None:
    """Bars of the rows in their order; each group under its name, and its sum below it."""
    if app.screen.options.sort:
        from alegra_cli.output import choosing

        rows = choosing.sorted_records(rows, choosing.parse_order(app.screen.options.sort))
    groups: dict[tuple[str, ...], list[Bar]] = {}
    words = {column.path for column in columns if column.kind == "word"}
    for row in rows:
        name = tuple(_text(row, path, words) for path in chart.groups)
        groups.setdefault(name, []).append(_bar(row, chart, words, columns))
    if not groups:
        app.screen.say(_("(no results)"))
    blocks = writes_blocks(app.stdout)
    for number, (name, group) in enumerate(groups.items()):
        if number:
            app.screen.say("")
        if any(name):
            app.screen.say(", ".join(filter(None, name)))
        total = sum((bar.value for bar in group), Decimal(0))
        for line in bars(group, app.screen.width, blocks):
            app.screen.say(line)
        app.screen.say(f"{_('Total')}: {total:f}")


def _bar(row: Mapping[str, Any], chart: Chart, words: set[str], columns: Sequence[Column]) -> Bar:
    value = str(_value(row, chart.value, columns))
    label = next(filter(None, (_text(row, path, words, columns) for path in chart.labels)), "")
    return Bar(label, Decimal(value) if NUMBER.fullmatch(value) else Decimal(0))


def _text(
    row: Mapping[str, Any], path: str, words: set[str], columns: Sequence[Column] = ()
) -> str:
    value = _value(row, path, columns)
    text = "" if value is None else str(value)
    return _(text) if text and path in words else text


def _value(row: Mapping[str, Any], path: str, columns: Sequence[Column]) -> Any:
    """What a row has at a path, or where other accounts were seen to have it."""
    others = [column.alternatives for column in columns if column.path == path]
    for one in (path, *(others[0] if others else ())):
        found, value = lookup(row, one)
        if found:
            return value
    return None
