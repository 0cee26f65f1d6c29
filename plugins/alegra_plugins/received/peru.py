"""Peru: the SUNAT's UBL 2.0 and 2.1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

from alegra_cli.declare.received import (
    DocumentLine,
    InvoiceReader,
    Party,
    ReceivedDocument,
    XmlDocument,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.received import ubl
from alegra_plugins.received.elements import (
    ZERO,
    amount,
    amount_sum,
    attribute,
    day,
    tax_sums,
    text,
)

# S132; the codes: S137.
TAXES = {
    "1000": "IGV",
    "1016": "IVAP",
    "2000": "ISC",
    "7152": "ICBPER",
    "9995": "",  # exported, free, exonerated and unaffected: nothing is amount_sum
    "9996": "",
    "9997": "",
    "9998": "",
    "9999": "OTROS",
}
_FREE = "9996"
_KIND = ubl.by_id(TAXES)
_NUMBER = re.compile(r"([A-Z0-9]{4})-(\d{1,8})")
_OTHERS = {
    "SummaryDocuments": "summary",
    "VoidedDocuments": "summary",
    "ApplicationResponse": "response",
    "DespatchAdvice": "transfer",
    "Perception": "payment",
    "Retention": "payment",
}
# Catalogue 53: what is collected or withheld beside the price, which the payable does not say;
# and prepayments, which are taken off the base.
_BESIDE = ("51", "52", "53", "62", "63")
_PREPAID = ("04", "05", "06", "20")
_TYPES = {"CreditNote": "07", "DebitNote": "08"}


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if not (ubl.is_ubl(file) or "sunat" in file.namespace) or not _of_the_sunat(root):
        return None
    if root.tag in _OTHERS:
        return [_other_document(root)]
    return [_document(root)]


def _of_the_sunat(root: Element) -> bool:
    if "SUNAT" in " ".join(
        one.get("listAgencyName", "") + one.get("schemeAgencyName", "") for one in root
    ):
        return True
    if root.find("UBLExtensions//AdditionalInformation") is not None:
        return True
    if ubl.country_of(root) in ("", "PE") and _NUMBER.fullmatch(text(root, "ID")):
        return re.fullmatch(r"[12]\d{10}", _issuer(root).identification) is not None
    return root.tag in _OTHERS and root.find("AgentParty") is not None


def _issuer(root: Element) -> Party:
    """PartyIdentification comes first here: a PartyTaxScheme has the name alone, or nothing."""
    return _party(root, "AccountingSupplierParty")


def _party(root: Element, name: str) -> Party:
    node = root.find(name)
    inside = root.find(f"{name}/Party/PartyIdentification/ID")
    found = ubl.party(root, name)
    identification = text(inside) or text(node, "CustomerAssignedAccountID")
    return Party(
        identification or found.identification,
        text(node, "Party/PartyLegalEntity/RegistrationName") or found.name,
        attribute(inside, "schemeID") or text(node, "AdditionalAccountID"),
    )


def _other_document(root: Element) -> ReceivedDocument:
    return ReceivedDocument(
        country="peru",
        kind=_OTHERS[root.tag],
        supplier=_issuer(root),
        number=text(root, "ID"),
        date=day(text(root, "IssueDate")),
    )


def _document(root: Element) -> ReceivedDocument:
    supplier, number = _issuer(root), text(root, "ID")
    kind = text(root, "InvoiceTypeCode") or _TYPES.get(root.tag, "")
    charges = (*ubl.charges(root, (*_BESIDE, *_PREPAID)), *ubl.rounding(root))
    whole = bool(supplier.identification and kind and number)
    lines = tuple(_line(node, line) for node, line in ubl.lines(root, _KIND))
    return ReceivedDocument(
        country="peru",
        kind=ubl.KINDS[root.tag],
        supplier=supplier,
        customer=_party(root, "AccountingCustomerParty"),
        number=number,
        prefix=number.partition("-")[0] + "-" if "-" in number else "",
        authority_id=f"{supplier.identification}-{kind}-{number}" if whole else "",
        date=day(text(root, "IssueDate")),
        due=ubl.due(root),
        currency=text(root, "DocumentCurrencyCode"),
        lines=lines,
        charges=charges,
        taxes=tax_sums(ubl.taxes(root, "TaxTotal", _KIND)),
        subtotal=_subtotal(root, lines) + amount_sum(value for _why, value in charges),
        total=amount(ubl.totals(root), "PayableAmount"),
        references=ubl.references(root),
        doubts=(*ubl.prepaid(root), *_doubts(root)),
    )


def _line(node: Element, line: DocumentLine) -> DocumentLine:
    """What is given away has a value for the tax, and nothing is charged for it."""
    codes = [text(one) for one in node.iterfind("TaxTotal/TaxSubtotal/TaxCategory/TaxScheme/ID")]
    free = (
        _FREE in codes
        or text(node, "PricingReference/AlternativeConditionPrice/PriceTypeCode") == "02"
    )
    return line._replace(amount=ZERO, taxes=()) if free else line


def _subtotal(root: Element, lines: tuple[DocumentLine, ...]) -> Decimal:
    """As the header says it, where it does: it is optional in notes and in UBL 2.0."""
    node = ubl.totals(root)
    if text(node, "LineExtensionAmount"):
        return amount(node, "LineExtensionAmount")
    return amount_sum(line.amount for line in lines)


def _doubts(root: Element) -> list[str]:
    codes = {text(one) for one in root.iterfind("AllowanceCharge/AllowanceChargeReasonCode")}
    found = []
    if codes & set(_PREPAID):
        found.append("prepaid")
    if codes & {"51", "52", "53"}:
        found.append("perception")
    if codes & {"62", "63"}:
        found.append("withheld-not-subtracted")
    return found


READER = InvoiceReader("peru", roots=("Invoice", "CreditNote", "DebitNote", *_OTHERS), read=read)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
