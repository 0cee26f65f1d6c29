"""Colombia and Peru: UBL 2.1, and the container of a Colombian supplier (S129, S130, S132)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from alegra_cli.sandbox.suppliers.paper import Line, Paper, Side
from alegra_cli.sandbox.suppliers.xml_text import HEAD, Xml, element, elements

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_ROOTS = {"invoice": "Invoice", "credit-note": "CreditNote", "debit-note": "DebitNote"}
_LINE_WORDS = {"invoice": "Invoiced", "credit-note": "Credited", "debit-note": "Debited"}


def colombia(paper: Paper) -> str:
    return _ubl(
        paper,
        Xml(
            element("cbc:CustomizationID", "10")
            + element("cbc:ProfileID", "DIAN 2.1: Factura Electrónica de Venta")
            + element("cbc:ID", f"{paper.series}{paper.folio}")
            + element("cbc:UUID", paper.id, schemeName="CUFE-SHA384")
        ),
        ("01", "IVA"),
        _dian_party,
    )


def peru(paper: Paper) -> str:
    return _ubl(
        paper,
        Xml(
            element("cbc:CustomizationID", "2.0")
            + element("cbc:ID", f"{paper.series}-{paper.folio:08d}")
        ),
        ("1000", "IGV"),
        _sunat_party,
    )


def _ubl(
    paper: Paper, head: str, scheme: tuple[str, str], party: Callable[[str, Side], str]
) -> str:
    root, currency = _ROOTS[paper.kind], paper.currency
    kind = element(
        "cbc:InvoiceTypeCode",
        "01",
        listAgencyName="PE:SUNAT" if paper.country == "peru" else "DIAN",
    )
    gross = paper.subtotal + paper.tax
    name = "RequestedMonetaryTotal" if paper.kind == "debit-note" else "LegalMonetaryTotal"

    def amount(tag: str, value: Decimal) -> str:
        return element(f"cbc:{tag}", value, currencyID=currency)

    return element(
        root,
        head,
        element("cbc:IssueDate", paper.date.isoformat()),
        kind if root == "Invoice" else Xml(),
        element("cbc:DocumentCurrencyCode", currency),
        _about(paper),
        element("cac:AccountingSupplierParty", party("supplier", paper.supplier)),
        element("cac:AccountingCustomerParty", party("buyer", paper.buyer)),
        element(
            "cac:TaxTotal",
            amount("TaxAmount", paper.tax),
            elements(
                _subtotal(scheme, rate, base, tax, currency)
                for rate, (base, tax) in paper.taxes.items()
            ),
        ),
        element(
            f"cac:{name}",
            amount("LineExtensionAmount", paper.subtotal),
            amount("TaxExclusiveAmount", paper.subtotal),
            amount("TaxInclusiveAmount", gross),
            amount("PayableAmount", gross),
        ),
        elements(
            _ubl_line(paper, index, line, scheme) for index, line in enumerate(paper.lines, 1)
        ),
        xmlns=f"{_UBL}{root}-2",
        xmlns__cac=f"{_UBL}CommonAggregateComponents-2",
        xmlns__cbc=f"{_UBL}CommonBasicComponents-2",
    )


def _about(paper: Paper) -> str:
    if not paper.about:
        return Xml()
    return element(
        "cac:BillingReference",
        element("cac:InvoiceDocumentReference", element("cbc:ID", paper.about)),
    )


def _subtotal(
    scheme: tuple[str, str], rate: Decimal, base: Decimal, tax: Decimal, currency: str
) -> str:
    return element(
        "cac:TaxSubtotal",
        element("cbc:TaxableAmount", base, currencyID=currency),
        element("cbc:TaxAmount", tax, currencyID=currency),
        element(
            "cac:TaxCategory",
            element("cbc:Percent", f"{rate:.2f}"),
            element("cac:TaxScheme", element("cbc:ID", scheme[0]), element("cbc:Name", scheme[1])),
        ),
    )


def _ubl_line(paper: Paper, index: int, line: Line, scheme: tuple[str, str]) -> str:
    root, word, currency = _ROOTS[paper.kind], _LINE_WORDS[paper.kind], paper.currency
    return element(
        f"cac:{root}Line",
        element("cbc:ID", index),
        element(f"cbc:{word}Quantity", line.quantity, unitCode="94"),
        element("cbc:LineExtensionAmount", line.amount, currencyID=currency),
        element(
            "cac:TaxTotal",
            element("cbc:TaxAmount", line.tax, currencyID=currency),
            _subtotal(scheme, line.rate, line.amount, line.tax, currency),
        ),
        element("cac:Item", element("cbc:Description", line.words)),
        element("cac:Price", element("cbc:PriceAmount", line.price, currencyID=currency)),
    )


def _dian_party(_role: str, side: Side) -> str:
    return element(
        "cac:Party",
        element(
            "cac:PartyTaxScheme",
            element("cbc:RegistrationName", side.name),
            element(
                "cbc:CompanyID", side.identification, schemeID=side.check_digit, schemeName="31"
            ),
        ),
    )


def _sunat_party(_role: str, side: Side) -> str:
    return element(
        "cac:Party",
        element("cac:PartyIdentification", element("cbc:ID", side.identification, schemeID="6")),
        element("cac:PartyLegalEntity", element("cbc:RegistrationName", side.name)),
    )


def container(paper: Paper, inner: str, answer: str = "02") -> str:
    """The container of a Colombian supplier, with the DIAN's answer: 02 is yes, 04 is no."""
    response = element(
        "ApplicationResponse",
        element(
            "cac:DocumentResponse", element("cac:Response", element("cbc:ResponseCode", answer))
        ),
        xmlns=f"{_UBL}ApplicationResponse-2",
        xmlns__cac=f"{_UBL}CommonAggregateComponents-2",
        xmlns__cbc=f"{_UBL}CommonBasicComponents-2",
    )
    return HEAD + element(
        "AttachedDocument",
        element("cbc:ID", f"{paper.series}{paper.folio}"),
        element(
            "cac:Attachment",
            element("cac:ExternalReference", element("cbc:Description", _cdata(inner))),
        ),
        element(
            "cac:ParentDocumentLineReference",
            element(
                "cac:DocumentReference",
                element(
                    "cac:Attachment",
                    element(
                        "cac:ExternalReference",
                        element("cbc:Description", _cdata(HEAD + response)),
                    ),
                ),
            ),
        ),
        xmlns=f"{_UBL}AttachedDocument-2",
        xmlns__cac=f"{_UBL}CommonAggregateComponents-2",
        xmlns__cbc=f"{_UBL}CommonBasicComponents-2",
    )


def _cdata(text: str) -> str:
    return Xml(f"<![CDATA[{text}]]>")
