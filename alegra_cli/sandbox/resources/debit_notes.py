"""Supplier debit notes: what goes back to a supplier (S88, S89)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, authority, debts, lines, notes, numbering, stock
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.documents import client, currency, day, own_number, ranges, relations
from alegra_cli.sandbox.books.listing import (
    ListFilter,
    Listing,
    SqlCondition,
    contains,
    element,
    equals,
    one_of,
)
from alegra_cli.sandbox.http.refusals import Refusal, bad, too_many
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import comments

RESOURCE = "debit-notes"
NOUN = "la nota débito"
KIND = notes.NoteKind(RESOURCE, NOUN, "bills", -1)
TEXTS = ("observations", "termsConditions")
PLAIN = ("adjustmentNoteType", "annotation", "reason", "typeCreditNote")
LINE_CODES = {"none": 13043, "items": 13044, "categories": 13045}


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    made, totals = lines.purchases(books, _lines_of(body), "", LINE_CODES)
    places = relations(books, body)
    record: Record = {
        "id": books.new_id(RESOURCE),
        "date": day(body, "date"),
        **{key: body.get(key) or "" for key in TEXTS},
        **{key: body[key] for key in PLAIN if body.get(key)},
        "client": _supplier(books, body),
        "numberTemplate": _number(books, body),
        **made,
        "bills": [],
        "refunds": [],
        **totals,
        "totalApplied": books.money(Decimal(0)),
        "balance": totals["total"],
        "retentions": debts.retentions(books, body.get("retentions"), totals),
        "decimalPrecision": int(books.company.get("decimalPrecision") or 0),
        "warehouse": places["warehouse"],
        "costCenter": places["costCenter"],
        "currency": None,
        **currency(books, body),
        "stamp": None,
    }
    _refuse_paper(books, record, body)
    notes.settle(books, KIND, record, body)
    return _stamp(books, record, body)


def _supplier(books: Books, body: Record) -> Record:
    try:
        return client(books, body)
    except Refusal as no:
        raise bad(str(no.body["message"]), 13011) from no


def _number(books: Books, body: Record) -> Record:
    """The next of the numbering that is asked for, or a number of its own."""
    sent = body.get("resolution")
    key = sent.get("id") if isinstance(sent, dict) else sent
    if key in (None, ""):
        return {**own_number(books, RESOURCE, body), "documentType": "debitNote"}
    return numbering.assign(books, "debitNote", key)


def _refuse_paper(books: Books, record: Record, body: Record) -> None:
    """Colombia and Costa Rica stamp with an electronic numbering only, and say so at once."""
    electronic = record["numberTemplate"].get("isElectronic")
    asked = authority.requests_stamp(body)
    if asked and not electronic and books.country in ("colombia", "costaRica"):
        raise bad("La nota débito necesita una numeración electrónica", 13066)


def _stamp(books: Books, record: Record, body: Record) -> tuple[int, Any]:
    refused = authority.attempt(books, body, record, RESOURCE)
    books.store.save(RESOURCE, record["id"], record)
    shown = DEBIT_NOTES.visible(books, record, {})
    return authority.reply(books, 200, shown, refused, "debitNote")


def _lines_of(body: Record) -> Record:
    """Lines stand in the note itself or, as in bills, under ``purchases``."""
    below = body.get("purchases")
    source = below if isinstance(below, dict) else {}
    return {kind: body.get(kind) or source.get(kind) for kind in ("items", "categories")}


def update(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    record = _one(call)
    if authority.has_stamp(record):
        raise bad("La nota débito ya fue emitida y no se puede modificar", 13038)
    if "date" in body:
        record["date"] = day(body, "date")
    record |= {key: body[key] or "" for key in TEXTS if key in body}
    record |= {key: body[key] for key in PLAIN if key in body}
    if "client" in body:
        record["client"] = _supplier(books, body)
    places = relations(books, body, record)
    record |= {key: places[key] for key in ("warehouse", "costCenter") if key in places}
    record |= currency(books, body)
    if any(key in body for key in ("items", "categories", "purchases")):
        made, totals = lines.purchases(books, _lines_of({**record, **body}), "", LINE_CODES)
        record |= {**made, **totals}
    if "retentions" in body:
        record["retentions"] = debts.retentions(books, body["retentions"], record)
    _refuse_paper(books, record, body)
    notes.settle(books, KIND, record, body)
    return _stamp(books, record, body)


def _one(call: Call) -> Record:
    found = call.books.store.get(RESOURCE, call.ids["id"])
    if found is None:
        raise Refusal(404, {"code": 13005, "message": f"No se encontró {NOUN} {call.ids['id']}"})
    return found


def undo(books: Books, record: Record) -> None:
    authority.refuse_stamp(record)
    notes.take_back(books, KIND, record)
    stock.forget(books, RESOURCE, record)


def show(books: Books, record: Record, _query: Mapping[str, str]) -> Record:
    shown = authority.current(books, record)
    return {**shown, "emissionStatus": (shown.get("stamp") or {}).get("legalStatus")}


# Notes that adjust a support document are left out unless they are asked for. CROSS keeps SQLite
# from going through every bill for each note: the bills of a note are few, and each has an index.
_ADJUSTS = (
    "(json_extract(body, '$.adjustmentNoteType') IS NOT NULL OR EXISTS (SELECT 1 FROM "
    "json_each(records.body, '$.bills') AS part CROSS JOIN records AS bill "
    "ON bill.resource = 'bills' AND bill.id = json_extract(part.value, '$.id') "
    "WHERE json_extract(bill.body, '$.type') = 'supportDocument'))"
)
_TYPES = {"normal": f"NOT {_ADJUSTS}", "adjustmentNote": _ADJUSTS, "all": "1"}


def _type(text: str) -> SqlCondition:
    if text not in _TYPES:
        raise bad("El parámetro type debe ser normal, adjustmentNote o all", 903)
    return _TYPES[text], []


def _ids(text: str) -> SqlCondition:
    if text.count(",") >= 30:
        raise too_many("ids", 30)
    return one_of("id")(text)


FILTERS: dict[str, ListFilter] = {
    "type": _type,
    "id": _ids,
    "number": contains("numberTemplate.fullNumber"),
    "client_id": equals("client.id"),
    "item_id": element("items", "id"),
    "provider_name": contains("client.name"),
    "emissionStatus": equals("stamp.legalStatus"),
    "idGlobal": equals("idGlobal"),
    **ranges("date"),
}


class _Notes(Collection):
    def list(self, call: Call) -> Any:
        query = {**call.query, "type": call.query.get("type") or "normal"}
        return super().list(Call(call.books, call.ids, query, None))


DEBIT_NOTES = _Notes(
    "/debit-notes",
    NOUN,
    Listing(RESOURCE, FILTERS, {"date": "date", "status": "status"}, strict="notas débito"),
    lambda _books, body, _old: body,
    show=show,
    check_delete=undo,
)
ROUTES = [
    *DEBIT_NOTES.routes("create", "update"),
    Route("POST", "/debit-notes", create),
    Route("PUT", "/debit-notes/{id}", update),
    *comments.routes(RESOURCE, NOUN, comments.CommentShape(37008)),
]
