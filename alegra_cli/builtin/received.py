"""``alegra received``: what suppliers sent, from files to bills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument
from alegra_cli.commands.progress import RecordCount
from alegra_cli.i18n import _, ngettext
from alegra_cli.received.reasons import STATES

FILES = "FOLDER|FILE..."


def command() -> click.Command:
    makers = {"read": _read}
    return Group("received", dict(makers), _("Invoices of suppliers become bills."))


def files_argument() -> click.Parameter:
    return Argument(["files"], nargs=-1, required=True, metavar=FILES)


def _read() -> Leaf:
    text = _("What each document says and whether it adds up. No account is needed.")
    closing = _(
        "Folders, and files that end in .xml, .zip, .eml or .mbox. Signatures are not checked."
    )
    return Leaf("read", run_read, (files_argument(),), text, closing)


def run_read(app: App, files: tuple[str, ...]) -> None:
    """One record a document. Raises `UsageProblem` for a file that is not there."""
    from alegra_cli.received.reading import Reader
    from alegra_cli.received.record import COLUMNS, record
    from alegra_cli.received.sources import pieces

    counts = dict.fromkeys(STATES, 0)

    def records() -> Iterator[dict[str, Any]]:
        for reading in Reader(app.registry.readers()).readings(pieces(files)):
            counts[reading.state] += 1
            yield record(reading)

    app.show_records(RecordCount(records(), app.screen.progress), COLUMNS)
    app.note(summary(counts))


def summary(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    line = ngettext("{count} document", "{count} documents", total).format(count=total)
    parts = [f"{number} {_(state)}" for state, number in counts.items() if number]
    return f"{line}: {', '.join(parts)}." if parts else f"{line}."
