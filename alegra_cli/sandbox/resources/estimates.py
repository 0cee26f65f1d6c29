"""Estimates, which become invoices (S78)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books, conversions, numbering
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import (
    email,
    links,
    ranges,
)
from alegra_cli.sandbox.books.listing import Listing, SqlCondition
from alegra_cli.sandbox.books.offers import ORDER, SHARED, offer
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Route

NOUN = "la cotización"


def _estimate(books: Books, body: Record, old: Record | None) -> Record:
    made = offer(books, body, old)
    number = (
        {key: old[key] for key in ("number", "_template")}
        if old
        else _estimate_number(books, body.get("numberTemplate"))
    )
    comments = body.get("comments", (old or {}).get("_comments", []))
    return {**number, **made, "_comments": comments}


def _estimate_number(books: Books, wanted: Any) -> Record:
    template = numbering.assign(books, "estimate", wanted)
    return {"number": template["fullNumber"], "_template": template}


def _never_invoiced(books: Books, record: Record) -> None:
    if conversions.has_invoice(books, record["id"]):
        raise bad("La cotización tiene facturas asociadas y no se puede eliminar")


def _show_estimate(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    more = {"comments": record["_comments"]} if "comments" in wanted else {}
    if "invoices" in wanted:
        where = "CAST(json_extract(body, '$.estimate.id') AS TEXT) = ?"
        more["invoices"] = [
            {"id": made["id"], "number": made["numberTemplate"]["fullNumber"]}
            for made in books.store.find("invoices", where, [record["id"]])
        ]
    return {**record, **more, **links(books, "estimates", record, wanted & {"pdf"})}


def _status(text: str) -> SqlCondition:
    """``open``: those of which no invoice was made."""
    made = (
        "EXISTS (SELECT 1 FROM records AS paper WHERE paper.resource = 'invoices' AND "
        "CAST(json_extract(paper.body, '$.estimate.id') AS TEXT) = records.id)"
    )
    return (f"NOT {made}" if text == "open" else made), []


ESTIMATES = Collection(
    "/estimates",
    NOUN,
    Listing(
        "estimates",
        {**SHARED, "status": _status, **ranges("date"), **ranges("dueDate")},
        ORDER,
        strict="cotizaciones",
    ),
    _estimate,
    show=_show_estimate,
    check_delete=_never_invoiced,
)

ROUTES = [
    *ESTIMATES.routes(),
    Route("POST", "/estimates/{id}/email", email("estimates", NOUN)),
]
