"""Options of a read made from its declared filters, and back into query parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from alegra_cli.app import App
from alegra_cli.commands.days import bound_of, day_of, told_of
from alegra_cli.commands.filter_help import help_of
from alegra_cli.commands.options import Choice, FilterOption, Option, WordsOf
from alegra_cli.declare import Filter
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FilterValues

HEADING = N_("Filters")


def filter_options(filters: Sequence[Filter], lone: bool = False) -> list[click.Parameter]:
    """lone: the command takes no arguments, so that a word after a switch is its value."""
    return [_option(item, lone) for item in filters]


def _switch(item: Filter, text: str, lone: bool) -> Option:
    """``--x`` and ``--no-x``; where no argument can follow also ``--x true`` and ``--x false``."""
    name = item.names[0]
    if not lone:
        flags = " / ".join((name, "--no-" + name.removeprefix("--")))
        return FilterOption(item, [flags, variable(item)], default=None, help=text, heading=HEADING)
    return FilterOption(
        item,
        [name, variable(item)],
        is_flag=False,
        flag_value="true",
        type=click.BOOL,
        metavar="[true|false]",
        help=text,
        heading=HEADING,
    )


def _option(item: Filter, lone: bool) -> Option:
    names = [*item.names, variable(item)]
    text = help_of(item)
    if item.countries:
        text += " " + _("Only in {countries}.").format(countries=", ".join(item.countries))
    if item.kind == "boolean":
        return _switch(item, text, lone)
    if item.choices and item.kind != "csv" and not item.open_choices:
        kind: Any = Choice(item.choices, words=item.words)
        return FilterOption(item, names, type=kind, help=text, heading=HEADING)
    if item.choices:
        text += " " + _("Values: {choices}.").format(choices=", ".join(item.choices))
    kind = "ID" if item.ids_of and item.kind == "text" else _METAVARS.get(item.kind, "TEXT")
    taken = WordsOf(item.choices, item.words) if item.choices else None
    return FilterOption(item, names, type=taken, help=text, heading=HEADING, metavar=kind)


_METAVARS = {"date": "DATE", "csv": "A,B", "integer": "N", "money": "AMOUNT", "number": "NUMBER"}


def variable(item: Filter) -> str:
    """The name of the option's value among the command's arguments."""
    return "filter_" + item.param.lower()


def query_of(app: App, values: FilterValues) -> list[tuple[str, str]]:
    """The query parameters that the given options stand for, in declared order."""
    pairs = []
    for item, value in values.items():
        if value is not None:
            pairs.append((item.param, _text(app, item, value)))
    return pairs


def _text(app: App, item: Filter, value: Any) -> str:
    if item.kind == "boolean":
        return "true" if value else "false"
    if item.kind == "date":
        with told_of(item.names[0]):
            called = day_of if item.one_day else bound_of
            return called(app, value, end=item.period_end).isoformat()
    if item.kind == "integer" and not value.strip().isdecimal():
        raise UsageProblem(
            _("{option} takes a whole number, not {value!r}.").format(
                option=item.names[0], value=value
            )
        )
    if item.kind == "csv":
        return _list(item, value)
    return str(value)


def _list(item: Filter, value: str) -> str:
    """A comma-separated list without blanks, each value checked."""
    parts = [part.strip() for part in value.split(",") if part.strip()]
    wrong = [part for part in parts if item.choices and part not in item.choices]
    if wrong and not item.open_choices:
        raise UsageProblem(
            _("{option}: {value!r} is not one of {choices}.").format(
                option=item.names[0], value=wrong[0], choices=", ".join(item.choices)
            )
        )
    return ",".join(parts)
