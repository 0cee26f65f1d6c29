"""Spain: Facturae 3.2.2 (S136)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.suppliers.paper import WITHHELD, Line, Paper, Side
from alegra_cli.sandbox.suppliers.xml_text import Xml, element, elements


def spain(paper: Paper) -> str:
    sign = -1 if paper.kind == "credit-note" else 1
    return element(
        "fe:Facturae",
        element("FileHeader", element("SchemaVersion", "3.2.2")),
        element("Parties", _side("SellerParty", paper.supplier), _side("BuyerParty", paper.buyer)),
        element(
            "Invoices",
            element(
                "Invoice",
                _head(paper, sign),
                element(
                    "InvoiceIssueData",
                    element("IssueDate", paper.date.isoformat()),
                    element("InvoiceCurrencyCode", "EUR"),
                ),
                element(
                    "TaxesOutputs",
                    elements(
                        _tax("01", rate, base * sign, tax * sign)
                        for rate, (base, tax) in paper.taxes.items()
                    ),
                ),
                _retention(paper, sign),
                element(
                    "InvoiceTotals",
                    element("TotalGrossAmount", paper.subtotal * sign),
                    element("TotalGrossAmountBeforeTaxes", paper.subtotal * sign),
                    element("TotalTaxOutputs", paper.tax * sign),
                    element("TotalTaxesWithheld", paper.withheld * sign),
                    element("InvoiceTotal", paper.total * sign),
                ),
                element("Items", elements(_line(line, sign) for line in paper.lines)),
            ),
        ),
        xmlns__fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml",
    )


def _head(paper: Paper, sign: int) -> str:
    corrective = element(
        "Corrective",
        element("InvoiceNumber", paper.about or paper.folio),
        element("CorrectionMethod", "02"),
    )
    return element(
        "InvoiceHeader",
        element("InvoiceNumber", paper.folio),
        element("InvoiceSeriesCode", paper.series),
        element("InvoiceDocumentType", "FC"),
        element("InvoiceClass", "OR" if sign < 0 else "OO"),
        corrective if sign < 0 else Xml(),
    )


def _side(name: str, side: Side) -> str:
    return element(
        name,
        element(
            "TaxIdentification",
            element("PersonTypeCode", "J"),
            element("TaxIdentificationNumber", side.identification),
        ),
        element("LegalEntity", element("CorporateName", side.name)),
    )


def _tax(code: str, rate: Decimal, base: Decimal, tax: Decimal) -> str:
    return element(
        "Tax",
        element("TaxTypeCode", code),
        element("TaxRate", f"{rate:.2f}"),
        element("TaxableBase", element("TotalAmount", base)),
        element("TaxAmount", element("TotalAmount", tax)),
    )


def _retention(paper: Paper, sign: int) -> str:
    if not paper.withheld:
        return Xml()
    rate = Decimal(WITHHELD["spain"][1])
    return element("TaxesWithheld", _tax("04", rate, paper.subtotal * sign, paper.withheld * sign))


def _line(line: Line, sign: int) -> str:
    return element(
        "InvoiceLine",
        element("ItemDescription", line.words),
        element("Quantity", line.quantity),
        element("UnitPriceWithoutTax", line.price * sign),
        element("TotalCost", (line.amount + line.discount) * sign),
        element("GrossAmount", line.amount * sign),
        element("TaxesOutputs", _tax("01", line.rate, line.amount * sign, line.tax * sign)),
    )
