"""What was sent to the tax authority, written before it is sent.

One file for each company, one JSON object a line, each line on the disk before anything follows
it. A line that is not whole at the end of the file was never finished, so what it announces was
never sent; any other line that can't be read stops everything.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.emission import states
from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import checksummed, locked, private_folder
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


class CorruptJournal(AlegraError):
    """The record of what was sent can't be read, so nothing may be sent."""

    kind = "journal"


class EmissionEntry(NamedTuple):
    """The last that is known of one document. at: ISO moment."""

    document: str
    state: str
    at: str
    message: str = ""


class EmissionJournal:
    """Of one company, whatever the profile is called; `company` identifies it to the API."""

    def __init__(self, folder: Path, company: str) -> None:
        key = hashlib.sha256(company.encode()).hexdigest()[:16]
        self.path = folder / f"emission-{key}.jsonl"
        self._lock = folder / f"emission-{key}.lock"
        self._entries: dict[str, EmissionEntry] = {}

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the journal among all processes, and know what is in it.

        Raises `CorruptJournal`, or `AlegraError` where it can't be written.
        """
        try:
            private_folder(self.path.parent)
            # A lock file of its own, since a person may move the journal away while it is held. It
            # is read under the lock: what was read before could be announced by another process.
            with locked(self._lock):
                self._entries = self._read()
                yield
        except OSError as problem:
            hint = _("Without its journal nothing is sent to the tax authority.")
            raise unwritable(self.path, problem, hint) from problem

    def last(self, document: str) -> EmissionEntry | None:
        return self._entries.get(document)

    def write(self, entries: Mapping[str, tuple[str, str]], at: str) -> None:
        """document: (state, message). On the disk, all of them, when this returns."""
        # A batch is announced in one append: the request that follows sends all of it or nothing,
        # and a crash in between leaves either no line or a last one that is cut.
        lines = []
        for document, (state, message) in entries.items():
            self._entries[document] = EmissionEntry(document, state, at, message)
            lines.append(checksummed.line(self._entries[document]._asdict()))
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            checksummed.append(descriptor, b"".join(lines))
        finally:
            os.close(descriptor)

    def _read(self) -> dict[str, EmissionEntry]:
        try:
            entries = [_entry(told, n) for n, told in enumerate(checksummed.read(self.path), 1)]
        except checksummed.DamagedLine as problem:
            raise CorruptJournal(
                _("Line {number} of {file} can't be read; nothing was sent.").format(
                    number=problem.number, file=self.path
                ),
                _(
                    "The journal says what was sent to the tax authority. Look the last documents "
                    "up in Alegra, then move the file away."
                ),
            ) from problem
        return {entry.document: entry for entry in entries}


def _entry(told: dict[str, Any], number: int) -> EmissionEntry:
    try:
        entry = EmissionEntry(**told)
    except TypeError as problem:
        raise checksummed.DamagedLine(number) from problem
    if entry.state not in _STATES:
        raise checksummed.DamagedLine(number)
    return entry
