"""Documents that the DIAN gets: created once, listed, read, and their files (S143)."""

from __future__ import annotations

from alegra_cli.declare import Action, Column, Envelope, Filter, Resource
from alegra_eprovider.service import EPROVIDER

GROUP = "eprovider"

FILES = Action(
    "file",
    "GET",
    "/{id}/files/{type}",
    verb="read",
    summary=(
        "A file of the document, in base64: XML, JSON, PDF, ZIP, GOVERNMENT_RESPONSE or "
        "ATTACHED_DOCUMENT."
    ),
)
COLUMNS = (
    Column("Id", "id"),
    Column("Number", "fullNumber"),
    Column("Date", "date"),
    Column("Status", "status"),
    Column("DIAN", "legalStatus"),
    Column("Message", "governmentResponse.message"),
)
OF_COMPANY = Filter("idCompany", help="Of this company, where it is not the key's.")
FILTERS = (
    OF_COMPANY,
    Filter("prefix", help="Prefix."),
    Filter("number", help="Number; needs --prefix."),
    Filter(
        "status",
        help="How far it has come.",
        choices=("REGISTERED", "WAITING_RESPONSE", "FAILED", "SENT"),
        open_choices=True,
    ),
    Filter(
        "legalStatus",
        help="What the DIAN says.",
        choices=("ACCEPTED", "ACCEPTED_WITH_OBSERVATIONS", "REJECTED"),
        open_choices=True,
    ),
)
TYPE = Filter("type", help="Kind; STANDARD when not given.")
# The most rows that the description of the lists of invoices and notes allows.
LONGEST_PAGE = 300


def create(summary: str, path: str = "", name: str = "create") -> Action:
    """A create that reaches the DIAN, so it asks first and is never sent twice."""
    verb = "create" if name == "create" else "act"
    return Action(
        name, "POST", path, verb=verb, summary=summary, body="required", confirm="authority"
    )


def document(
    name: str, one: str, envelope: Envelope, what: str, page_size: int = LONGEST_PAGE
) -> Resource:
    """A kind of document that is listed, created, and read with its files."""
    return Resource(
        name=name,
        singular=one,
        path=f"/{name}",
        actions=(
            Action("list", "GET", "", verb="list", summary=f"{what} that were sent."),
            Action("get", "GET", "/{id}", verb="get", columns=COLUMNS),
            create("Sign it and send it to the DIAN."),
            FILES,
        ),
        filters=(*FILTERS, TYPE),
        columns=COLUMNS,
        envelope=envelope,
        page_size=page_size,
        pages=False,
        cursor="from",
        api=EPROVIDER,
        group=GROUP,
        summary=f"{what}: sign, send, read.",
    )


# The description has the notes' rows under `invoices`, and a client under their own noun.
INVOICES = document(
    "invoices", "invoice", Envelope(rows="invoices", counts=False, record="invoice"), "Invoices"
)
CREDIT_NOTES = document(
    "credit-notes",
    "credit note",
    Envelope(rows="invoices", counts=False, record="creditNote", alternatives=("creditNotes",)),
    "Credit notes",
)
DEBIT_NOTES = document(
    "debit-notes",
    "debit note",
    Envelope(rows="invoices", counts=False, record="debitNote", alternatives=("debitNotes",)),
    "Debit notes",
)
SUPPORT = document(
    "support-documents",
    "support document",
    Envelope(
        rows="support-documents",
        counts=False,
        record="invoice",
        alternatives=("supportDocument", "supportDocuments"),
    ),
    "Support documents",
    page_size=0,
)


def single(
    name: str, path: str, one: str, envelope: Envelope, summary: str, made: Action
) -> Resource:
    """A kind of document that is not listed: it is read by the id that its create told."""
    return Resource(
        name=name,
        singular=one,
        path=path,
        actions=(Action("get", "GET", "/{id}", verb="get", columns=COLUMNS), made, FILES),
        columns=COLUMNS,
        envelope=envelope,
        api=EPROVIDER,
        group=GROUP,
        summary=summary,
    )


ADJUSTMENTS = single(
    "adjustment-notes",
    "/adjustment-note-support-documents",
    "adjustment note",
    Envelope(counts=False, record="invoice", alternatives=("adjustmentNote",)),
    "Adjustment notes of support documents: sign, send, read.",
    create("Sign it and send it to the DIAN."),
)
EQUIVALENT_ADJUSTMENTS = single(
    "equivalent-adjustment-notes",
    "/adjustment-note-equivalent-documents",
    "adjustment note of an equivalent document",
    Envelope(
        counts=False, record="adjustmentNoteEquivalentdocument", alternatives=("adjustmentNote",)
    ),
    "Adjustment notes of equivalent documents: sign, send, read.",
    create("Sign it and send it to the DIAN."),
)
EQUIVALENT = single(
    "equivalent-documents",
    "/equivalent-documents",
    "equivalent document",
    Envelope(counts=False, record="equivalent-document", alternatives=("equivalentDocument",)),
    "POS documents: sign, send, read.",
    create("Sign a POS document and send it to the DIAN.", "/pos"),
)
DOCUMENTS = (
    INVOICES,
    CREDIT_NOTES,
    DEBIT_NOTES,
    SUPPORT,
    ADJUSTMENTS,
    EQUIVALENT_ADJUSTMENTS,
    EQUIVALENT,
)
