"""The options of ``import``: how the file is written, and how its rows are sent."""

from __future__ import annotations

from collections.abc import Sequence

import click

from alegra_cli.commands.listing import jobs_option
from alegra_cli.commands.options import Option
from alegra_cli.declare import Resource
from alegra_cli.i18n import N_, _
from alegra_cli.transfer.files import KINDS

_FILE = N_("The file")


def reading_options() -> list[click.Parameter]:
    return [
        Option(
            ["--map", "maps"],
            multiple=True,
            metavar="COLUMN=PATH",
            callback=_pairs,
            heading=_FILE,
            help=_("Where a column goes; with nothing after = it is left out. Can be repeated."),
        ),
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
        Option(
            ["--from", "kind"],
            type=click.Choice(KINDS),
            heading=_FILE,
            help=_("What the file is, where its name does not say it."),
        ),
        Option(
            ["--decimal"],
            type=click.Choice(["comma", "point"]),
            heading=_FILE,
            help=_("The sign of decimals; found out otherwise."),
        ),
        Option(["--encoding"], metavar="NAME", heading=_FILE, help=_("As utf-8 or cp1252.")),
        Option(["--sheet"], metavar="NAME", heading=_FILE, help=_("Of an XLSX; else its first.")),
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
    return [
        Option(
            ["--upsert"],
            metavar="KEY",
            help=_("Update the record that has the same KEY, as identification; else create."),
        ),
        Option(
            ["--on-error"],
            type=click.Choice(["stop", "continue"]),
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
