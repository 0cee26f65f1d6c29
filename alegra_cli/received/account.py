"""What the account has: its company, suppliers, purchases, taxes and retentions, read once.

It stands on S84, S88, S117, S142.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import attrs

from alegra_cli.declare import Country, Resource
from alegra_cli.declare.api import ALEGRA
from alegra_cli.declare.received import CREDIT_NOTE, SUPPORT_DOCUMENT, ReceivedDocument
from alegra_cli.exact import decimal_of
from alegra_cli.operations import envelope, pages
from alegra_cli.received import identities
from alegra_cli.received.purchases import PurchaseResources, is_note, party_of
from alegra_cli.wire import Request, Session

Record = dict[str, Any]
CountryPacks = Callable[[str], Country | None]
"""The pack of a country, by its name as the API spells it."""
# Of any authority: the longest run of signs that ids have.
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,}")
_MARK = re.compile(r"\[([^\[\]]+)\]")


@attrs.frozen
class PostedPurchase:
    """A purchase that is in the books. note: whether it lowers a debt, as a debit note does."""

    resource: str
    id: str
    number: str
    supplier: str
    date: str
    total: Decimal | None
    status: str
    balance: Decimal | None = None
    note: bool = False


@attrs.define(eq=False)
class AccountRecords:
    """company: as the API tells it. taxes, retentions: its lists, those in use.

    resources: what its purchases are. packs: of the countries of its documents.

    suppliers: contacts by every form of their tax id. posted: purchases by the authority's id, and
    by supplier and number.
    """

    company: Record
    taxes: list[Record]
    retentions: list[Record]
    resources: PurchaseResources
    packs: CountryPacks
    suppliers: dict[str, list[Record]] = attrs.field(factory=dict)
    by_authority: dict[str, list[PostedPurchase]] = attrs.field(factory=dict)
    by_number: dict[tuple[str, str], list[PostedPurchase]] = attrs.field(factory=dict)
    bills: list[Record] = attrs.field(factory=list)

    @property
    def country(self) -> str:
        return str(self.company.get("applicationVersion") or "")

    @property
    def currency(self) -> str:
        told = self.company.get("currency")
        return str(told.get("code") or "") if isinstance(told, dict) else ""

    @property
    def decimals(self) -> int:
        text = str(self.company.get("decimalPrecision") or "")
        return int(text) if text.isdecimal() and int(text) < 10 else 2

    def suppliers_of(self, document: ReceivedDocument) -> list[Record]:
        """The contacts that have its supplier's tax id, each once."""
        return self.known_as(identities.of_party(document.supplier))

    def known_as(self, forms: Iterable[str]) -> list[Record]:
        found: dict[str, Record] = {}
        for form in forms:
            for record in self.suppliers.get(form, ()):
                found[str(record.get("id"))] = record
        return list(found.values())

    def add_supplier(self, record: Record) -> None:
        for form in identities.of_record(record):
            self.suppliers.setdefault(form, []).append(record)

    def in_the_books(self, document: ReceivedDocument) -> list[PostedPurchase]:
        """By the authority's id, else by supplier and number."""
        found = self.by_authority.get(document.key.casefold(), [])
        if found or not document.number:
            return list(found)
        note = is_note(document)
        every: list[PostedPurchase] = []
        suppliers = self.suppliers_of(document)
        if document.kind == SUPPORT_DOCUMENT:  # in some countries its receiver is the seller
            suppliers += self.known_as(identities.of_party(document.customer))
        for supplier in suppliers:
            key = (str(supplier.get("id")), plain_number(document.number))
            every += [one for one in self.by_number.get(key, ()) if one.note == note]
        return every

    def posted_as(self, supplier: str, number: str) -> list[PostedPurchase]:
        """By the contact's id and the supplier's number."""
        return self.by_number.get((supplier, plain_number(number)), [])

    def add_purchase(self, resource: Resource, record: Record) -> None:
        """A void one is in the books no more."""
        if record.get("status") == "void":
            return
        one = posted_of(resource, record)
        for text in ids_in(record):
            self.by_authority.setdefault(text.casefold(), []).append(one)
        self.by_number.setdefault((one.supplier, plain_number(one.number)), []).append(one)

    def add_posted(self, key: str, one: PostedPurchase) -> None:
        """key: of its document."""
        self.by_authority.setdefault(key.casefold(), []).append(one)
        self.by_number.setdefault((one.supplier, plain_number(one.number)), []).append(one)


def plain_number(number: str) -> str:
    """``F001-00000042`` and ``F001-42`` are one number of a supplier's."""
    parts = re.findall(r"[A-Z]+|[0-9]+", number.upper())
    return " ".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


def posted_of(resource: Resource, record: Record) -> PostedPurchase:
    """resource: one with a `TaxDocument`."""
    party = record.get(party_of(resource))
    document = resource.tax_document
    number = record.get("numberTemplate")
    number = number if isinstance(number, dict) else {}
    full = number.get("fullNumber") or f"{number.get('prefix') or ''}{number.get('number') or ''}"
    return PostedPurchase(
        resource.name,
        str(record.get("id") or ""),
        str(full),
        str(party.get("id") or "") if isinstance(party, dict) else "",
        str(record.get("date") or ""),
        decimal_of(record.get("total")),
        str(record.get("status") or ""),
        decimal_of(record.get("balance")),
        document is not None and document.kind == CREDIT_NOTE,
    )


def ids_in(record: Record) -> set[str]:
    """Whatever may be an authority's id: in the stamp, and in what this program wrote (S142)."""
    said = [str(record.get(key) or "") for key in ("observations", "cufe", "uuid")]
    if record.get("stamp"):
        said.append(json.dumps(record["stamp"], default=str))
    return {found for text in said for found in (*_ID.findall(text), *_MARK.findall(text))}


def load(
    session: Session, resources: PurchaseResources, packs: CountryPacks, with_bills: bool = True
) -> AccountRecords:
    """Everything that checking needs, in few requests. Raises `AlegraError`."""

    told = session.send(Request("GET", ALEGRA.company)).body
    company = told if isinstance(told, dict) else {}
    made = AccountRecords(
        company,
        _in_use(session, resources.taxes),
        _in_use(session, resources.retentions),
        resources,
        packs,
    )
    for record in whole_list(session, resources.contacts):
        made.add_supplier(record)
    pack = packs(made.country)
    support = pack is not None and pack.support_documents
    for resource in (resources.bill, resources.note) if with_bills else ():
        for record in whole_list(session, resource, support):
            made.add_purchase(resource, record)
            if resource is resources.bill:
                made.bills.append(_light(record))
    return made


def _in_use(session: Session, resource: Resource) -> list[Record]:
    return [one for one in whole_list(session, resource) if one.get("status") != "inactive"]


def whole_list(session: Session, resource: Resource, support: bool = False) -> Iterable[Record]:
    """Every record. Raises `AlegraError`.

    support: with support documents, and the notes that adjust them; the API leaves both out unless
    they are asked for (S88, S117).
    """
    listing = resource.action_of("list")
    document = resource.tax_document
    query = document.support_query if support and document else ()
    return envelope.objects(pages.records(session, resource, listing, query))


def _light(record: Record) -> Record:
    """What rules are learnt from."""
    keys = ("id", "provider", "purchases", "costCenter", "date")
    return {key: record[key] for key in keys if key in record}
