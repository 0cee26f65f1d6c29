"""What was sent by e-mail to whom."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alegra_cli.company_journal import CompanyJournal
from alegra_cli.i18n import N_, _

SENDING = "sending"
SENT = N_("sent")
REFUSED = N_("refused")
UNKNOWN = N_("unknown")
NOT_SENT = N_("not sent")
# SENDING too: a line that no other follows is of a program that ended before its answer came.
_ARRIVED = (SENDING, SENT, UNKNOWN)
"""What may lie in somebody's mailbox."""


class MailEntry(NamedTuple):
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
        self._journal = CompanyJournal(folder, "mail", company, lambda told: MailEntry(**told))
        self._last: dict[tuple[str, str], MailEntry] = {}

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the journal among all processes, and know what is in it.

        Raises `DamagedJournal`, or `AlegraError` where it can't be written.
        """
        without = _("Without its journal nothing is sent by e-mail.")
        damaged = _(
            "The journal says who was written to and when. Move it away to begin a new one; then "
            "nobody is known to have been written to."
        )
        with self._journal.alone(without, damaged) as entries:
            self._last = {(entry.document, entry.address): entry for entry in entries}
            yield

    def last(self, document: str, address: str) -> MailEntry | None:
        return self._last.get((document, address.casefold()))

    def write(self, document: str, addresses: list[str], state: str, at: str) -> None:
        """On the disk, for every address, when this returns. Raises ``OSError``."""
        # One request is to all of its addresses, so they are announced together. Ana@ and ana@ are
        # one mailbox to nearly every server, and nobody wants the same invoice twice.
        entries = [MailEntry(document, address.casefold(), state, at) for address in addresses]
        self._last |= {(entry.document, entry.address): entry for entry in entries}
        self._journal.append(entries)
