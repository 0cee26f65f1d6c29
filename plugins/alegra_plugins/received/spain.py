"""Spain: Facturae 3.2, and UBL of the European norm."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

import attrs

from alegra_cli.declare.received import (
    CREDIT_NOTE,
    INVOICE,
    DocumentLine,
    InvoiceReader,
    Party,
    ReceivedDocument,
    Reference,
    TaxAmount,
    XmlDocument,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.received import ubl
from alegra_plugins.received.elements import (
    ZERO,
    amount,
    amount_sum,
    day,
    first,
    maybe,
    tax_sums,
    text,
)

# S136; the codes: S137.
TAXES = {"01": "IVA", "02": "IPSI", "03": "IGIC", "04": "IRPF", "05": "Otro", "17": "IVPEE"}
# InvoiceClass: original, corrective, summary, and copies of each.
_CORRECTIVE = ("OR", "CR")
_REPLACES = "01"


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if root.tag == "Facturae":
        return [_document(root, one) for one in root.iterfind("Invoices/Invoice")]
    if not ubl.is_ubl(file) or ubl.country_of(root) != "ES":
        return None
    return [_of_the_norm(root)]


def _document(root: Element, node: Element) -> ReceivedDocument:
    supplier = _party(root.find("Parties/SellerParty"))
    series = text(node, "InvoiceHeader/InvoiceSeriesCode")
    number = series + text(node, "InvoiceHeader/InvoiceNumber")
    totals = node.find("InvoiceTotals")
    charges = _charges(totals)
    whole = bool(supplier.identification and number)
    made = ReceivedDocument(
        country="spain",
        kind=INVOICE,
        supplier=supplier,
        customer=_party(root.find("Parties/BuyerParty")),
        number=number,
        prefix=series,
        authority_id=f"{supplier.identification}-{number}" if whole else "",
        date=day(text(node, "InvoiceIssueData/IssueDate")),
        due=day(text(node, "PaymentDetails/Installment/InstallmentDueDate")),
        currency=text(node, "InvoiceIssueData/InvoiceCurrencyCode"),
        rate=maybe(node, "InvoiceIssueData/ExchangeRateDetails/ExchangeRate"),
        lines=tuple(_line(one) for one in node.iterfind("Items/InvoiceLine")),
        charges=charges,
        taxes=_taxes(node, "TaxesOutputs/Tax"),
        withheld=_taxes(node, "TaxesWithheld/Tax"),
        subtotal=amount(totals, "TotalGrossAmountBeforeTaxes"),
        total=amount(totals, "InvoiceTotal"),
        references=tuple(
            Reference(text(one, "InvoiceSeriesCode") + text(one, "InvoiceNumber"))
            for one in node.iterfind("InvoiceHeader/Corrective")
        ),
    )
    return _corrective(node, made)


def _corrective(node: Element, made: ReceivedDocument) -> ReceivedDocument:
    """What is taken back stands in negative amounts; a corrective may also replace the whole."""
    if text(node, "InvoiceHeader/InvoiceClass") not in _CORRECTIVE and made.total >= 0:
        return made
    if made.total < 0:
        return _as_credit_note(made)
    method = text(node, "InvoiceHeader/Corrective/CorrectionMethod")
    return attrs.evolve(made, doubts=("replaces",)) if method == _REPLACES else made


def _as_credit_note(made: ReceivedDocument) -> ReceivedDocument:
    """A credit note of positive amounts."""

    def taxes(of: tuple[TaxAmount, ...]) -> tuple[TaxAmount, ...]:
        return tuple(
            one._replace(amount=-one.amount, base=None if one.base is None else -one.base)
            for one in of
        )

    return attrs.evolve(
        made,
        kind=CREDIT_NOTE,
        lines=tuple(
            one._replace(quantity=abs(one.quantity), amount=-one.amount, taxes=taxes(one.taxes))
            for one in made.lines
        ),
        charges=tuple((why, -value) for why, value in made.charges),
        taxes=taxes(made.taxes),
        withheld=taxes(made.withheld),
        subtotal=-made.subtotal,
        total=-made.total,
    )


def _party(node: Element | None) -> Party:
    person = " ".join(
        filter(
            None,
            (
                text(node, f"Individual/{name}")
                for name in ("Name", "FirstSurname", "SecondSurname")
            ),
        )
    )
    return Party(
        text(node, "TaxIdentification/TaxIdentificationNumber"),
        text(node, "LegalEntity/CorporateName") or person,
        "NIF",
        "",
        first(
            node,
            "LegalEntity/ContactDetails/ElectronicMail",
            "Individual/ContactDetails/ElectronicMail",
        ),
    )


def _line(node: Element) -> DocumentLine:
    return DocumentLine(
        text(node, "ItemDescription"),
        amount(node, "Quantity"),
        amount(node, "GrossAmount"),
        _taxes(node, "TaxesOutputs/Tax"),
        text(node, "ArticleCode"),
    )


def _taxes(node: Element, path: str) -> tuple[TaxAmount, ...]:
    found = []
    for one in node.iterfind(path):
        code, base = text(one, "TaxTypeCode"), maybe(one, "TaxableBase/TotalAmount")
        rate = maybe(one, "TaxRate")
        value = maybe(one, "TaxAmount/TotalAmount")
        if value is None:  # optional in a line
            value = (base or ZERO) * (rate or ZERO) / 100
        found.append(TaxAmount(TAXES.get(code, f"Impuesto {code}"), value, rate, base))
        if surcharge := amount(one, "EquivalenceSurchargeAmount/TotalAmount"):
            more = maybe(one, "EquivalenceSurcharge")
            found.append(TaxAmount("RE", surcharge, more, base))
    return tax_sums(found)


def _charges(totals: Element | None) -> tuple[tuple[str, Decimal], ...]:
    if totals is None:
        return ()
    off = [
        (text(one, "DiscountReason"), -amount(one, "DiscountAmount"))
        for one in totals.iterfind("GeneralDiscounts/Discount")
    ]
    on = [
        (text(one, "ChargeReason"), amount(one, "ChargeAmount"))
        for one in totals.iterfind("GeneralSurcharges/Charge")
    ]
    return tuple(one for one in (*off, *on) if one[1])


def _kind(subtotal: Element) -> str:
    name = text(subtotal, "TaxCategory/TaxScheme/ID")
    return {"VAT": "IVA"}.get(name, name)


def _of_the_norm(root: Element) -> ReceivedDocument:
    supplier, number = ubl.party(root, "AccountingSupplierParty"), text(root, "ID")
    identification = supplier.identification.removeprefix("ES")
    totals = ubl.totals(root)
    charges = (*ubl.charges(root), *ubl.rounding(root))
    return ReceivedDocument(
        country="spain",
        kind=ubl.KINDS[root.tag],
        supplier=supplier._replace(identification=identification, kind="NIF", check_digit=""),
        customer=_buyer(root),
        number=number,
        authority_id=f"{identification}-{number}" if identification and number else "",
        date=day(text(root, "IssueDate")),
        due=ubl.due(root),
        currency=text(root, "DocumentCurrencyCode"),
        lines=tuple(_with_tax(node, line) for node, line in ubl.lines(root, _kind)),
        charges=charges,
        taxes=tax_sums(ubl.taxes(root, "TaxTotal", _kind)),
        withheld=tax_sums(ubl.taxes(root, "WithholdingTaxTotal", _kind)),
        subtotal=amount(totals, "LineExtensionAmount")
        + amount_sum(value for _why, value in charges),
        total=amount(totals, "PayableAmount"),
        references=ubl.references(root),
        doubts=ubl.prepaid(root),
    )


def _buyer(root: Element) -> Party:
    found = ubl.party(root, "AccountingCustomerParty")
    return found._replace(
        identification=found.identification.removeprefix("ES"), kind="NIF", check_digit=""
    )


def _with_tax(node: Element, line: DocumentLine) -> DocumentLine:
    """The norm says the rate of a line, and the amount of the whole document alone."""
    rate = maybe(node, "Item/ClassifiedTaxCategory/Percent")
    if line.taxes or not rate:
        return line
    return line._replace(taxes=(TaxAmount("IVA", line.amount * rate / 100, rate, line.amount),))


READER = InvoiceReader("spain", roots=("Facturae", "Invoice", "CreditNote"), read=read)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
