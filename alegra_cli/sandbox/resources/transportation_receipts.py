"""Transportation receipts of Peru and Mexico (S83)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books, authority, decimal, numbering, objects
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.documents import client, day, email, relations
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http import signature
from alegra_cli.sandbox.http.refusals import bad, refuse
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

RESOURCE = "transportation-receipts"
NOUN = "la guía de remisión"
COUNTRIES = ("peru", "mexico")
PLAIN = (
    "origin",
    "destination",
    "transferReason",
    "descriptionReasonTransfer",
    "transferModality",
    "transporter",
    "route",
    "complement",
    "cfdiUse",
    "regimeClient",
    "weight",
    "packages",
    "observations",
    "anotation",
    "termsConditions",
)


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    if books.country not in COUNTRIES:
        raise refuse(403, "Las guías de remisión no están disponibles en su país")
    number = numbering.assign(books, "transportationReceipt", body.get("numberTemplate"))
    record = {
        "id": books.new_id(RESOURCE),
        "number": number["fullNumber"],
        "status": "draft",
        **_fill(books, body, {}),
        "numberTemplate": number,
        "isElectronicResolution": number["isElectronic"],
        "stamp": None,
    }
    if authority.requests_stamp(body):
        _issue(books, record, body)
    books.store.save(RESOURCE, record["id"], record)
    return 201, RECEIPTS.visible(books, record, {})


def _fill(books: Books, body: Record, old: Record) -> Record:
    merged = {**old, **body}
    date, shipping = day(merged, "date"), day(merged, "dateShipping")
    if str(shipping) < str(date):
        raise bad("El campo dateShipping no puede ser anterior a date")
    places = {**old, **relations(books, body, old or None)}
    return {
        "date": date,
        "dateShipping": shipping,
        "client": client(books, body) if "client" in body or not old else old["client"],
        "invoice": _pointer(books, merged, "invoice", "invoices"),
        "warehouseTransfer": _pointer(books, merged, "warehouseTransfer", "warehouse-transfers"),
        **{key: merged.get(key) for key in PLAIN},
        "items": _items(books, body["items"]) if "items" in body or not old else old["items"],
        "warehouse": places["warehouse"],
        "priceList": places["priceList"],
    }


def _pointer(books: Books, body: Record, key: str, resource: str) -> Record | None:
    found = books.reference(resource, body.get(key), key)
    return found and {"id": found["id"]}


def _items(books: Books, sent: Any) -> list[Record]:
    listed = objects(sent, "items")
    if not listed:
        raise bad("El campo items es obligatorio y debe tener al menos una línea")
    made = []
    for number, line in enumerate(listed):
        item = books.reference("items", line.get("id"), f"items[{number}].id")
        if item is None:
            raise bad(f"El campo items[{number}].id es obligatorio")
        unit = (item["inventory"] or {}).get("unit", "unit")
        known = {"id": item["id"], "name": item["name"], "unit": unit}
        quantity = decimal(line.get("quantity", 1), f"items[{number}].quantity")
        if quantity <= 0:
            raise bad(f"El campo items[{number}].quantity debe ser mayor que cero")
        made.append({**known, **line, "id": item["id"], "quantity": str(quantity)})
    return made


def update(call: Call) -> Any:
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] != "draft":
        raise bad("Solo se puede editar una guía de remisión en borrador")
    record |= _fill(books, body, record)
    if authority.requests_stamp(body):
        _issue(books, record, body)
    books.store.save(RESOURCE, record["id"], record)
    return RECEIPTS.visible(books, record, {})


def _issue(books: Books, record: Record, body: Record) -> None:
    record["status"] = "open"
    if authority.requests_stamp(body):
        authority.stamp(books, record, RESOURCE)


def reopen(call: Call) -> Any:
    """Issue a draft, with or without a stamp, or undo a void."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] not in ("draft", "void"):
        raise bad("La guía de remisión ya está abierta")
    _issue(call.books, record, call.body or {})
    call.books.store.save(RESOURCE, record["id"], record)
    return RECEIPTS.visible(call.books, record, {})


def void(call: Call) -> Any:
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] != "open":
        raise bad("Solo se puede anular una guía de remisión abierta")
    record["status"] = "void"
    call.books.store.save(RESOURCE, record["id"], record)
    return {"code": 200, "message": "La guía de remisión fue anulada"}


def preview(call: Call) -> Any:
    _fill(call.books, call.need_body(), {})
    return {"pdfUrl": signature.link(call.books.store, "preview", "0", "guia.pdf")}


def only_drafts(_books: Books, record: Record) -> None:
    if record["status"] != "draft":
        raise bad("Solo se pueden eliminar guías de remisión en borrador")


def show(_books: Books, record: Record, _query: Any) -> Record:
    draft = record["status"] == "draft"
    flags = {"editable": draft, "deletable": draft, "voidable": record["status"] == "open"}
    return {**record, **flags}


RECEIPTS = Collection(
    "/transportation-receipts",
    NOUN,
    Listing(
        RESOURCE,
        {"status": equals("status"), "client_id": equals("client.id"), "date": equals("date")},
        {"date": "date", "status": "status"},
        strict="guías de remisión",
    ),
    lambda _books, body, _old: body,
    show=show,
    check_delete=only_drafts,
    attaches=True,
)
ROUTES = [
    *RECEIPTS.routes("create", "update"),
    Route("POST", "/transportation-receipts", create),
    Route("PUT", "/transportation-receipts/{id}", update),
    Route("POST", "/transportation-receipts/{id}/open", reopen),
    Route("POST", "/transportation-receipts/{id}/void", void),
    Route("POST", "/transportation-receipts/{id}/email", email(RESOURCE, NOUN)),
    Route("POST", "/transportation-receipts/preview", preview),
    *attachments.routes(RESOURCE, NOUN),
]
