"""Numberings of documents (S39)."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import Collection, Record, fields_of, need_choice, need_text
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http.refusals import bad

DEFAULTS: Record = {
    "name": None,
    "prefix": None,
    "status": "active",
    "documentType": None,
    "subDocumentType": None,
    "isDefault": False,
    "autoincrement": True,
    "isElectronic": False,
    "deletable": True,
    "nextInvoiceNumber": 1,
    "minInvoiceNumber": None,
    "maxInvoiceNumber": None,
    "resolutionNumber": None,
    "startDate": None,
    "endDate": None,
    "invoiceText": "",
    "branchOffice": None,
}


def make(_books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of({**body, "deletable": (old or {}).get("deletable", True)}, DEFAULTS, old)
    # A change repeats what makes a numbering; what else it leaves out stays.
    need_text(body if old else record, "name", "documentType")
    need_choice(record, "status", ("active", "inactive"))
    for key in ("nextInvoiceNumber", "minInvoiceNumber", "maxInvoiceNumber"):
        value = record[key]
        if value is not None and not str(value).isdecimal():
            raise bad(f"El campo {key} debe ser un número entero")
        record[key] = None if value is None else int(value)
    return record


def only_deletable(_books: Books, record: Record) -> None:
    if not record.get("deletable"):
        raise bad("La numeración ya se usó y no se puede eliminar")


TEMPLATES = Collection(
    "/number-templates",
    "la numeración",
    Listing(
        "number-templates",
        {"documentType": equals("documentType"), "status": equals("status")},
        {"name": "name"},
        page=10,
    ),
    make,
    check_delete=only_deletable,
)
ROUTES = TEMPLATES.routes()
