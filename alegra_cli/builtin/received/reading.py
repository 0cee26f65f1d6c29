"""``alegra received read``: offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.commands.progress import RecordCount
from alegra_cli.i18n import _, ngettext
from alegra_cli.received.reading import PieceReader
from alegra_cli.received.reasons import STATES
from alegra_cli.received.record import COLUMNS, record
from alegra_cli.received.sources import pieces
from alegra_cli.received.suffixes import KNOWN


def run_read(app: App, files: tuple[str, ...]) -> None:
    """One record a document. Raises `UsageProblem` for a file that is not there."""
    counts = dict.fromkeys(STATES, 0)

    def records() -> Iterator[dict[str, Any]]:
        for reading in reader_of(app).readings(pieces(files)):
            counts[reading.state] += 1
            yield record(reading)

    app.show_records(RecordCount(records(), app.screen.progress), COLUMNS)
    app.screen.notes([summary(counts, files)])


def reader_of(app: App) -> PieceReader:
    """One that knows no account."""
    return PieceReader(app.registry.readers(), app.registry.country)


def summary(counts: Mapping[str, int], files: Sequence[str]) -> str:
    """How many of each state; where there are none, what was looked for.

    files: as they were named.
    """
    total = sum(counts.values())
    if not total:
        return none_found(files)
    line = ngettext("{count} document", "{count} documents", total).format(count=total)
    parts = [f"{_(state)} {number}" for state, number in counts.items() if number]
    return f"{line}: {', '.join(parts)}." if parts else f"{line}."


def none_found(files: Sequence[str]) -> str:
    text = _("No document was found in {files}. What is looked for ends in {kinds}.")
    return text.format(files=", ".join(files), kinds=", ".join(KNOWN))
