"""The provider's part of the embedded sandbox: its routes, and a DIAN that accepts.

It shares no path with the declarations, so that each checks the other. Shapes are those that
the real one has been seen to answer with: single records under their noun, errors in a list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from alegra_cli.hookspecs import hookimpl
from alegra_cli.sandbox.extension import Call, Mount, Refusal, Route

api_version = "1"
PATH = "/e-provider/col/v1"
OWN = {
    "id": "01J0SANDBOX",
    "name": "Comercial Ejemplo S.A.S.",
    "identification": "900559088",
    "dv": "2",
    "type": "main",
}
TABLES = {
    "departments": [{"code": "11", "name": "Bogotá, D.C."}, {"code": "05", "name": "Antioquia"}],
    "municipalities": [{"code": "11001", "name": "Bogotá, D.C."}],
    "taxes": [{"code": "01", "name": "IVA"}, {"code": "04", "name": "INC"}],
    "payment-methods": [{"code": "10", "name": "Efectivo"}, {"code": "42", "name": "Consignación"}],
}
# (path, noun of one, noun of many, what a body needs)
KINDS = (
    ("/invoices", "invoice", "invoices", ("items", "resolution", "totalAmounts")),
    ("/credit-notes", "creditNote", "creditNotes", ("items", "associatedDocuments")),
    ("/debit-notes", "debitNote", "debitNotes", ("items", "associatedDocuments")),
    ("/support-documents", "supportDocument", "supportDocuments", ("items", "resolution")),
    ("/adjustment-note-support-documents", "adjustmentNote", "adjustmentNotes", ("items",)),
    ("/adjustment-note-equivalent-documents", "adjustmentNote", "adjustmentNotes", ("items",)),
    ("/payrolls", "payroll", "payrolls", ("employee",)),
    ("/companies", "company", "companies", ("name", "identification")),
    ("/test-sets", "testSet", "testSets", ("type", "governmentId")),
)
POS = "equivalentDocument"
Run = Callable[[Call], Any]


def refusal(status: int, code: str, message: str) -> Refusal:
    return Refusal(status, {"errors": [{"code": code, "message": message}]})


def shelf(path: str) -> str:
    return "eprovider" + path


def need(call: Call, path: str, key: str) -> dict[str, Any]:
    record = call.books.store.get(shelf(path), key)
    if record is None:
        raise refusal(404, "AEP2001" if path == "/payrolls" else "AEP1002", "Not found")
    return record


def listing(path: str, many: str) -> Run:
    return lambda call: {many: list(call.books.store.find(shelf(path)))}


def getting(path: str, one: str) -> Run:
    return lambda call: {one: need(call, path, call.ids["id"])}


def sending(path: str, one: str, needed: tuple[str, ...]) -> Run:
    def run(call: Call) -> tuple[int, Any]:
        body = call.body if isinstance(call.body, dict) else {}
        wrong = [f'instance requires property "{name}"' for name in needed if name not in body]
        if wrong:
            raise Refusal(400, {"errors": [{"message": text} for text in wrong]})
        key = call.books.new_id(shelf(path))
        record = {"id": key, **body, **_state(path, key, body)}
        call.books.store.save(shelf(path), key, record)
        return 201, {one: record}

    return run


def _state(path: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the provider and the DIAN add."""
    if path == "/companies":
        return {"type": "associated"}
    if path == "/test-sets":
        return {"status": "ACCEPTED", "errors": []}
    number = f"{body.get('prefix', '')}{body.get('number', key)}"
    return {
        "fullNumber": number,
        "date": body.get("date", date.today().isoformat()),
        "cufe": hashlib.sha384(f"{path} {key}".encode()).hexdigest(),
        "status": "SENT",
        "legalStatus": "ACCEPTED",
        "governmentResponse": {"code": "00", "message": "Procesado Correctamente."},
    }


def changing(call: Call) -> Any:
    record = {**need(call, "/companies", call.ids["id"]), **call.need_body()}
    call.books.store.save(shelf("/companies"), record["id"], record)
    return {"company": record}


def undoing(status: str) -> Run:
    def run(call: Call) -> Any:
        record = {**need(call, "/payrolls", call.ids["id"]), "legalStatus": status}
        call.books.store.save(shelf("/payrolls"), record["id"], record)
        return {"payroll": record}

    return run


def a_file(path: str) -> Run:
    def run(call: Call) -> Any:
        need(call, path, call.ids["id"])
        if call.ids["type"] != "XML":
            raise refusal(400, "AEP2004", "File type not downloadable")
        return {"type": "XML", "content": "PD94bWwgdmVyc2lvbj0iMS4wIj8+"}

    return run


def a_table(call: Call) -> Any:
    if call.ids["table"] not in TABLES:
        raise refusal(404, "AEP9000", "Table not found")
    return TABLES[call.ids["table"]]


def only_in_production(_call: Call) -> Any:
    raise refusal(404, "AEP9006", "Environment not supported. Production environment only")


def routes() -> list[Route]:
    made = [
        Route("GET", "/company", lambda _call: {"company": OWN}),
        Route("PATCH", "/company", lambda call: {"company": {**OWN, **call.need_body()}}),
        Route("PATCH", "/companies/{id}", changing),
        Route("GET", "/dian/{table}", a_table),
        Route("GET", "/resolutions/{nit}", only_in_production),
        Route("GET", "/reception-emails/{nit}", only_in_production),
        Route("GET", "/reports/daily", lambda _call: {"reports": []}),
        Route("POST", "/send-email", lambda _call: {"message": "Email sent"}),
        Route("POST", "/payrolls/{id}/replace", undoing("REPLACED")),
        Route("POST", "/payrolls/{id}/cancel", undoing("CANCELLED")),
        Route("GET", "/payroll-adjustments", lambda _call: {"payrollAdjustments": []}),
        Route("GET", "/payroll-cancellations", lambda _call: {"payrollCancellations": []}),
        Route("POST", "/events", sending("/events", "event", ())),
        Route("POST", "/events/from-xml", sending("/events", "event", ())),
        Route("GET", "/events/{id}", getting("/events", "event")),
        Route("GET", "/events/invoice/{cufe}", listing("/events", "events")),
        Route(
            "POST", "/equivalent-documents/pos", sending("/pos", "equivalentDocument", ("items",))
        ),
        Route("GET", "/equivalent-documents/{id}", getting("/pos", POS)),
    ]
    for path, one, many, needed in KINDS:
        made += [
            Route("GET", path, listing(path, many)),
            Route("POST", path, sending(path, one, needed)),
            Route("GET", path + "/{id}", getting(path, one)),
            Route("GET", path + "/{id}/files/{type}", a_file(path)),
        ]
    return made


def in_a_list(status: int, message: str) -> Any:
    """Refusals that are not this module's own, as those of an unknown path."""
    return {"errors": [{"code": f"AEP{status}", "message": message}]}


@hookimpl
def alegra_sandbox() -> list[Mount]:
    return [Mount(PATH, routes(), in_a_list)]
