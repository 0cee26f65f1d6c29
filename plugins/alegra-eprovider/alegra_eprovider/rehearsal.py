"""The provider's part of the embedded sandbox: its routes, and a DIAN that accepts (S143).

It shares no path with the declarations, so that each checks the other. Where two sources have
an answer under different keys, it comes under both.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from alegra_cli.hookspecs import hookimpl
from alegra_cli.sandbox.extension import Call, Mount, Refusal, Route
from alegra_eprovider import stamps
from alegra_eprovider.dian_tables import TABLES
from alegra_eprovider.stamps import OWN, refusal, shelf

api_version = "1"
PATH = "/e-provider/col/v1"
USUAL_PAGE, LONGEST_PAGE = 50, 300
Handler = Callable[[Call], Any]


class DocumentKind(NamedTuple):
    """A kind of document. nouns: of one; lists: of many, none where it is not listed.

    code: the key of its unique code. needed: what a body must have. status: of a create.
    """

    path: str
    nouns: tuple[str, ...]
    lists: tuple[str, ...]
    code: str
    needs: tuple[str, ...]
    under: str = ""
    status: int = 200


KINDS = (
    DocumentKind(
        "/invoices", ("invoice",), ("invoices",), "cufe", ("items", "resolution", "totalAmounts")
    ),
    DocumentKind("/credit-notes", ("creditNote",), ("invoices", "creditNotes"), "cude", ("items",)),
    DocumentKind(
        "/debit-notes",
        ("debitNote",),
        ("invoices", "debitNotes"),
        "cude",
        ("items", "associatedDocuments"),
    ),
    DocumentKind(
        "/support-documents",
        ("invoice",),
        ("support-documents",),
        "cuds",
        ("items", "resolution"),
    ),
    DocumentKind("/adjustment-note-support-documents", ("invoice",), (), "cuds", ("items",)),
    DocumentKind(
        "/adjustment-note-equivalent-documents",
        ("adjustmentNoteEquivalentdocument",),
        (),
        "cude",
        ("items",),
    ),
    DocumentKind("/equivalent-documents", ("equivalent-document",), (), "cude", ("items",), "/pos"),
    DocumentKind(
        "/payrolls",
        ("payroll", "emission"),
        ("payrolls",),
        "cune",
        ("prefix", "number", "governmentData"),
        status=201,
    ),
)


def need(call: Call, path: str) -> dict[str, Any]:
    record = call.books.store.get(shelf(path), call.ids["id"])
    if record is None:
        raise refusal(404, "AEP2001" if path == "/payrolls" else "AEP1002", "Not found")
    return record


def need_keys(given: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The body or query with everything that it must have. Raises `Refusal`."""
    found = given if isinstance(given, dict) else {}
    wrong = [f'instance requires property "{name}"' for name in names if name not in found]
    if wrong:
        raise Refusal(400, {"errors": [{"message": text} for text in wrong]})
    return found


def keep(call: Call, kind: DocumentKind, body: dict[str, Any], path: str = "") -> dict[str, Any]:
    """The document that a body becomes, on the shelf of its path."""
    path = path or kind.path
    key = call.books.new_id(shelf(path))
    record = stamps.document(call.books, path, key, body, kind.code)
    call.books.store.save(shelf(path), key, record)
    return record


def listing(path: str, lists: tuple[str, ...]) -> Handler:
    def run(call: Call) -> Any:
        query = call.query
        if "number" in query and "prefix" not in query:
            raise refusal(400, "AEP9001", "number requires prefix")
        text = query.get("limit", str(USUAL_PAGE))
        if not text.isdecimal() or not 1 <= int(text) <= LONGEST_PAGE:
            raise refusal(400, "AEP9001", f"limit must be between 1 and {LONGEST_PAGE}")
        rows = [row for row in call.books.store.find(shelf(path)) if _matches(call, row)]
        ids = [row["id"] for row in rows]
        if first := query.get("from"):
            rows = rows[ids.index(first) :] if first in ids else []
        rows = rows[: int(text)]
        ends = {"from": rows[0]["id"], "to": rows[-1]["id"]} if rows else {}
        metadata = {**ends, "results_count": len(rows)}
        return {"metadata": metadata, **dict.fromkeys(lists, rows)}

    return run


def _matches(call: Call, row: dict[str, Any]) -> bool:
    query = call.query
    if (key := query.get("idCompany")) and key != OWN["id"]:
        company = call.books.store.get(shelf("/companies"), key) or {}
        if row["companyIdentification"] != company.get("identification"):
            return False
    names = ("prefix", "number", "status", "legalStatus", "type")
    return all(str(row.get(name, "")) == query[name] for name in names if name in query)


def sending(kind: DocumentKind) -> Handler:
    def run(call: Call) -> tuple[int, Any]:
        record = keep(call, kind, need_keys(call.body, kind.needs))
        return kind.status, {kind.nouns[0]: record}

    return run


def getting(kind: DocumentKind) -> Handler:
    return lambda call: dict.fromkeys(kind.nouns, need(call, kind.path))


def a_file(path: str) -> Handler:
    def run(call: Call) -> Any:
        need(call, path)
        return stamps.file(call.ids["type"])

    return run


PAYROLL = KINDS[-1]


def replacing(call: Call) -> Any:
    need(call, PAYROLL.path)
    body = need_keys(call.body, PAYROLL.needs)
    return dict.fromkeys(PAYROLL.nouns, keep(call, PAYROLL, body, "/payroll-adjustments"))


def cancelling(call: Call) -> Any:
    payroll = need(call, PAYROLL.path)
    body = need_keys(call.body, ("prefix", "number"))
    return {
        "payroll": payroll,
        "cancellation": keep(call, PAYROLL, body, "/payroll-cancellations"),
    }


def announcing(*needed: str) -> Handler:
    def run(call: Call) -> Any:
        body = need_keys(call.body, ("number", "type", *needed))
        key = call.books.new_id(shelf("/events"))
        record = stamps.event(call.books, key, body)
        call.books.store.save(shelf("/events"), key, record)
        return {"event": record}

    return run


def events_of(call: Call) -> Any:
    cufe = call.ids["cufe"]
    rows = [
        {
            "responseCode": row["type"]["code"],
            "type": row["type"]["value"],
            "effectiveTime": row["date"],
            "documentReference": {"number": row["fullNumber"], "uuid": row["cude"]},
            "issuerParty": {"identificationNumber": OWN["identification"], "name": OWN["name"]},
            "receiverParty": {
                "identificationNumber": row["receiver"]["id"],
                "name": row["receiver"]["name"],
            },
        }
        for row in call.books.store.find(shelf("/events"))
        if row["associatedDocumentId"] == cufe
    ]
    answer = {
        "isValid": True,
        "errorMessages": [],
        "statusCode": "00",
        "statusDescription": "Procesado Correctamente.",
        "events": rows,
    }
    asked = call.query.get("xmlbase64") == "true"
    return {**answer, "xmlBase64": stamps.file("XML")["file"]["content"]} if asked else answer


def companies(call: Call) -> Any:
    rows = [OWN, *call.books.store.find(shelf("/companies"))]
    return {"count": len(rows), "companies": rows}


def company(call: Call) -> Any:
    return {"company": OWN if call.ids["id"] == OWN["id"] else need(call, "/companies")}


def enrolling(call: Call) -> Any:
    body = need_keys(call.body, ("name", "identification"))
    key = call.books.new_id(shelf("/companies"))
    usual = {"dv": "", "useAlegraCertificate": True, "governmentStatus": {}}
    return {
        "company": _without_certificate(call, {**usual, **body, "id": key, "type": "associated"})
    }


def changing(call: Call) -> Any:
    return {"company": _without_certificate(call, {**need(call, "/companies"), **call.need_body()})}


def _without_certificate(call: Call, record: dict[str, Any]) -> dict[str, Any]:
    """Without the certificate, whose password no answer tells."""
    kept = {name: value for name, value in record.items() if name != "certificate"}
    call.books.store.save(shelf("/companies"), kept["id"], kept)
    return kept


def enabling(call: Call) -> Any:
    body = need_keys(call.body, ("type", "governmentId"))
    key = call.books.new_id(shelf("/test-sets"))
    record = {
        "id": key,
        "type": body["type"],
        "governmentId": body["governmentId"],
        "status": "ACCEPTED",
    }
    call.books.store.save(shelf("/test-sets"), key, record)
    return {"testSets": [record]}


def enable(call: Call) -> Any:
    query = need_keys(dict(call.query), ("type", "governmentId"))
    for record in call.books.store.find(shelf("/test-sets")):
        if all(record[name] == query[name] for name in ("type", "governmentId")):
            body = {"number": record["id"], "prefix": "SET"}
            return {
                "emission": stamps.document(call.books, "/payrolls", record["id"], body, "cune")
            }
    raise refusal(404, "AEP1002", "Not found")


def a_table(call: Call) -> Any:
    if call.ids["table"] not in TABLES:
        raise refusal(404, "AEP9000", "Table not found")
    return {"table": [{"code": code, "value": text} for code, text in TABLES[call.ids["table"]]]}


def daily(call: Call) -> Any:
    query = need_keys(dict(call.query), ("date", "type"))
    if query["type"] != "invoice":
        raise refusal(400, "AEP9001", "type is not one of invoice")
    try:
        date.fromisoformat(query["date"])
    except ValueError as problem:
        raise refusal(400, "AEP9001", "date must be YYYY-MM-DD") from problem
    return {
        "reportDate": query["date"],
        "reportDocument": query["type"],
        "reportUrl": f"https://example.com/reports/{query['date']}.csv",
    }


def mailing(call: Call) -> Any:
    body = need_keys(call.body, ("documentType", "documentId"))
    mail = body.get("email")
    to = mail.get("to", "") if isinstance(mail, dict) else ""
    document = {"type": body["documentType"], "number": stamps.text(body["documentId"])}
    sender = {name: OWN[name] for name in ("id", "name", "email", "phone", "tradeName")}
    return {
        "message": "Email sent",
        "data": {"company": sender, "receiver": {"email": to}, "document": document},
    }


def only_in_production(_call: Call) -> Any:
    raise refusal(404, "AEP9006", "Environment not supported. Production environment only")


def routes() -> list[Route]:
    made = [
        Route("GET", "/company", lambda _call: {"company": OWN}),
        Route("PATCH", "/company", lambda call: {"company": {**OWN, **call.need_body()}}),
        Route("GET", "/companies", companies),
        Route("POST", "/companies", enrolling),
        Route("GET", "/companies/{id}", company),
        Route("PATCH", "/companies/{id}", changing),
        Route("GET", "/test-sets", enable),
        Route("POST", "/test-sets", enabling),
        Route("GET", "/test-sets/{id}", lambda call: {"testSet": need(call, "/test-sets")}),
        Route("GET", "/dian/{table}", a_table),
        Route("GET", "/resolutions/{nit}", only_in_production),
        Route("GET", "/reception-emails/{nit}", only_in_production),
        Route("GET", "/reports/daily", daily),
        Route("POST", "/send-email", mailing),
        Route("POST", "/payrolls/{id}/replace", replacing),
        Route("POST", "/payrolls/{id}/cancel", cancelling),
        Route("POST", "/events", announcing("associatedDocument")),
        Route("POST", "/events/from-xml", announcing("xmlContent")),
        Route("GET", "/events/{id}", lambda call: {"event": need(call, "/events")}),
        Route("GET", "/events/{id}/files/{type}", a_file("/events")),
        Route("GET", "/events/invoice/{cufe}", events_of),
    ]
    for name in ("payroll-adjustments", "payroll-cancellations"):
        made.append(Route("GET", f"/{name}", listing(f"/{name}", (name,))))
    for kind in KINDS:
        if kind.lists:
            made.append(Route("GET", kind.path, listing(kind.path, kind.lists)))
        made += [
            Route("POST", kind.path + kind.under, sending(kind)),
            Route("GET", kind.path + "/{id}", getting(kind)),
            Route("GET", kind.path + "/{id}/files/{type}", a_file(kind.path)),
        ]
    return made


def in_a_list(status: int, message: str) -> Any:
    """Refusals that are not this module's own, as those of an unknown path or a wrong key."""
    if status == 401:
        return {"errors": [message]}
    return {"errors": [{"code": f"AEP{status}", "message": message}]}


@hookimpl
def alegra_sandbox() -> list[Mount]:
    return [Mount(PATH, routes(), in_a_list)]
