"""Colombia: UBL 2.1 of the DIAN, and the AttachedDocument around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import attrs

from alegra_cli.declare.received import (
    InvoiceReader,
    NotReadable,
    Party,
    ReceivedDocument,
    XmlDocument,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.received import ubl
from alegra_plugins.received.elements import amount, amount_sum, day, maybe, tax_sums, text

# S129, S130; the codes: S137.
TAXES = {
    "01": "IVA",
    "02": "IC",
    "03": "ICA",
    "04": "INC",
    "05": "ReteIVA",
    "06": "ReteFuente",
    "07": "ReteICA",
    "22": "INC Bolsas",
    "32": "ICL",
    "33": "INPP",
    "34": "IBUA",
    "35": "ICUI",
}
_KIND = ubl.by_id(TAXES)
# The DIAN's answers: 02 is validated; 04 is rejected.
_REJECTED = "04"
_SUPPORT = ("05", "95")
_PAYROLL = ("NominaIndividual", "NominaIndividualDeAjuste")
_PREFIX = re.compile(r"(.*?)(\d*)", re.DOTALL)


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if root.tag in _PAYROLL:
        return [_other_document(root, "payroll")]
    if not ubl.is_ubl(file) or not _of_the_dian(root):
        return None
    if root.tag == "AttachedDocument":
        return _container_content(file)
    if root.tag == "ApplicationResponse":
        return [_other_document(root, "response")]
    return [_document(root)]


def _of_the_dian(root: Element) -> bool:
    said = " ".join(text(root, name) for name in ("ProfileID", "CustomizationID", "UBLVersionID"))
    return (
        "DIAN" in said
        or root.find("UBLExtensions/UBLExtension/ExtensionContent/DianExtensions") is not None
        or root.tag == "AttachedDocument"
        or ubl.country_of(root) == "CO"
    )


def _container_content(file: XmlDocument) -> list[ReceivedDocument]:
    """The document inside the container that suppliers have to send."""
    root = file.root
    within = text(root, "Attachment/ExternalReference/Description")
    if not within:
        raise NotReadable("empty-container", root.tag)
    inner = file.inner(within)
    if inner.root.tag not in ubl.KINDS:
        return [_other_document(inner.root, "response")]
    document = _document(inner.root)
    answer = text(
        root,
        "ParentDocumentLineReference/DocumentReference/Attachment/ExternalReference/Description",
    )
    if answer and _is_refusal(file.inner(answer).root):
        return [attrs.evolve(document, doubts=(*document.doubts, "rejected-by-authority"))]
    return [document]


def _is_refusal(answer: Element) -> bool:
    codes = [text(one) for one in answer.iterfind("DocumentResponse/Response/ResponseCode")]
    return _REJECTED in codes


def _other_document(root: Element, kind: str) -> ReceivedDocument:
    return ReceivedDocument(
        country="colombia",
        kind=kind,
        supplier=_bare(root, "SenderParty"),
        customer=_bare(root, "ReceiverParty"),
        number=text(root, "ID"),
        authority_id=text(root, "UUID"),
        date=day(text(root, "IssueDate")),
    )


def _bare(root: Element, name: str) -> Party:
    node = root.find(f"{name}/PartyTaxScheme")
    return Party(text(node, "CompanyID"), text(node, "RegistrationName"))


def _document(root: Element) -> ReceivedDocument:
    number = text(root, "ID")
    totals = ubl.totals(root)
    charges = (*ubl.charges(root), *ubl.rounding(root))
    kind = ubl.KINDS[root.tag]
    if text(root, "InvoiceTypeCode") in _SUPPORT or text(root, "CreditNoteTypeCode") in _SUPPORT:
        kind = "support-document"
    return ReceivedDocument(
        country="colombia",
        kind=kind,
        supplier=ubl.party(root, "AccountingSupplierParty"),
        customer=ubl.party(root, "AccountingCustomerParty"),
        number=number,
        prefix=_prefix(root, number),
        authority_id=text(root, "UUID"),
        date=day(text(root, "IssueDate")),
        due=ubl.due(root),
        currency=text(root, "DocumentCurrencyCode"),
        rate=maybe(root, "PaymentExchangeRate/CalculationRate"),
        lines=tuple(line for _node, line in ubl.lines(root, _KIND)),
        charges=charges,
        taxes=tax_sums(ubl.taxes(root, "TaxTotal", _KIND)),
        withheld=tax_sums(ubl.taxes(root, "WithholdingTaxTotal", _KIND)),
        subtotal=amount(totals, "LineExtensionAmount")
        + amount_sum(value for _why, value in charges),
        total=amount(totals, "PayableAmount"),
        references=ubl.references(root),
        doubts=ubl.prepaid(root),
    )


def _prefix(root: Element, number: str) -> str:
    path = "UBLExtensions/UBLExtension/ExtensionContent/DianExtensions/InvoiceControl"
    told = text(root, f"{path}/AuthorizedInvoices/Prefix")
    if told and number.startswith(told):
        return told
    found = _PREFIX.fullmatch(number)
    return found[1] if found else ""


READER = InvoiceReader(
    "colombia",
    roots=(
        "AttachedDocument",
        "Invoice",
        "CreditNote",
        "DebitNote",
        "ApplicationResponse",
        *_PAYROLL,
    ),
    read=read,
)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
