"""Remissions: goods that left before their invoice (S79)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books, conversions
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import links, own_number
from alegra_cli.sandbox.books.listing import Listing, digits, equals, one_of
from alegra_cli.sandbox.books.offers import SHARED, offer
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

NOUN = "la remisión"
LONGEST_PRINT = 200  # lines


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


def _show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    invoices = conversions.invoices_of(books, record["id"])
    free, void = record["status"] == "open", record["status"] == "void"
    more: Record = {
        "comments": [],
        "invoices": [
            {"id": made["id"], "number": made["numberTemplate"]["fullNumber"]} for made in invoices
        ],
        "url": f"https://app.alegra.test/remission/view/id/{record['id']}",
        "estimate": None,
        "editable": free,
        "deletable": not invoices,
        "voidable": free,
        "openable": void,
    }
    # What is longer is printed on the web page only.
    pdf = links(books, "remissions", record, wanted & {"pdf"})
    if len(record["items"]) > LONGEST_PRINT:
        pdf = dict.fromkeys(pdf)
    return {**record, **{key: value for key, value in more.items() if key in wanted}, **pdf}


class _Remissions(Collection):
    def list(self, call: Call) -> Any:
        flags = extras(call.query) & {"editable", "deletable", "voidable", "openable"}
        query = {**call.query, "fields": ",".join(sorted(flags))}
        return super().list(Call(call.books, call.ids, query, None))

    def get(self, call: Call) -> Any:
        # Live: stored, told by the list, and null here.
        return {**super().get(call), "costCenter": None}


REMISSIONS = _Remissions(
    "/remissions",
    NOUN,
    Listing(
        "remissions",
        {
            **SHARED,
            "number": digits("number"),
            "status": one_of("status"),
            "date": equals("date"),
            "dueDate": equals("dueDate"),
            "currency_code": equals("currency.code"),
            "warehouse_id": equals("warehouse.id"),
            "priceList_id": equals("priceList.id"),
        },
        {"number": "number", "dueDate": "dueDate", "status": "status", "name": "client.name"},
        strict="remisiones",
        newest="date",
    ),
    _remission,
    show=_show,
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
