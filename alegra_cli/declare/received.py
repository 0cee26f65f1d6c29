"""What a received electronic invoice says, whatever country wrote it: the normal form.

A reader of a country makes a `ReceivedDocument` of a parsed file and judges nothing: whether it
adds up, is known or may be posted is decided in one place for all of them. Every amount is an
exact ``Decimal``, and positive in an invoice and in a credit note alike.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from alegra_cli.declare.checks import matches, some
from alegra_cli.declare.declaration import Declaration

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = [
    "CREDIT_NOTE",
    "DEBIT_NOTE",
    "INVOICE",
    "NOBODY",
    "OTHER_KINDS",
    "POSTED_KINDS",
    "SUPPORT_DOCUMENT",
    "DocumentLine",
    "InvoiceReader",
    "NotReadable",
    "Party",
    "ReceivedDocument",
    "Reference",
    "TaxAmount",
    "XmlDocument",
]

_COUNTRY = re.compile(r"[a-z][A-Za-z]*(\.[a-z][a-z0-9-]*)?")

INVOICE = "invoice"
CREDIT_NOTE = "credit-note"
DEBIT_NOTE = "debit-note"
SUPPORT_DOCUMENT = "support-document"
POSTED_KINDS = (INVOICE, CREDIT_NOTE, DEBIT_NOTE)
"""What becomes a record; any other kind is named and left."""
OTHER_KINDS = (
    "payment",  # a receipt or complement of a payment
    "payroll",
    "transfer",  # goods that move, and guides of them
    "response",  # what somebody, or the authority, answers to a document
    "summary",  # lists of documents, and of those that were voided
    SUPPORT_DOCUMENT,  # issued by the buyer, who has it in the books
)


class NotReadable(ValueError):
    """A document is of this reader's kind and can't be understood.

    code: of the reasons, such as ``bad-number``. detail: the text in question.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class XmlDocument(NamedTuple):
    """A file that was parsed within the limits.

    root: its tags and attributes are local names, without namespaces. namespace: of the root.
    inner: parses a document that is written inside this one, within the same limits.
    """

    root: Element
    namespace: str
    inner: Callable[[str], XmlDocument]


class Party(NamedTuple):
    """identification: the tax id as it is written, with its check digit where that is part of it
    (a RUT) and without it where it has a place of its own (a NIT); `check_digit` is that one.
    activity: its line of business, where documents tell it.
    """

    identification: str
    name: str = ""
    kind: str = ""
    check_digit: str = ""
    email: str = ""
    activity: str = ""


NOBODY = Party("")


class TaxAmount(NamedTuple):
    """A tax or a withholding.

    kind: the authority's word, as ``IVA``, ``IEPS`` or ``ICBPER``. rate: percent; None for an
    amount a unit and where the document says none.
    """

    kind: str
    amount: Decimal
    rate: Decimal | None = None
    base: Decimal | None = None


class DocumentLine(NamedTuple):
    """amount: after the line's own discounts; without taxes unless `prices_include_tax`."""

    description: str
    quantity: Decimal
    amount: Decimal
    taxes: tuple[TaxAmount, ...] = ()
    code: str = ""


class Reference(NamedTuple):
    """Another document that this one is about."""

    number: str = ""
    authority_id: str = ""
    date: str = ""


@attrs.frozen(eq=False, repr=False, kw_only=True)
class ReceivedDocument(Declaration):
    """One document.

    country: as the API spells it. kind: one of `POSTED_KINDS` or `OTHER_KINDS`. number: the
    supplier's, whole; `prefix` is how it begins. authority_id: what the tax authority knows it by
    (UUID, CUFE, clave, eNCF; issuer, type and folio where it gives no number of its own); empty
    for one that was never registered. date, due: ISO days.
    charges: what the whole document adds, as (words, amount); a discount is negative. subtotal:
    lines and charges, as the header says it, without taxes. total: what is to be paid.
    rate: units of the country's currency for one of `currency`; None where it is not said.
    prices_include_tax: the lines contain the taxes. id_of_issuer: other suppliers may have the same
    authority_id. doubts: codes of reasons that only the reader
    can see, such as ``prepaid``.
    """

    country: str
    kind: str = attrs.field(validator=attrs.validators.in_((*POSTED_KINDS, *OTHER_KINDS)))
    supplier: Party
    customer: Party = NOBODY
    number: str = ""
    prefix: str = ""
    authority_id: str = ""
    date: str = ""
    due: str = ""
    currency: str = ""
    rate: Decimal | None = None
    lines: tuple[DocumentLine, ...] = ()
    charges: tuple[tuple[str, Decimal], ...] = ()
    taxes: tuple[TaxAmount, ...] = ()
    withheld: tuple[TaxAmount, ...] = ()
    subtotal: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    prices_include_tax: bool = False
    id_of_issuer: bool = False
    references: tuple[Reference, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by within its country, whatever file it is in; empty for nothing."""
        if self.id_of_issuer and self.authority_id:
            return f"{self.supplier.identification}-{self.authority_id}"
        return self.authority_id

    def day(self) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.date)
        except ValueError:
            return None


Read = Callable[[XmlDocument], Iterable[ReceivedDocument] | None]


@attrs.frozen(eq=False, repr=False)
class InvoiceReader(Declaration):
    """How the documents of a country are read.

    name: as its entry point is called: a country's, or ``country.word``.
    roots: local names of the root elements that it may know.
    read: the documents in a file; None where the file is of another country or format after all,
        so that the next reader is asked. Raises `NotReadable`.
    """

    name: str = attrs.field(validator=matches(_COUNTRY))
    roots: tuple[str, ...] = attrs.field(validator=some, kw_only=True)
    read: Read = attrs.field(kw_only=True)
