"""The documents that are to be sent, and to whom (S119)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from alegra_cli.declare import Mailing, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import NotFound
from alegra_cli.i18n import N_
from alegra_cli.mailing.journal import MailJournal
from alegra_cli.operations.changing import read_record
from alegra_cli.wire import Session

READY = N_("to send")
NO_ADDRESS = N_("no address")
RECENT = N_("sent before")


class Letter(NamedTuple):
    """One document and its addresses. last: ISO moment at which it went to all of them before."""

    id: str
    addresses: list[str]
    body: dict[str, Any]
    number: str
    client: str
    last: str = ""

    @property
    def state(self) -> str:
        if self.last:
            return RECENT
        return READY if self.addresses else NO_ADDRESS

    def record(self, outcome: str = "", message: str = "") -> dict[str, Any]:
        """What a person sees of it; keys of the document as it has them."""
        return {
            "id": self.id,
            "number": self.number,
            "client": self.client,
            "address": ", ".join(self.addresses),
            "dueDate": self.body.get("dueDate"),
            "total": self.body.get("total"),
            "balance": self.body.get("balance"),
            "outcome": outcome or self.state,
            "message": message or self.last[:10],
        }


class Letters:
    """Finds the addresses of documents; each contact is read once.

    since: what went to an address after this moment is not sent again; None sends all.
    """

    def __init__(
        self,
        session: Session,
        resource: Resource,
        mailing: Mailing,
        contacts: Resource,
        journal: MailJournal,
        since: datetime | None,
    ) -> None:
        self._session = session
        self._resource = resource
        self._mailing = mailing
        self._contacts = contacts
        self._journal = journal
        self._since = since
        self._addresses: dict[str, str] = {}

    def of(self, documents: Iterable[dict[str, Any]], to: Sequence[str]) -> Iterator[Letter]:
        """A letter for each document; to: the addresses, in place of the contact's own.

        Raises `AlegraError`.
        """
        for body in documents:
            party = body.get(self._mailing.party)
            party = party if isinstance(party, dict) else {}
            addresses = list(to) or list(filter(None, [self._address(party)]))
            key = str(body.get(self._resource.id_key))
            label = next((v for path in self._resource.label if (v := at(body, path))), "")
            yield self._check(
                Letter(key, addresses, body, str(label), str(party.get("name") or ""))
            )

    def _address(self, party: dict[str, Any]) -> str:
        """The contact's own; empty where it has none."""
        if told := at(party, self._mailing.address):
            return str(told).strip()
        key = str(party.get(self._contacts.id_key) or "")
        if key and key not in self._addresses:
            path = f"{self._contacts.path}/{key}"
            try:
                contact = read_record(self._session, self._contacts, path)
            except NotFound:
                contact = {}
            self._addresses[key] = str(at(contact, self._mailing.address) or "").strip()
        return self._addresses.get(key, "")

    def _check(self, letter: Letter) -> Letter:
        """Without the addresses that it went to lately; with the day where that is all of them."""
        if self._since is None:
            return letter
        left, last = [], ""
        for address in letter.addresses:
            before = self._journal.last(f"{self._resource.name}/{letter.id}", address)
            if before and before.may_have_arrived and _is_after(before.at, self._since):
                last = max(last, before.at)
            else:
                left.append(address)
        return letter._replace(addresses=left or letter.addresses, last="" if left else last)


def _is_after(moment: str, since: datetime) -> bool:
    try:
        return datetime.fromisoformat(moment) > since
    except ValueError:
        return True  # of a moment that can't be read it is not known that it is long ago


def days_before(now: datetime, days: int) -> datetime | None:
    """The moment so many days ago; None for no days."""
    return now - timedelta(days=days) if days else None


Now = Callable[[], str]
"""The present moment, ISO."""
