"""The numberings of a company's documents, with the habits of its country.

Their keys are those of S39; the sub-types those of the country's list of codes (S112), Argentina's
letters A and B those of S113.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.seed.countries import CountrySeed

PAPER = "2"
"""The id of the numbering of invoices that are not electronic."""

CONSUMERS = "7"
"""The id of the electronic numbering for final consumers, in `CONSUMER_COUNTRIES` only."""


class Numbering(NamedTuple):
    """prefix: before the number. kind: ``subDocumentType``."""

    prefix: str
    kind: str | None = None


class Habits(NamedTuple):
    """The numberings that differ between countries."""

    electronic: Numbering
    paper: Numbering = Numbering("FV")
    credit: Numbering = Numbering("NC")
    consumers: Numbering | None = None


_HABITS = {
    "colombia": Habits(Numbering("FE")),
    "mexico": Habits(Numbering("A")),
    "peru": Habits(Numbering("F001-"), credit=Numbering("FC01-"), consumers=Numbering("B001-")),
    "costaRica": Habits(Numbering("FE")),
    "argentina": Habits(
        Numbering("A-0001-", "INVOICE_A"),
        credit=Numbering("NCA-0001-"),
        consumers=Numbering("B-0001-", "INVOICE_B"),
    ),
    "chile": Habits(Numbering("FE")),
    "republicaDominicana": Habits(
        Numbering("E31", "INVOICE_E31"),
        Numbering("B01", "INVOICE_B01"),
        Numbering("E34", "CREDIT_NOTE_E34"),
        Numbering("E32", "INVOICE_E32"),
    ),
    "panama": Habits(Numbering("FE")),
    "spain": Habits(Numbering("F")),
}
CONSUMER_COUNTRIES = frozenset(name for name, habits in _HABITS.items() if habits.consumers)


def fill(books: Books, place: CountrySeed, today: date) -> None:
    habits = _HABITS[place.version]
    resolution = _resolution(today) if place.version == "colombia" else {}
    rows = [
        ("Factura electrónica", "invoice", habits.electronic, True, True),
        ("Factura sin emisión", "invoice", habits.paper, False, False),
        ("Nota crédito", "creditNote", habits.credit, True, True),
        ("Recibo de caja", "transactionIn", Numbering("RC"), False, True),
        ("Comprobante de egreso", "transactionOut", Numbering("CE"), False, True),
        ("Cotización", "estimate", Numbering("COT"), False, True),
    ]
    if habits.consumers:
        rows.append(("Consumidor final", "invoice", habits.consumers, True, False))
    rows.append(("Nota débito", "incomeDebitNote", Numbering("ND"), True, True))
    if place.version == "colombia":
        rows.append(("Documento soporte", "supportDocument", Numbering("DS"), True, True))
    if place.version in ("peru", "mexico"):
        rows.append(("Guía de remisión", "transportationReceipt", Numbering("T001-"), True, True))
    for number, row in enumerate(rows, 1):
        template = _template(*row)
        if template["isElectronic"]:
            template |= resolution
        books.put("number-templates", {"id": str(number), **template})


def _template(
    name: str, document: str, numbering: Numbering, electronic: bool, default: bool
) -> dict[str, Any]:
    return {
        "name": name,
        "prefix": numbering.prefix,
        "status": "active",
        "documentType": document,
        "subDocumentType": numbering.kind,
        "isDefault": default,
        "autoincrement": True,
        "isElectronic": electronic,
        "deletable": True,
        "nextInvoiceNumber": 1,
        "minInvoiceNumber": 1,
        "maxInvoiceNumber": 100000,
        "resolutionNumber": None,
        "startDate": None,
        "endDate": None,
        "invoiceText": "",
        "branchOffice": None,
    }


def _resolution(today: date) -> dict[str, str]:
    """Colombia: the DIAN grants a range of numbers for a time."""
    return {
        "resolutionNumber": "18760000001",
        "startDate": f"{today.year - 1}-01-01",
        "endDate": f"{today.year + 1}-12-31",
    }
