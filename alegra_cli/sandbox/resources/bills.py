"""Supplier bills and support documents (S84 to S87)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books, authority, debts, decimal, lines, numbering, objects
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import client, currency, day, links, ranges, relations
from alegra_cli.sandbox.books.listing import (
    ListFilter,
    Listing,
    SqlCondition,
    contains,
    element,
    equals,
    one_of,
)
from alegra_cli.sandbox.http.refusals import Refusal, bad, refuse
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments, comments

RESOURCE = "bills"
NOUN = "la factura de proveedor"
LINE_CODES = {"none": 11040, "items": 11034, "categories": 11060}
PLAIN = (
    "observations",
    "termsConditions",
    "paymentMethod",
    "paymentType",
    "billOperationType",
    "physicalDocument",
)


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    record = new(books, body)
    payments = body.get("payments") or []
    if payments:  # each of which looks for the bill
        books.store.save(RESOURCE, record["id"], record)
    for payment in payments:
        debts.pay(books, RESOURCE, record, payment)
        record = books.need(RESOURCE, record["id"], NOUN)
    refused = authority.attempt(books, body, record, RESOURCE)
    debts.settle(books, RESOURCE, record)
    return authority.reply(books, 201, BILLS.visible(books, record, {}), refused, "bill")


def new(books: Books, body: Record) -> Record:
    """A draft or open bill, not stored yet."""
    status = body.get("status") or "open"
    if status not in ("draft", "open"):
        raise bad("El campo status debe ser draft u open")
    date, due = day(body, "date"), day(body, "dueDate")
    if str(due) < str(date):
        raise bad("El campo dueDate no puede ser anterior a date")
    _check(books, body)
    purchases, totals = lines.purchases(books, body.get("purchases"), codes=LINE_CODES)
    number, kind = _number(books, body)
    return {
        "id": books.new_id(RESOURCE),
        "date": date,
        "dueDate": due,
        **{key: body.get(key) for key in PLAIN if key in PLAIN[:2] or body.get(key)},
        "status": status,
        "type": kind,
        "provider": _provider(books, body),
        "numberTemplate": number,
        **_places(books, body, None),
        "purchases": purchases,
        **totals,
        **debts.fresh(books, totals["total"]),
        "decimalPrecision": str(books.peek("company", "1").get("decimalPrecision", "2")),
        **currency(books, body),
        "retentions": debts.retentions(books, body.get("retentions"), totals),
        **_order(books, body),
        "stamp": None,
    }


def _check(books: Books, body: Record) -> None:
    if "idCostCenter" in body:
        raise bad("El campo idCostCenter no es válido: use costCenter", 11094)
    if books.country == "costaRica" and authority.requests_stamp(body):
        for key, code in (("retentions", 11097), ("payments", 11101)):
            if body.get(key):
                raise bad(f"Una factura de proveedor que se emite no admite {key}", code)
    form = body.get("paymentMethod")
    # Live: lower case, TRANSFER and other words of the invoices' list are refused.
    if books.country == "colombia" and form and form not in ("CASH", "CREDIT"):
        raise bad("El forma de pago no es válido", 11305)


def _provider(books: Books, body: Record) -> Record:
    try:
        found = client(books, body, "provider")
    except Refusal as no:
        raise bad(str(no.body["message"]), 11004) from no
    if (books.store.get("contacts", found["id"]) or {}).get("status") == "inactive":
        raise bad("El proveedor está inactivo", 2094)
    return found


def _number(books: Books, body: Record) -> tuple[Record, str]:
    """(``numberTemplate``, type): the supplier's own number, or ours of a support document."""
    wanted = body.get("numberTemplate") or {}
    if isinstance(wanted, dict) and not wanted.get("id"):
        number = str(wanted.get("number") or "")
        prefix = wanted.get("prefix")
        full = f"{prefix or ''}{number}"
        return {"id": None, "prefix": prefix, "number": number, "fullNumber": full}, "bill"
    return numbering.assign(books, "supportDocument", wanted), "supportDocument"


def _places(books: Books, body: Record, old: Record | None) -> Record:
    made = relations(books, body, old)
    return {key: value for key, value in made.items() if key in ("warehouse", "costCenter")}


def _order(books: Books, body: Record) -> Record:
    order = books.reference("purchase-orders", body.get("purchaseOrder"), "purchaseOrder")
    if order is None:
        return {}
    if order["status"] == "void":
        raise bad("La orden de compra está anulada")
    return {"purchaseOrder": {"id": order["id"], "number": order["number"]}}


def update(call: Call) -> tuple[int, Any]:
    """Only what is sent changes; ``purchases`` replaces all lines."""
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.refuse_stamp(record)
    if record["status"] not in ("draft", "open"):
        raise bad("Solo se puede editar una factura de proveedor abierta", 11042)
    _check(books, body)
    if body.get("status") == "open":
        record["status"] = "open"
    for key in ("date", "dueDate"):
        if key in body:
            record[key] = day(body, key)
    if record["dueDate"] < record["date"]:
        raise bad("El campo dueDate no puede ser anterior a date")
    record |= {key: body[key] for key in PLAIN if key in body}
    record |= _places(books, body, record)
    if "provider" in body:
        record["provider"] = _provider(books, body)
    if "purchases" in body:
        record["purchases"], totals = lines.purchases(books, body["purchases"], codes=LINE_CODES)
        record |= totals
    if "retentions" in body:
        record["retentions"] = debts.retentions(books, body["retentions"], record)
    if "numberTemplate" in body and record["type"] == "bill":
        record["numberTemplate"] = _number(books, body)[0]
    refused = authority.attempt(books, body, record, RESOURCE)
    debts.settle(books, RESOURCE, record)
    return authority.reply(books, 200, BILLS.visible(books, record, {}), refused, "bill")


def close(call: Call) -> Any:
    """Write off what is left, into an account of income."""
    record = _open_one(call)
    body = call.body if isinstance(call.body, dict) else {}
    if not body:
        raise bad("El cuerpo está vacío", 11200)
    try:
        day(body, "date")
    except Refusal as no:
        raise bad(str(no.body["message"]), 11201) from no
    sent = body.get("category")
    key = sent.get("id") if isinstance(sent, dict) else sent
    account = call.books.store.get("categories", str(key))
    if account is None or account["type"] != "income":
        raise bad("El campo category es obligatorio y debe ser una cuenta de ingresos", 11203)
    if len(str(body.get("observations") or "")) > 500:
        raise bad("El campo observations no puede superar los 500 caracteres", 11208)
    record["_written_off"] = debts.amount_due(record)
    debts.settle(call.books, RESOURCE, record)
    return BILLS.visible(call.books, record, {})


def _open_one(call: Call) -> Record:
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] != "open":
        raise bad("La factura de proveedor no está abierta", 11042)
    return record


def retain(call: Call) -> Any:
    record = _open_one(call)
    sent = call.body if isinstance(call.body, list) else call.need_body().get("retentions")
    if not isinstance(sent, list):
        raise bad("El campo retentions debe ser una lista")
    record["retentions"] = debts.retentions(call.books, sent, record)
    debts.settle(call.books, RESOURCE, record)
    return BILLS.visible(call.books, record, {})


def perceive(call: Call) -> Any:
    if call.books.country != "argentina":
        raise refuse(405, "Método no permitido")
    record = _open_one(call)
    sent = call.need_body().get("perceptions")
    if not isinstance(sent, list):
        raise bad("El campo perceptions debe ser una lista", 11416)
    if not all(isinstance(entry, dict) and {"id", "amount"} <= set(entry) for entry in sent):
        raise bad("Una de las percepciones no es válida", 11414)
    record["perceptions"] = [
        {**entry, "amount": call.books.money(decimal(entry["amount"], "perceptions.amount"))}
        for entry in sent
    ]
    call.books.store.save(RESOURCE, record["id"], record)
    return BILLS.visible(call.books, record, {})


def apply_advances(call: Call) -> Any:
    """Advances: payments to the supplier whose lines are accounts, none of them used before."""
    record = _open_one(call)
    sent = objects(call.need_body().get("advances"), "advances")
    if not sent:
        raise bad("El campo advances debe ser una lista", 11300)
    reply = []
    for entry in sent:
        payment = call.books.reference("payments", entry, "advances.id")
        if payment is None or payment["type"] != "out" or not payment["categories"]:
            raise bad("El anticipo no existe o no es de un proveedor")
        amount = call.books.money(decimal(entry.get("amount"), "advances.amount"))
        if not 0 < amount <= min(payment["amount"], debts.amount_due(record)):
            raise bad("El valor del anticipo supera el saldo", 11301)
        used = f"advance {payment['id']}"
        where, values = element("_credits", "id")(used)
        if call.books.store.count(RESOURCE, where, values):
            raise bad(f"El anticipo {payment['id']} ya fue aplicado")
        record["_credits"].append({"id": used, "amount": amount})
        reply.append({"id": payment["id"], "amount": amount})
    debts.settle(call.books, RESOURCE, record)
    return {"code": 200, "message": reply}


def import_by_cufe(call: Call) -> tuple[int, Any]:
    """A bill out of an electronic invoice that the DIAN knows; here every long code is one."""
    books, cufe = call.books, str(call.need_body().get("cufe") or "")
    if books.country != "colombia":
        raise bad("La importación por CUFE solo está disponible en Colombia")
    if len(cufe) != 96 or not set(cufe) <= set("0123456789abcdef"):
        raise bad("El campo cufe no es válido")
    twins = books.store.find(RESOURCE, "json_extract(body, '$._cufe') = ?", [cufe])
    if twins:
        raise bad(f"La factura ya fue importada con el id {twins[0]['id']}")
    provider = books.store.find("contacts", "body LIKE '%provider%'", limit=1)
    today = books.now().date().isoformat()
    body = {
        "date": today,
        "dueDate": today,
        "provider": provider[0]["id"] if provider else "1",
        "numberTemplate": {"number": f"SETP{int(cufe[:6], 16)}"},
        "purchases": {"categories": [{"id": "5", "price": 100000, "quantity": 1}]},
    }
    record = {**new(books, body), "_cufe": cufe}
    debts.settle(books, RESOURCE, record)
    return 200, BILLS.visible(books, record, {})


def may_be_deleted(_books: Books, record: Record) -> None:
    authority.refuse_stamp(record)
    if any(p["status"] == "open" for p in record["payments"]) or record["_credits"]:
        raise bad("La factura de proveedor tiene pagos o notas asociadas y no se puede eliminar")


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    more: Record = {"comments": record.get("_comments", []), "journal": None, "stampFiles": None}
    shown = {**record, **{key: value for key, value in more.items() if key in wanted}}
    made = links(books, RESOURCE, record, {"pdf" if key == "url" else key for key in wanted})
    if "url" in wanted:
        shown["url"] = made["pdf"]
    return shown | ({"xml": made["xml"]} if "xml" in made else {})


def _status(text: str) -> SqlCondition:
    """What is paid is called ``closed`` in a bill, and ``paid`` in the documented filter."""
    return one_of("status")(text.replace("paid", "closed"))


def _type(text: str) -> Any:
    return ("1", []) if text == "all" else equals("type")(text)


FILTERS: dict[str, ListFilter] = {
    "billNumber": contains("numberTemplate.fullNumber"),
    "client_name": contains("provider.name"),
    "provider_name": contains("provider.name"),
    "client_id": equals("provider.id"),
    "status": _status,
    "item_id": element("purchases.items", "id"),
    "uuid": equals("stamp.uuid"),
    "purchaseOrder_id": equals("purchaseOrder.id"),
    "type": _type,
    **ranges("date"),
    **ranges("dueDate"),
}


class _Bills(Collection):
    def list(self, call: Call) -> Any:
        # Support documents are listed only where they are asked for.
        query = {**call.query, "type": call.query.get("type") or "bill"}
        if query.get("client_id") and query.get("client_name"):
            raise bad("Los parámetros client_id y client_name no se pueden combinar")
        return super().list(Call(call.books, call.ids, query, None))

    def delete(self, call: Call) -> tuple[int, Any]:
        super().delete(call)
        return 204, None


BILLS = _Bills(
    "/bills",
    NOUN,
    Listing(
        RESOURCE,
        FILTERS,
        {"date": "date", "dueDate": "dueDate", "name": "provider.name"},
        strict="facturas de proveedor",
        most=200,
    ),
    lambda _books, body, _old: body,
    show=show,
    check_delete=may_be_deleted,
    attaches=True,
    after_delete=lambda books, record: debts.deletion(books, RESOURCE, record),
)
ROUTES = [
    *BILLS.routes("create", "update"),
    Route("POST", "/bills", create),
    Route("PUT", "/bills/{id}", update),
    Route("POST", "/bills/{id}/close", close),
    Route("POST", "/bills/{id}/advances-applied", apply_advances),
    Route("PUT", "/bills/{id}/retentions", retain),
    Route("PUT", "/bills/{id}/perceptions", perceive),
    Route("POST", "/bills/import-by-cufe", import_by_cufe),
    *comments.routes(RESOURCE, NOUN, comments.CommentShape(11103), changes=True),
    *attachments.routes(RESOURCE, NOUN),
]
