"""Bank reconciliations (S96): matched movements and a statement's balance."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal, objects
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "conciliations"
NOUN = "la conciliación"
AMOUNTS = ("realBalance", "bankExpenses", "bankTaxes", "bankInterests")


def save(call: Call) -> tuple[int, Any]:
    """Create, or change the one whose id is in the body: there is no PUT."""
    books, body = call.books, call.need_body()
    key = body.get("id")
    old = books.need(RESOURCE, str(key), NOUN) if key not in (None, "") else None
    if old and old["status"] == "closed":
        raise bad("La conciliación está cerrada y no se puede editar")
    record = _record(books, body, old)
    books.store.save(RESOURCE, record["id"], record)
    _mark(books, record, old)
    return (201 if old is None else 200), RECONCILIATIONS.visible(books, record, {})


def _record(books: Books, body: Record, old: Record | None) -> Record:
    merged: Record = {**(old or {}), **body}
    account = books.reference("bank-accounts", merged.get("account"), "account")
    if account is None:
        raise bad("El campo account es obligatorio")
    for key in AMOUNTS:
        decimal(merged.get(key) if key == "realBalance" else merged.get(key) or 0, key)
    status = merged.get("status") or "open"
    if status not in ("open", "draft", "process", "closed"):
        raise bad("El campo status debe ser open, draft, process o closed")
    if "transactions" in body:
        sent = objects(body["transactions"], "transactions")
        matched = [_movement(books, entry, account, old) for entry in sent]
    else:
        matched = old["_matched"] if old else []
    return {
        "id": old["id"] if old else books.new_id(RESOURCE),
        "account": {key: account.get(key) for key in ("id", "name", "type")},
        **{key: merged.get(key) or 0 for key in AMOUNTS},
        "date": day(merged, "date"),
        "status": status,
        "_matched": list(dict.fromkeys(matched)),
    }


def _movement(books: Books, entry: Any, account: Record, old: Record | None) -> str:
    payment = books.reference("payments", entry, "transactions.id")
    if payment is None or str(payment["bankAccount"]["id"]) != account["id"]:
        raise bad("La transacción no existe o no es de la cuenta")
    if payment["status"] != "open":
        raise bad(f"La transacción {payment['id']} está anulada")
    other = (payment.get("conciliation") or {}).get("id")
    if other and (old is None or other != old["id"]):
        raise bad(f"La transacción {payment['id']} ya está en la conciliación {other}")
    return str(payment["id"])


def _mark(books: Books, record: Record, old: Record | None) -> None:
    """Write into the movements which reconciliation they are in."""
    for key in {*(old or {}).get("_matched", []), *record["_matched"]}:
        payment = books.store.get("payments", key)
        if payment is not None:
            inside = key in record["_matched"]
            payment["conciliation"] = {"id": record["id"]} if inside else None
            books.store.save("payments", key, payment)


def only_open(_books: Books, record: Record) -> None:
    if record["status"] == "closed":
        raise bad("Solo se puede eliminar una conciliación abierta")


def forget(books: Books, record: Record) -> None:
    _mark(books, {**record, "_matched": []}, record)


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    payments = [books.store.get("payments", key) for key in record["_matched"]]
    found = [payment for payment in payments if payment is not None]
    shown = dict(record)
    if "simple" not in wanted:
        shown["transactions"] = [_transaction(payment) for payment in found]
    if "deletable" in wanted:
        shown["deletable"] = record["status"] != "closed"
    if "balance" in wanted:
        signed = (p["amount"] if p["type"] == "in" else -p["amount"] for p in found)
        shown["balance"] = books.money(sum(signed, Decimal(0)))
    return shown


def _transaction(payment: Record) -> Record:
    lines = [
        {**{key: line.get(key) for key in ("id", "name", "price", "observations", "total")}}
        | {"quantity": f"{Decimal(str(line['quantity'])):.2f}", "type": "category"}
        for line in payment["categories"]
    ]
    keys = ("id", "client", "date", "amount", "paymentMethod", "observations", "anotation")
    return {
        **{key: payment.get(key) for key in keys},
        "status": payment["status"],
        "type": payment["type"],
        "numberTemplate": payment["numberTemplate"],
        "associations": lines,
    }


RECONCILIATIONS = Collection(
    "/conciliations",
    NOUN,
    Listing(
        RESOURCE, {"account_id": equals("account.id"), "status": equals("status")}, {"date": "date"}
    ),
    lambda _books, body, _old: body,
    show=show,
    check_delete=only_open,
    after_delete=forget,
)
ROUTES = [
    *RECONCILIATIONS.routes("create", "update"),
    Route("POST", "/conciliations", save),
]
