"""Mexico's global invoices, which gather sale tickets (S80)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, authority, numbering
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, element
from alegra_cli.sandbox.http.refusals import Refusal, bad, refuse
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "global-invoices"
NOUN = "la factura global"
TICKETS = "sale-tickets"


def create(call: Call) -> tuple[int, Any]:
    """Always stamped; one that the authority refuses stays a draft."""
    books, body = call.books, call.body or {}
    if books.country != "mexico":
        raise refuse(403, "Las facturas globales solo están disponibles en México")
    tickets = _tickets(books, body.get("saleTickets"))
    record: Record = {
        "id": books.new_id(RESOURCE),
        "date": day(body, "date", needed=False) or books.now().date().isoformat(),
        "status": "draft",
        "periodicity": body.get("periodicity"),
        "numberTemplate": numbering.assign(books, "invoice", body.get("numberTemplate")),
        "saleTickets": tickets,
        "total": books.money(sum((Decimal(t["total"]) for t in tickets), Decimal(0))),
        "stamp": None,
    }
    _stamp(books, record)
    books.store.save(RESOURCE, record["id"], record)
    return 201, GLOBAL_INVOICES.visible(books, record, {})


def _stamp(books: Books, record: Record) -> None:
    try:
        authority.stamp(books, record, RESOURCE)
    except Refusal:
        return
    record["status"] = "open"


def _tickets(books: Books, sent: Any) -> list[Record]:
    """Those asked for, or all that no global invoice has."""
    if sent:
        if not isinstance(sent, list):
            raise bad("El campo saleTickets debe ser una lista")
        found = [books.reference(TICKETS, entry, "saleTickets") for entry in sent]
        # Each once, also when it was sent twice.
        tickets = list({ticket["id"]: ticket for ticket in found if ticket is not None}.values())
    else:
        tickets = [t for t in books.store.find(TICKETS) if not _has_invoice(books, t["id"])]
    if not tickets:
        raise bad("No hay tiquetes de venta por facturar")
    for ticket in tickets:
        if _has_invoice(books, ticket["id"]):
            raise bad(f"El tiquete {ticket['id']} ya está en una factura global")
    return tickets


def _has_invoice(books: Books, key: str) -> bool:
    where, values = element("saleTickets", "id")(key)
    return books.store.count(RESOURCE, where, values) > 0


def update(call: Call) -> Any:
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    authority.refuse_stamp(record)
    body = call.body or {}
    if "date" in body:
        record["date"] = day(body, "date")
    if "periodicity" in body:
        record["periodicity"] = body["periodicity"]
    if "numberTemplate" in body:
        number = numbering.assign(call.books, "invoice", body["numberTemplate"])
        record["numberTemplate"] = number
        _stamp(call.books, record)
    call.books.store.save(RESOURCE, record["id"], record)
    return GLOBAL_INVOICES.visible(call.books, record, {})


def only_drafts(_books: Books, record: Record) -> None:
    authority.refuse_stamp(record)


GLOBAL_INVOICES = Collection(
    "/global-invoices",
    NOUN,
    Listing(RESOURCE, {}, {}, strict="facturas globales"),
    lambda _books, body, _old: body,
    check_delete=only_drafts,
)
ROUTES = [
    *GLOBAL_INVOICES.routes("create", "update"),
    Route("POST", "/global-invoices", create),
    Route("PUT", "/global-invoices/{id}", update),
]
