"""Documents that are ready, to the account: each once, whatever its file is called.

Each is in the journal of its company by the tax authority's id, before its request goes and after
it went. What a killed run left open is looked up in the books by the same id, which stands in the
observations of the record (S52).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from alegra_cli.declare import Resource, SupplierContact
from alegra_cli.declare.supplier_contact import ID_OBJECT
from alegra_cli.dotted_path import put_at
from alegra_cli.exact import decimal_of
from alegra_cli.i18n import _
from alegra_cli.operations.naturals import Natural
from alegra_cli.received import identities
from alegra_cli.received.account import AccountRecords, CountryPacks, PostedPurchase
from alegra_cli.received.bodies import application, gross
from alegra_cli.received.checking import DocumentVerdict
from alegra_cli.received.purchases import PurchaseResources, is_note, party_of
from alegra_cli.received.reading import exact
from alegra_cli.received.sources import Piece
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal import Purpose, RowEntry, RowJournal
from alegra_cli.transfer.journal_texts import of_received
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.sending import PlannedRow, Sender, resolve
from alegra_cli.wire import Session

ATTACHMENTS = "attachments"
_KEYS = "by authority's id"
_PATH = "authorityId"


class Journals:
    """Those of one company, held until closed. Raises `UsageProblem` where another run has them.

    resources: what the rows become; each has the journal of its name.
    """

    def __init__(self, folder: Path, company: str, resources: PurchaseResources) -> None:
        self._resources = resources
        self._open = ExitStack()
        self.of: dict[str, RowJournal] = {}
        try:
            for name in (*self._names(), ATTACHMENTS):
                purpose = Purpose(name, company, "received", _KEYS)
                journal = RowJournal(folder / f"{name}.journal", purpose, texts=of_received)
                self.of[name] = self._open.enter_context(journal)
        except BaseException:
            self._open.close()
            raise

    def __enter__(self) -> Journals:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._open.close()

    def _names(self) -> tuple[str, ...]:
        own = self._resources
        return own.bill.name, own.note.name, own.contacts.name

    def waiting(self) -> list[RowEntry]:
        """What earlier runs sent without seeing an answer."""
        found = (self.of[name].entries() for name in self._names())
        return [entry for entries in found for entry in entries if entry.state in states.OPEN]

    def settle(self, account: AccountRecords, at: str) -> None:
        """What is open, by what the account has now."""
        bills, notes, contacts = self._names()
        resolve(self.of[bills], _in_books(account, note=False), at)
        resolve(self.of[notes], _in_books(account, note=True), at)
        resolve(self.of[contacts], lambda known: _contact(account, known), at)


def _in_books(account: AccountRecords, note: bool) -> Callable[[tuple[Natural, ...]], list[str]]:
    def ids(known: tuple[Natural, ...]) -> list[str]:
        found = account.by_authority.get(known[0].values[0], [])
        return [one.id for one in found if one.note == note]

    return ids


def _contact(account: AccountRecords, known: tuple[Natural, ...]) -> list[str]:
    return [str(one.get("id")) for one in account.known_as([known[0].values[0].upper()])]


class DocumentSender(Sender):
    """Sends bills, and the notes by a sender of their own, and compares what Alegra made of them.

    verdicts: by the number of the row. notes: the sender of debit notes.
    """

    def __init__(
        self,
        session: Session,
        resource: Resource,
        journal: RowJournal,
        now: Callable[[], str],
        *,
        verdicts: dict[int, DocumentVerdict],
        notes: Sender | None,
    ) -> None:
        super().__init__(session, resource, journal, now)
        self._verdicts = verdicts
        self._notes = notes
        if notes is not None:
            notes.tally = self.tally
            self.earlier += notes.earlier

    def __call__(self, row: PlannedRow) -> RowOutcome:
        verdict = self._verdicts[row.number]
        if self._notes is None or not is_note(verdict.document):
            return super().__call__(row)
        outcome = self._notes(row)
        self.obstacle = self.obstacle or self._notes.obstacle
        return outcome

    def halt(self) -> None:
        super().halt()
        if self._notes is not None:
            self._notes.halt()

    def _completion(
        self, row: PlannedRow, key: str, record: dict[str, Any], session: Session
    ) -> RowOutcome:
        document = self._verdicts[row.number].document
        told = decimal_of(record.get("total"))
        with exact():
            # Whether an account's total is before or after its retentions is its own affair.
            right = told in (gross(document), document.total)
        if told is not None and not right:
            text = _("Alegra made a total of {theirs} of it, and the document says {ours}.")
            message = text.format(theirs=told, ours=document.total)
            return self._outcome_of(row, states.INCOMPLETE, message, key)
        return super()._completion(row, key, record, session)


def key_of(text: str) -> str:
    return hashlib.sha256(text.casefold().encode()).hexdigest()[:24]


class FiledDocument(NamedTuple):
    """A document that is in the books. piece: without its content. bill: its id."""

    piece: Piece
    bill: str


def filed_documents(verdicts: Iterable[DocumentVerdict]) -> list[FiledDocument]:
    """Those that are in the books, by their bills alone: the documents would stay in memory."""
    found = []
    for one in verdicts:
        bills = [it.id for it in one.purchases if not it.note]
        if bills and one.reading.codes == ("in-the-books",):
            found.append(FiledDocument(one.reading.piece, bills[-1]))
    return found


@attrs.define(eq=False)
class Posting:
    """The rows of a run.

    ready: what is to be posted, in order: bills before the notes about them. earlier: what is in
    the books from before. contacts: ids of suppliers that were made for this run, by tax id; or why
    there is none.
    """

    ready: Sequence[DocumentVerdict]
    account: AccountRecords
    earlier: Sequence[FiledDocument] = ()
    contacts: dict[str, RowOutcome] = attrs.field(factory=dict)
    ids: dict[str, str] = attrs.field(factory=dict)

    def row(self, number: int, verdict: DocumentVerdict) -> PlannedRow:
        document = verdict.document
        body, problem = verdict.body, ""
        if not verdict.supplier:
            made = self.contacts.get(identities.normal(document.supplier.identification))
            if made is None or not made.id:
                problem = (made.message if made else "") or _("The supplier was not created.")
            else:
                party = party_of(self.account.resources.of(document))
                body = {**body, party: {"id": made.id}}
        if is_note(document):
            with exact():
                body = application(body, document, self._bill_of(verdict))
        natural = (Natural((_PATH,), (document.key.casefold(),)),)
        key = key_of(document.key)
        place = verdict.reading.piece.name
        return PlannedRow(number, place, RowKey(key, key), body, natural, problem=problem)

    def outcomes(self, sender: Sender) -> Iterator[RowOutcome]:
        for number, verdict in enumerate(self.ready, 1):
            outcome = sender(self.row(number, verdict))
            if outcome.id:
                self.ids[verdict.document.key.casefold()] = outcome.id
                self.account.add_posted(
                    verdict.document.key, self._purchase_of(verdict, outcome.id)
                )
            yield outcome

    def filed_documents(self) -> list[FiledDocument]:
        """The documents whose bills are known, of this run and of those before it."""
        now = [
            FiledDocument(one.reading.piece, bill)
            for one in self.ready
            if not is_note(one.document) and (bill := self.ids.get(one.document.key.casefold()))
        ]
        return [*now, *self.earlier]

    def _bill_of(self, verdict: DocumentVerdict) -> PostedPurchase | None:
        """The bill that a note is about, where it was posted in this run or before."""
        document = verdict.document
        for one in document.references:
            known = self.account.by_authority.get(one.authority_id.casefold(), [])
            if not known and one.number and verdict.supplier:
                known = self.account.posted_as(verdict.supplier, one.number)
            bills = [it for it in known if not it.note]
            if len(bills) == 1:
                return bills[0]
        return None

    def _purchase_of(self, verdict: DocumentVerdict, id: str) -> PostedPurchase:
        """What was just made: a note of the same run may be about it."""
        document, total = verdict.document, verdict.document.total
        return PostedPurchase(
            self.account.resources.of(document).name,
            id,
            document.number,
            verdict.supplier,
            document.date,
            total,
            "open",
            total,
            is_note(document),
        )


def contact_body(verdict: DocumentVerdict, packs: CountryPacks) -> dict[str, Any]:
    """The supplier as a new contact: what the document says of it, and its country's pack."""
    party, pack = verdict.document.supplier, packs(verdict.document.country)
    form = (pack and pack.supplier_contact) or SupplierContact()
    body: dict[str, Any] = {
        "name": party.name or party.identification,
        "identification": party.identification,
        "type": ["provider"],
        **({"email": party.email} if "@" in party.email else {}),
    }
    values = [(form.activity, party.activity), (form.check_digit, party.check_digit)]
    if form.id_type:
        kind = dict(form.id_types).get(party.kind, form.id_type)
        body[ID_OBJECT] = {"type": kind, "number": body.pop("identification")}
    for path, value in (*values, *form.constants):
        if path and value:
            body = put_at(body, path, value)
    return body


def contact_rows(
    ready: Sequence[DocumentVerdict], packs: CountryPacks
) -> Iterator[tuple[str, PlannedRow]]:
    """(tax id, row) of each supplier that is to be made, once."""
    seen = set()
    for number, verdict in enumerate(ready, 1):
        key = identities.normal(verdict.document.supplier.identification)
        if verdict.supplier or key in seen:
            continue
        seen.add(key)
        natural = (Natural(("identification",), (key.casefold(),)),)
        row_key = RowKey(key_of(key), key_of(key))
        place = verdict.reading.piece.name
        yield key, PlannedRow(number, place, row_key, contact_body(verdict, packs), natural)


def create_suppliers(
    posting: Posting, session: Session, journal: RowJournal, now: Callable[[], str]
) -> dict[str, RowOutcome]:
    """By tax id; what an earlier run made is not made again. Raises what ends the run."""
    account = posting.account
    sender = Sender(session, account.resources.contacts, journal, now)
    made = {key: sender(row) for key, row in contact_rows(posting.ready, account.packs)}
    if sender.obstacle is not None:
        raise sender.obstacle
    return made
