"""What the dialects of UBL 2.x have in common: Colombia, Peru, and the European norm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element

from alegra_cli.declare.received import (
    CREDIT_NOTE,
    DEBIT_NOTE,
    INVOICE,
    DocumentLine,
    Party,
    Reference,
    TaxAmount,
    XmlDocument,
)
from alegra_plugins.received.elements import amount, day, first, maybe, tax_sums, text

# S129, S132, S136
KINDS = {"Invoice": INVOICE, "CreditNote": CREDIT_NOTE, "DebitNote": DEBIT_NOTE}
LINES = {"Invoice": "Invoiced", "CreditNote": "Credited", "DebitNote": "Debited"}
OASIS = "urn:oasis:names:specification:ubl:schema:xsd:"

KindOf = Callable[[Element], str]
"""What a tax is called, from its TaxScheme; empty for one that adds nothing."""


def is_ubl(file: XmlDocument) -> bool:
    return file.namespace.startswith(OASIS) or file.namespace.startswith("urn:oasis:names:tc:ebxml")


def country_of(root: Element) -> str:
    """Two letters: where the supplier says that it is."""
    path = "AccountingSupplierParty/Party"
    return first(
        root.find(path),
        "PostalAddress/Country/IdentificationCode",
        "PhysicalLocation/Address/Country/IdentificationCode",
        "PartyTaxScheme/RegistrationAddress/Country/IdentificationCode",
        "PartyLegalEntity/RegistrationAddress/Country/IdentificationCode",
    ).upper()


def party(root: Element, name: str) -> Party:
    node = root.find(name)
    inside = None if node is None else node.find("Party")
    identification = None
    for path in (
        "PartyTaxScheme/CompanyID",
        "PartyIdentification/ID",
        "PartyLegalEntity/CompanyID",
    ):
        found = None if inside is None else inside.find(path)
        if found is not None and (found.text or "").strip():
            identification = found
            break
    return Party(
        text(identification) or text(node, "CustomerAssignedAccountID"),
        first(
            inside,
            "PartyTaxScheme/RegistrationName",
            "PartyLegalEntity/RegistrationName",
            "PartyName/Name",
        ),
        identification.get("schemeName", "") if identification is not None else "",
        identification.get("schemeID", "") if identification is not None else "",
        text(inside, "Contact/ElectronicMail"),
    )


def taxes(node: Element, name: str, kind_of: KindOf) -> Iterator[TaxAmount]:
    for total in node.iterfind(name):
        for one in total.iterfind("TaxSubtotal"):
            scheme = one.find("TaxCategory/TaxScheme")
            kind = kind_of(one) if scheme is not None else ""
            if not kind:
                continue
            rate = maybe(one, "TaxCategory/Percent")
            rate = maybe(one, "Percent") if rate is None else rate
            if text(one, "PerUnitAmount") and not rate:
                rate = None
            yield TaxAmount(kind, amount(one, "TaxAmount"), rate, maybe(one, "TaxableAmount"))


def by_id(names: Mapping[str, str]) -> KindOf:
    """The authority's word for the code of a TaxScheme, else the name that stands there."""

    def kind(subtotal: Element) -> str:
        scheme = subtotal.find("TaxCategory/TaxScheme")
        code = text(scheme, "ID")
        return names.get(code, first(scheme, "Name", "ID"))

    return kind


def lines(root: Element, kind_of: KindOf) -> Iterator[tuple[Element, DocumentLine]]:
    name = root.tag
    for one in root.iterfind(f"{name}Line"):
        yield (
            one,
            DocumentLine(
                " ".join(filter(None, (text(part) for part in one.iterfind("Item/Description"))))
                or text(one, "Item/Name"),
                amount(one, f"{LINES[name]}Quantity"),
                amount(one, "LineExtensionAmount"),
                tax_sums(taxes(one, "TaxTotal", kind_of)),
                first(one, "Item/SellersItemIdentification/ID"),
            ),
        )


def totals(root: Element) -> Element | None:
    found = root.find("LegalMonetaryTotal")
    return root.find("RequestedMonetaryTotal") if found is None else found


def charges(root: Element, skipped: tuple[str, ...] = ()) -> list[tuple[str, Decimal]]:
    """Charges and discounts of the whole document, discounts negative."""
    found = []
    for one in root.iterfind("AllowanceCharge"):
        if text(one, "AllowanceChargeReasonCode") in skipped:
            continue
        value = amount(one, "Amount")
        if text(one, "ChargeIndicator").lower() not in ("true", "1"):
            value = -value
        if value:
            reason = first(one, "AllowanceChargeReason", "AllowanceChargeReasonCode")
            found.append((reason, value))
    return found


def rounding(root: Element) -> list[tuple[str, Decimal]]:
    value = amount(totals(root), "PayableRoundingAmount")
    return [("PayableRoundingAmount", value)] if value else []


def prepaid(root: Element) -> tuple[str, ...]:
    """Some deduct a prepayment from what is payable and others don't."""
    return ("prepaid",) if amount(totals(root), "PrepaidAmount") else ()


def references(root: Element) -> tuple[Reference, ...]:
    found = []
    for one in root.iterfind("BillingReference"):
        for node in one:
            if node.tag.endswith("DocumentReference"):
                found.append(
                    Reference(text(node, "ID"), text(node, "UUID"), day(text(node, "IssueDate")))
                )
    return tuple(found)


def due(root: Element) -> str:
    return day(first(root, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"))
