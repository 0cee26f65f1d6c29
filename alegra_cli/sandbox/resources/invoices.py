"""Sales invoices (S68 to S76)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books, authority, debts, lines, numbering
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import (
    client,
    currency,
    day,
    email,
    links,
    ranges,
    relations,
)
from alegra_cli.sandbox.books.listing import (
    ListFilter,
    Listing,
    contains,
    element,
    ends,
    equals,
    one_of,
)
from alegra_cli.sandbox.http import signature
from alegra_cli.sandbox.http.refusals import Refusal, bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments, reports

RESOURCE = "invoices"
NOUN = "la factura"
# Taken from the body as they are.
PLAIN = (
    "observations",
    "anotation",
    "termsConditions",
    "type",
    "operationType",
    "paymentForm",
    "paymentMethod",
    "paymentType",
    "cfdiUse",
    "regimeClient",
    "accountNumber",
    "periodicity",
    "saleCondition",
    "economicActivity",
    "invoiceType",
    "purchaseOrderNumber",
    "comments",
)
_SHOWN_ALWAYS = PLAIN[:3]
LONGEST = 500  # characters of those three


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    record = _new(books, body)
    payments = body.get("payments") or []
    if payments:  # each of which looks for the invoice
        books.store.save(RESOURCE, record["id"], record)
    for payment in payments:
        debts.pay(books, RESOURCE, record, payment)
        record = books.need(RESOURCE, record["id"], NOUN)
    if authority.requests_stamp(body):
        _open(record)
    refused = authority.attempt(books, body, record, RESOURCE)
    _settle(books, record)
    shown = INVOICES.visible(books, record, {})
    return authority.reply(books, 201, shown, refused, "invoice")


def _new(books: Books, body: Record) -> Record:
    """A draft or open invoice, not stored yet."""
    status = body.get("status") or ("open" if body.get("payments") else "draft")
    if status not in ("draft", "open"):
        raise bad("El campo status debe ser draft u open")
    date, due = day(body, "date"), day(body, "dueDate")
    if str(due) < str(date):
        raise bad("El campo dueDate no puede ser anterior a date")
    who = client(books, body)
    _check_texts(books, body)
    items, totals = lines.compute(books, body.get("items"))
    return {
        "id": books.new_id(RESOURCE),
        "date": date,
        "dueDate": due,
        "datetime": books.now().strftime("%Y-%m-%d %H:%M:%S"),
        **{key: body.get(key) for key in PLAIN if key in _SHOWN_ALWAYS or body.get(key)},
        "status": status,
        "client": who,
        "numberTemplate": numbering.assign(books, "invoice", body.get("numberTemplate")),
        **totals,
        "decimalPrecision": str(books.peek("company", "1").get("decimalPrecision", "2")),
        **currency(books, body),
        **relations(books, body),
        "term": _term(books, date, due),
        **_origins(books, body),
        **debts.fresh(books, totals["total"]),
        "retentions": debts.retentions(books, body.get("retentions")),
        "items": items,
        "stamp": None,
    }


def _check_texts(books: Books, body: Record) -> None:
    for key in _SHOWN_ALWAYS:
        if len(str(body.get(key) or "")) > LONGEST:
            raise bad(f"El campo {key} no puede superar los {LONGEST} caracteres")
    # The codes of the DIAN are in capitals; Alegra's own, of payments, are not taken here.
    method = body.get("paymentMethod")
    if books.country == "colombia" and method and not re.fullmatch("[A-Z][A-Z_]*", str(method)):
        raise bad("El método de pago no es válido")


def _origins(books: Books, body: Record) -> Record:
    """The estimate and the remissions that become this invoice."""
    made: Record = {}
    estimate = books.reference("estimates", body.get("estimate"), "estimate")
    if estimate is not None:
        made["estimate"] = {"id": estimate["id"], "number": estimate["number"]}
    if body.get("remissions"):
        made["remissions"] = [_remission(books, entry) for entry in body["remissions"]]
    return made


def _remission(books: Books, entry: Any) -> Record:
    found = books.reference("remissions", entry, "remissions.id")
    if found is None or found["status"] != "open":
        raise bad(f"La remisión {entry} no está abierta")
    return {"id": found["id"], "number": found["number"]}


def _term(books: Books, date: str | None, due: str | None) -> str | None:
    from datetime import date as day_of

    days = (day_of.fromisoformat(str(due)) - day_of.fromisoformat(str(date))).days
    found = books.store.find("terms", f"json_extract(body, '$.days') = {days}", limit=1)
    return found[0]["name"] if found else None


def update(call: Call) -> tuple[int, Any]:
    """Only what is sent changes; null clears; items replace all lines."""
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.refuse_stamp(record)
    if record["status"] == "void":
        raise bad("La factura está anulada y no se puede editar")
    _change(books, record, body)
    if body.get("status") == "open":
        _open(record)
    elif body.get("status") == "draft" and record["status"] != "draft":
        raise bad("Una factura abierta no puede volver a borrador")
    if authority.requests_stamp(body):
        _open(record)
    refused = authority.attempt(books, body, record, RESOURCE)
    _settle(books, record)
    shown = INVOICES.visible(books, record, {})
    return authority.reply(books, 200, shown, refused, "invoice")


def _change(books: Books, record: Record, body: Record) -> None:
    _check_texts(books, body)
    for key in ("date", "dueDate"):
        if key in body:
            record[key] = day(body, key)
    if record["dueDate"] < record["date"]:
        raise bad("El campo dueDate no puede ser anterior a date")
    record |= {key: body[key] for key in PLAIN if key in body}
    record |= relations(books, body, record)
    if "client" in body:
        record["client"] = client(books, body)
    if "retentions" in body:
        record["retentions"] = debts.retentions(books, body["retentions"])
    if "items" in body:
        record["items"], totals = lines.compute(books, body["items"])
        record |= totals


def _open(record: Record) -> None:
    if record["status"] in ("draft", "void"):
        record["status"] = "open"


def _settle(books: Books, record: Record) -> None:
    debts.settle(books, RESOURCE, record)


def void(call: Call) -> Any:
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] not in ("open", "closed"):
        raise bad("Solo se puede anular una factura abierta")
    if record["_credits"] or any(p["status"] == "open" for p in record["payments"]):
        raise bad("La factura tiene pagos o notas crédito asociados y no se puede anular")
    record["status"] = "void"
    _settle(call.books, record)
    return {"code": 200, "message": "La factura fue anulada"}


def reopen(call: Call) -> Any:
    """Undo a void, or open a draft; with ``stamp.generateStamp`` also stamp."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] not in ("void", "draft"):
        raise bad("La factura ya está abierta")
    _open(record)
    if authority.requests_stamp(call.body or {}):
        authority.stamp(call.books, record, RESOURCE)
    _settle(call.books, record)
    return INVOICES.visible(call.books, record, {})


def retain(call: Call) -> Any:
    """Replace the retentions: a bare array, or under ``retentions``."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] != "open":
        raise bad("Solo se pueden cambiar las retenciones de una factura abierta")
    sent = call.body if isinstance(call.body, list) else call.need_body().get("retentions")
    if not isinstance(sent, list):
        raise bad("El campo retentions debe ser una lista")
    record["retentions"] = debts.retentions(call.books, sent)
    _settle(call.books, record)
    return INVOICES.visible(call.books, record, {})


def preview(call: Call) -> Any:
    """Computed and thrown away."""
    body = call.need_body()
    client(call.books, body)
    lines.compute(call.books, body.get("items"))
    return {"pdfUrl": signature.link(call.books.store, "preview", "0", "factura.pdf")}


def stamp_batch(call: Call) -> Any:
    """1 to 10 invoices; each has its own outcome (S102, S103)."""
    ids = call.need_body().get("ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 10:
        raise bad("El campo ids debe tener entre 1 y 10 facturas")
    mode = call.books.settings.get("authority")
    done: list[Record] = []
    failed: list[Record] = []
    for position, key in enumerate(map(str, ids)):
        try:
            if mode == "half" and position >= (len(ids) + 1) // 2:
                raise bad("La autoridad tributaria no respondió a tiempo", 3051)
            done.append(_stamp_one(call.books, key))
        except Refusal as no:
            failed.append({"id": key, **no.body})
    return _reply(mode, done, failed)


def _stamp_one(books: Books, key: str) -> Record:
    """One document of a batch. Raises the refusal that goes into the answer."""
    record = books.need(RESOURCE, key, NOUN)
    if record["status"] == "void":
        raise bad("La factura está anulada", 3051)
    _open(record)
    authority.stamp(books, record, RESOURCE)
    _settle(books, record)
    state = record["stamp"]["legalStatus"]
    return {"id": key, "success": True, "emissionStatus": state, "message": "Documento emitido"}


def _reply(mode: str, done: list[Record], failed: list[Record]) -> Any:
    """The answer to a batch, as the mode of the authority makes it."""
    if mode == "silent":
        return {"message": "Service Unavailable"}
    if mode == "times-out":
        return 504, {"message": "Endpoint request timed out"}
    if mode == "forgets":
        done = done[::2]
    answer: Record = {"data": done} if done or not failed else {}
    return {**answer, "error": failed} if failed else answer


def only_drafts(_books: Books, record: Record) -> None:
    authority.refuse_stamp(record)
    if record["status"] != "draft":
        raise bad("Solo se pueden eliminar facturas en borrador")


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    more: Record = {"comments": record.get("comments") or [], "events": []}
    return {
        **authority.current(books, record),
        **links(books, RESOURCE, record, wanted),
        **{key: value for key, value in more.items() if key in wanted},
    }


# One status a request: of several, a live account was seen to take none.
# Ranges of dates are documented; a live account was seen to ignore them, so the program never
# relies on them (S71, S73).
FILTERS: dict[str, ListFilter] = {
    "id": one_of("id"),
    "status": equals("status"),
    **ranges("date"),
    **ranges("dueDate"),
    "client_id": equals("client.id"),
    "client_name": contains("client.name"),
    "client_identification": equals("client.identification"),
    "numberTemplate_fullNumber": ends("numberTemplate.fullNumber"),
    "item_id": element("items", "id"),
}

INVOICES = Collection(
    "/invoices",
    NOUN,
    Listing(
        RESOURCE,
        FILTERS,
        {"date": "date", "dueDate": "dueDate", "status": "status", "name": "client.name"},
        strict="facturas",
    ),
    lambda _books, body, _old: body,
    show=show,
    check_delete=only_drafts,
    attaches=True,
    after_delete=lambda books, record: debts.deletion(books, RESOURCE, record),
)
ROUTES = [
    *INVOICES.routes("create", "update"),
    Route("POST", "/invoices", create),
    Route("PUT", "/invoices/{id}", update),
    Route("POST", "/invoices/{id}/void", void),
    Route("POST", "/invoices/{id}/open", reopen),
    Route("POST", "/invoices/{id}/email", email(RESOURCE, NOUN)),
    Route("PUT", "/invoices/{id}/retentionsApplied", retain),
    *attachments.routes(RESOURCE, NOUN),
    Route("POST", "/invoices/preview", preview),
    Route("POST", "/invoices/stamp", stamp_batch),
    Route("GET", "/invoices/sales-totals", reports.sales_totals),
    Route("GET", "/invoices/sales-documents", reports.sales_documents),
]
