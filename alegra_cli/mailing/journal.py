"""What was sent by e-mail to whom, written before it is sent.

One file for each company, one checked line a fact. A line that is not whole at the end announced
what was never sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import checksummed, locked, private_folder
from alegra_cli.i18n import N_, _

SENDING = "sending"
SENT = N_("sent")
REFUSED = N_("refused")
UNKNOWN = N_("unknown")
NOT_SENT = N_("not sent")
_ARRIVED = (SENDING, SENT, UNKNOWN)
"""What may lie in somebody's mailbox."""


class DamagedMailJournal(AlegraError):
    """The record of what was sent can't be read, so nothing is sent."""

    kind = "journal"


class Mailed(NamedTuple):
    """The last that is known of a document and an address. at: ISO moment."""

    document: str
    address: str
    state: str
    at: str

    @property
    def may_have_arrived(self) -> bool:
        return self.state in _ARRIVED


class MailJournal:
    """Of one company, whatever the profile is called; `company` identifies it to the API."""

    def __init__(self, folder: Path, company: str) -> None:
        key = hashlib.sha256(company.encode()).hexdigest()[:16]
        self.path = folder / f"mail-{key}.jsonl"
        self._lock = folder / f"mail-{key}.lock"
        self._last: dict[tuple[str, str], Mailed] = {}

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the journal among all processes, and know what is in it.

        Raises `DamagedMailJournal`, or `AlegraError` where it can't be written.
        """
        try:
            private_folder(self.path.parent)
            with locked(self._lock):
                self._last = self._read()
                yield
        except BrokenPipeError:
            raise  # of the output, which is shown meanwhile
        except OSError as problem:
            hint = _("Without its journal nothing is sent by e-mail.")
            raise unwritable(self.path, problem, hint) from problem

    def last(self, document: str, address: str) -> Mailed | None:
        return self._last.get((document, address.casefold()))

    def write(self, document: str, addresses: list[str], state: str, at: str) -> None:
        """On the disk, for every address, when this returns. Raises ``OSError``."""
        lines = []
        for address in addresses:
            entry = Mailed(document, address.casefold(), state, at)
            self._last[document, entry.address] = entry
            lines.append(checksummed.line(entry._asdict()))
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            checksummed.append(descriptor, b"".join(lines))
        finally:
            os.close(descriptor)

    def _read(self) -> dict[tuple[str, str], Mailed]:
        try:
            entries = [_entry(told, n) for n, told in enumerate(checksummed.read(self.path), 1)]
        except checksummed.DamagedLine as problem:
            raise DamagedMailJournal(
                _("Line {number} of {file} can't be read; nothing was sent.").format(
                    number=problem.number, file=self.path
                ),
                _(
                    "The journal says who was written to and when. Move it away to begin a new "
                    "one; then nobody is known to have been written to."
                ),
            ) from problem
        return {(entry.document, entry.address): entry for entry in entries}


def _entry(told: dict[str, Any], number: int) -> Mailed:
    try:
        return Mailed(**told)
    except TypeError as problem:
        raise checksummed.DamagedLine(number) from problem
