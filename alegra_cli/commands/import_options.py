"""How a file of many records is written, for every command that reads one; what ``import`` adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from alegra_cli.commands.listing import jobs_option
from alegra_cli.commands.options import Choice, Option
from alegra_cli.declare import Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.transfer.files import KINDS

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FileReading

_FILE = N_("The file")


def reading_options(beside: Sequence[click.Parameter] = ()) -> list[click.Parameter]:
    """Those of ``import``, ``update -f`` and ``delete -f`` alike.

    beside: the options of the command itself, one of which may have the name of one of these.
    """
    taken = {name for param in beside for name in param.opts}
    return [option for option in _reading() if taken.isdisjoint(option.opts)]


def _reading() -> list[click.Parameter]:
    return [
        Option(
            ["--map", "maps"],
            multiple=True,
            metavar="COLUMN=PATH",
            callback=_pairs,
            heading=_FILE,
            help=_("Where a column goes; with nothing after = it is left out. Can be repeated."),
        ),
        *_column_options(),
        Option(
            ["--from", "kind"],
            type=Choice(KINDS),
            heading=_FILE,
            help=_("What the file is, where its name does not say it."),
        ),
        Option(
            ["--decimal"],
            type=Choice(["comma", "point"]),
            heading=_FILE,
            help=_("The sign of decimals; found out otherwise."),
        ),
        Option(["--encoding"], metavar="NAME", heading=_FILE, help=_("As utf-8 or cp1252.")),
        Option(["--sheet"], metavar="NAME", heading=_FILE, help=_("Of an XLSX; else its first.")),
    ]


def _column_options() -> list[click.Parameter]:
    """Which row names the columns, which of them count, and what is meant by their values."""
    return [
        Option(
            ["--map-file"],
            metavar="FILE",
            heading=_FILE,
            help=_("A YAML, JSON or CSV file of columns and their fields, and of values."),
        ),
        Option(
            ["--only-mapped"],
            is_flag=True,
            heading=_FILE,
            help=_("Leave out every column that is neither known nor named by --map."),
        ),
        Option(
            ["--header-row"],
            type=click.IntRange(1),
            metavar="N",
            heading=_FILE,
            help=_("The row that names the columns; found out otherwise."),
        ),
        Option(
            ["--total-row"],
            type=Choice(["skip", "keep"]),
            heading=_FILE,
            help=_("What to do with a last row that is a sum; asked about otherwise."),
        ),
    ]


def refuse_unread(given: FileReading) -> None:
    """Raise `UsageProblem` for an option that says how a file is written, where none is read."""
    written = {
        "--map": given.get("maps"),
        "--map-file": given.get("map_file"),
        "--only-mapped": given.get("only_mapped"),
        "--header-row": given.get("header_row"),
        "--total-row": given.get("total_row"),
        "--from": given.get("kind"),
        "--decimal": given.get("decimal"),
        "--encoding": given.get("encoding"),
        "--sheet": given.get("sheet"),
    }
    for name, value in written.items():
        if value:
            raise UsageProblem(
                _("{option} is for a file of many records.").format(option=name),
                _("Without an ID, -f FILE takes one: CSV, XLSX, JSON, JSON Lines or YAML."),
            )


def record_options() -> list[click.Parameter]:
    """What makes the records of the rows: something in common, and several rows of one."""
    return [
        Option(
            ["--set", "assignments"],
            multiple=True,
            metavar="PATH=VALUE",
            heading=_FILE,
            help=_("The same for every row. Can be repeated."),
        ),
        Option(
            ["--group-by"],
            metavar="COLUMN",
            heading=_FILE,
            help=_("Rows that say the same there are one document, with a line of each."),
        ),
    ]


def _pairs(_ctx: click.Context, _param: click.Parameter, given: Sequence[str]) -> list[str]:
    """``a=b,c=d`` is two of them; a comma within the name of a column stays there."""
    several = (text.split(",") for text in given)
    return [
        pair
        for text, parts in zip(given, several, strict=True)
        for pair in (parts if all("=" in part for part in parts) else [text])
    ]


def sending_options(resource: Resource) -> list[click.Parameter]:
    """How rows are sent, what becomes of those that fail, and what is known of earlier runs."""
    return [
        Option(
            ["--upsert"],
            metavar="KEY",
            help=_("Update the record that has the same KEY, as identification; else create."),
        ),
        Option(
            ["--on-error"],
            type=Choice(["stop", "continue"]),
            default="continue",
            help=_("After a row that fails: go on (the default), or stop."),
        ),
        # Documents get their numbers in the order of the file.
        jobs_option(default=1 if resource.period else None),
        Option(
            ["--mark"],
            metavar="PATH",
            help=_("Put a mark into this text, by which a lost answer is found: observations."),
        ),
        Option(
            ["--never-sent"],
            is_flag=True,
            help=_("You looked up the rows of unknown outcome and they were not created."),
        ),
        Option(
            ["--go-on"],
            is_flag=True,
            help=_("What earlier runs created is done, though options or columns are others now."),
        ),
        Option(
            ["--new-rows"],
            is_flag=True,
            help=_("What no run has sent is new, though created rows are gone from the file."),
        ),
        Option(
            ["--equal-rows"],
            is_flag=True,
            help=_("Rows that say the same are records of their own."),
        ),
        Option(["--results"], metavar="FILE", help=_("Result of each row; else beside the file.")),
        Option(["--journal"], metavar="FILE", help=_("The journal; else beside the file.")),
    ]
