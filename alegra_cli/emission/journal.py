"""What was sent to the tax authority, written before it is sent."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.company_journal import CompanyJournal
from alegra_cli.emission import states
from alegra_cli.i18n import _

SENDING = "sending"
NOT_SENT = "not sent"
_STATES = (
    SENDING,
    NOT_SENT,
    states.ACCEPTED,
    states.PROCESSING,
    states.REJECTED,
    states.UNKNOWN,
)


class EmissionEntry(NamedTuple):
    """The last that is known of one document. at: ISO moment."""

    document: str
    state: str
    at: str
    message: str = ""


class EmissionJournal:
    """Of one company, whatever the profile is called; `company` identifies it to the API."""

    def __init__(self, folder: Path, company: str) -> None:
        self._journal = CompanyJournal(folder, "emission", company, _entry)
        self._entries: dict[str, EmissionEntry] = {}

    @property
    def path(self) -> Path:
        return self._journal.path

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the journal among all processes, and know what is in it.

        Raises `DamagedJournal`, or `AlegraError` where it can't be written.
        """
        without = _("Without its journal nothing is sent to the tax authority.")
        damaged = _(
            "The journal says what was sent to the tax authority. Look the last documents up in "
            "Alegra, then move the file away."
        )
        with self._journal.alone(without, damaged) as entries:
            # The last line of a document counts; those before it say how it came there.
            self._entries = {entry.document: entry for entry in entries}
            yield

    def last(self, document: str) -> EmissionEntry | None:
        return self._entries.get(document)

    def write(self, entries: Mapping[str, tuple[str, str]], at: str) -> None:
        """document: (state, message). On the disk, all of them, when this returns."""
        # A batch is announced at once: the request that follows sends all of it or nothing. Line by
        # line, a crash in between would leave a part of it announced that was not sent either.
        found = [
            EmissionEntry(document, state, at, message)
            for document, (state, message) in entries.items()
        ]
        self._entries |= {entry.document: entry for entry in found}
        self._journal.append(found)


def _entry(told: dict[str, Any]) -> EmissionEntry:
    entry = EmissionEntry(**told)
    # A state of a later program may mean that the document went out. Taken for none of ours, it
    # would be sent again; so it is as good as damage, and stops whoever reads it.
    if entry.state not in _STATES:
        raise ValueError(entry.state)
    return entry
