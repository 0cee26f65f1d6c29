"""Documents that the DIAN gets: created once, listed, read, and their files."""

from __future__ import annotations

from alegra_cli.declare import Action, Column, Envelope, Resource
from alegra_eprovider.service import EPROVIDER

GROUP = "eprovider"

_FILES = Action(
    "file",
    "GET",
    "/{id}/files/{type}",
    verb="read",
    summary="A file of the document: XML, and what else it has.",
)


def columns(inside: str = "") -> tuple[Column, ...]:
    """What a document is known by; inside: the key that a single one comes under."""
    at = f"{inside}." if inside else ""
    return (
        Column("Id", f"{at}id"),
        Column("Number", f"{at}fullNumber"),
        Column("Date", f"{at}date"),
        Column("Status", f"{at}status"),
        Column("DIAN", f"{at}legalStatus"),
        Column("Message", f"{at}governmentResponse.message"),
    )


def create(summary: str, path: str = "", name: str = "create") -> Action:
    """A create that reaches the DIAN, so it asks first and is never sent twice."""
    verb = "create" if name == "create" else "act"
    return Action(
        name, "POST", path, verb=verb, summary=summary, body="required", confirm="authority"
    )


def document(name: str, one: str, key: str, what: str, *more: Action) -> Resource:
    """A kind of document. key: what the answer to a single one holds it under."""
    return Resource(
        name=name,
        singular=one,
        path=f"/{name}",
        actions=(
            Action("list", "GET", "", verb="list", summary=f"{what} that were sent."),
            Action("get", "GET", "/{id}", verb="get", columns=columns(key)),
            create("Sign it and send it to the DIAN."),
            *more,
        ),
        columns=columns(),
        envelope=Envelope(rows=_rows(key), counts=False),
        pages=False,
        api=EPROVIDER,
        group=GROUP,
        summary=f"{what}: sign, send, read.",
    )


def _rows(key: str) -> str:
    return f"{key}s"


INVOICES = document("invoices", "invoice", "invoice", "Invoices", _FILES)
CREDIT_NOTES = document("credit-notes", "credit note", "creditNote", "Credit notes", _FILES)
DEBIT_NOTES = document("debit-notes", "debit note", "debitNote", "Debit notes", _FILES)
SUPPORT = document(
    "support-documents", "support document", "supportDocument", "Support documents", _FILES
)


def adjustment(name: str, path: str, one: str) -> Resource:
    return Resource(
        name=name,
        singular=one,
        path=path,
        actions=(
            Action("list", "GET", "", verb="list", summary="Notes that were sent."),
            Action("get", "GET", "/{id}", verb="get"),
            create("Sign it and send it to the DIAN."),
        ),
        columns=columns(),
        envelope=Envelope(rows="adjustmentNotes", counts=False),
        pages=False,
        api=EPROVIDER,
        group=GROUP,
        summary=f"Each {one}: sign, send, read.",
    )


ADJUSTMENTS = adjustment(
    "adjustment-notes", "/adjustment-note-support-documents", "adjustment note"
)
EQUIVALENT_ADJUSTMENTS = adjustment(
    "equivalent-adjustment-notes",
    "/adjustment-note-equivalent-documents",
    "adjustment note of an equivalent document",
)
EQUIVALENT = Resource(
    name="equivalent-documents",
    singular="equivalent document",
    path="/equivalent-documents",
    actions=(
        Action("get", "GET", "/{id}", verb="get"),
        create("Sign a POS document and send it to the DIAN.", "/pos"),
    ),
    columns=columns(),
    api=EPROVIDER,
    group=GROUP,
    summary="POS documents: sign, send, read.",
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
