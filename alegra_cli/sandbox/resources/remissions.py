"""Remissions: goods that left before their invoice (api/remissions.yaml)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books, conversions
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.documents import (
    own_number,
)
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.books.offers import ORDER, SHARED, offer
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

NOUN = "la remisión"


def _remission(books: Books, body: Record, old: Record | None) -> Record:
    if old and old["status"] != "open":
        raise bad("Solo se puede editar una remisión abierta")
    number = old["number"] if old else own_number(books, "remissions", body)["fullNumber"]
    name = body.get("documentName") or (old or {}).get("documentName") or "remission"
    made = offer(books, body, old)
    return {"number": number, "documentName": name, "status": "open", **made}


def _not_invoiced(books: Books, record: Record) -> None:
    if conversions.invoices_of(books, record["id"]):
        raise bad("La remisión tiene facturas asociadas y no se puede eliminar")


REMISSIONS = Collection(
    "/remissions",
    NOUN,
    Listing(
        "remissions",
        {
            **SHARED,
            "status": equals("status"),
            "date": equals("date"),
            "dueDate": equals("dueDate"),
        },
        ORDER,
        strict="remisiones",
    ),
    _remission,
    check_delete=_not_invoiced,
    attaches=True,
)


def _turn(before: str, after: str, refusal: str, message: str) -> Any:
    def run(call: Call) -> Any:
        record = call.books.need("remissions", call.ids["id"], NOUN)
        if record["status"] != before:
            raise bad(refusal)
        record["status"] = after
        call.books.store.save("remissions", record["id"], record)
        return {"code": 200, "message": message}

    return run


ROUTES = [
    *REMISSIONS.routes(),
    Route(
        "POST",
        "/remissions/{id}/void",
        _turn("open", "void", "Solo se puede anular una remisión abierta", "Remisión anulada"),
    ),
    Route(
        "POST",
        "/remissions/{id}/open",
        _turn("void", "open", "La remisión no está anulada", "Remisión abierta"),
    ),
    *attachments.routes("remissions", NOUN),
]
