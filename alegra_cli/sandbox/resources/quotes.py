"""Estimates and remissions, which become invoices (S78, S79)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import conversions, lines, numbering
from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.books.crud import Catalogue, Record, extras
from alegra_cli.sandbox.books.documents import (
    client,
    currency,
    day,
    email,
    links,
    own_number,
    ranges,
    related,
)
from alegra_cli.sandbox.books.listing import Listing, contains, element, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

ESTIMATE, REMISSION = "la cotización", "la remisión"
_SHARED = {
    "client_id": equals("client.id"),
    "client_name": contains("client.name"),
    "item_id": element("items", "id"),
    "number": equals("number"),
}
_ORDER = {"date": "date", "dueDate": "dueDate", "name": "client.name"}


def _document(books: Books, body: Record, old: Record | None) -> Record:
    """What both have in common: two dates, a client, lines that nobody owes yet."""
    merged = {**(old or {}), **body}
    if "items" in body or old is None:
        items, totals = lines.compute(books, body.get("items"))
    else:
        items, totals = old["items"], {"total": old["total"]}
    places = {**(old or {}), **related(books, body, old)}
    return {
        "date": day(merged, "date"),
        "dueDate": day(merged, "dueDate"),
        "observations": merged.get("observations") or "",
        "anotation": merged.get("anotation") or "",
        "client": client(books, body) if "client" in body or not old else old["client"],
        "seller": places["seller"],
        "priceList": places["priceList"],
        "warehouse": places["warehouse"],
        "costCenter": places["costCenter"],
        "currency": None,
        **currency(books, merged),
        # Quantities are texts with two decimals here (S79).
        "items": [{**line, "quantity": f"{Decimal(str(line['quantity'])):.2f}"} for line in items]
        if items is not (old or {}).get("items")
        else items,
        "total": totals["total"],
    }


def _estimate(books: Books, body: Record, old: Record | None) -> Record:
    made = _document(books, body, old)
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
    if conversions.invoiced_estimate(books, record["id"]):
        raise bad("La cotización tiene facturas asociadas y no se puede eliminar")


def _show_estimate(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    more = {"comments": record["_comments"]} if "comments" in wanted else {}
    return {**record, **more, **links(books, "estimates", record, wanted & {"pdf"})}


ESTIMATES = Catalogue(
    "/estimates",
    ESTIMATE,
    Listing(
        "estimates",
        {**_SHARED, **ranges("date"), **ranges("dueDate")},
        _ORDER,
        strict="cotizaciones",
    ),
    _estimate,
    show=_show_estimate,
    check_delete=_never_invoiced,
)


def _remission(books: Books, body: Record, old: Record | None) -> Record:
    if old and old["status"] != "open":
        raise bad("Solo se puede editar una remisión abierta")
    number = old["number"] if old else own_number(books, "remissions", body)["fullNumber"]
    name = body.get("documentName") or (old or {}).get("documentName") or "remission"
    made = _document(books, body, old)
    return {"number": number, "documentName": name, "status": "open", **made}


def _not_invoiced(books: Books, record: Record) -> None:
    if conversions.invoices_of(books, record["id"]):
        raise bad("La remisión tiene facturas asociadas y no se puede eliminar")


REMISSIONS = Catalogue(
    "/remissions",
    REMISSION,
    Listing(
        "remissions",
        {
            **_SHARED,
            "status": equals("status"),
            "date": equals("date"),
            "dueDate": equals("dueDate"),
        },
        _ORDER,
        strict="remisiones",
    ),
    _remission,
    check_delete=_not_invoiced,
    attaches=True,
)


def _turn(before: str, after: str, refusal: str, message: str) -> Any:
    def run(call: Call) -> Any:
        record = call.books.need("remissions", call.ids["id"], REMISSION)
        if record["status"] != before:
            raise bad(refusal)
        record["status"] = after
        call.books.store.save("remissions", record["id"], record)
        return {"code": 200, "message": message}

    return run


ROUTES = [
    *ESTIMATES.routes(),
    Route("POST", "/estimates/{id}/email", email("estimates", ESTIMATE)),
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
    *attachments.routes("remissions", REMISSION),
]
