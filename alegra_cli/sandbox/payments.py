"""Money in and out (api/payments.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox import authority, invoices, numbering
from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.crud import Catalogue, Record, extras
from alegra_cli.sandbox.documents import currency, day, related
from alegra_cli.sandbox.listing import Listing, compares, equals, one_of
from alegra_cli.sandbox.refusals import bad
from alegra_cli.sandbox.route import Call, Route

RESOURCE = "payments"
NOUN = "el pago"
PLAIN = ("observations", "anotation", "comments")


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    kind = _kind(body)
    date = day(body, "date")
    account = books.reference("bank-accounts", body.get("bankAccount"), "bankAccount")
    if account is None:
        raise bad("El campo bankAccount es obligatorio")
    if not body.get("paymentMethod"):
        raise bad("El campo paymentMethod es obligatorio")
    categories = _categories(books, body.get("categories"))
    paid = _invoices(books, body.get("invoices"))
    amount = sum((line["amount"] for line in paid), Decimal(0))
    amount += sum((line["total"] for line in categories), Decimal(0))
    if not paid and not categories:
        raise bad("El pago debe tener facturas o categorías asociadas")
    template = numbering.assign(
        books, "transactionIn" if kind == "in" else "transactionOut", body.get("numberTemplate")
    )
    record = {
        "id": books.new_id(RESOURCE),
        "number": template["number"],
        "date": date,
        "amount": books.money(amount),
        "type": kind,
        "status": "open",
        "paymentMethod": body["paymentMethod"],
        **{key: body.get(key) or "" for key in PLAIN[:2]},
        **({"comments": body["comments"]} if body.get("comments") else {}),
        "client": _client(books, body, paid),
        "bankAccount": {key: account.get(key) for key in ("id", "name", "type")},
        "currency": None,
        **currency(books, body),
        "invoices": [{"id": line["id"], "amount": line["amount"]} for line in paid],
        "bills": [],
        "categories": categories,
        "retentions": body.get("retentions") or [],
        "costCenter": related(books, body)["costCenter"],
        "numberTemplate": {key: template[key] for key in ("id", "prefix", "number")},
        "stamp": None,
    }
    books.store.save(RESOURCE, record["id"], record)
    _apply(books, record)
    return 201, PAYMENTS.visible(books, record, {})


def _kind(body: Record) -> str:
    kind = body.get("type") or ("out" if body.get("bills") else "in")
    if kind not in ("in", "out"):
        raise bad("El campo type debe ser in o out")
    if kind == "out" and body.get("invoices"):
        raise bad("Un pago de egreso no puede tener facturas de venta")
    if body.get("bills"):
        raise bad("No existe la factura de proveedor")
    return str(kind)


def _invoices(books: Books, sent: Any) -> list[Record]:
    """The invoices it pays, each checked against its balance; the same one may come twice."""
    left: dict[str, Decimal] = {}
    made = []
    for entry in sent or []:
        if not isinstance(entry, dict):
            raise bad("El campo invoices no es válido")
        invoice = books.reference("invoices", entry.get("id"), "invoices.id")
        if invoice is None or invoice["status"] != "open":
            raise bad(f"La factura {entry.get('id')} no está abierta")
        amount = books.money(decimal(entry.get("amount"), "invoices.amount"))
        balance = left.setdefault(invoice["id"], Decimal(invoice["balance"]))
        if amount <= 0 or amount > balance:
            raise bad(f"El valor del pago supera el saldo de la factura {invoice['id']}")
        left[invoice["id"]] -= amount
        made.append({"id": invoice["id"], "amount": amount, "client": invoice["client"]})
    return made


def _categories(books: Books, sent: Any) -> list[Record]:
    made = []
    for entry in sent or []:
        account = books.reference("categories", entry.get("id"), "categories.id")
        if account is None:
            raise bad("El campo categories.id es obligatorio")
        price = decimal(entry.get("price"), "categories.price")
        quantity = decimal(entry.get("quantity") or 1, "categories.quantity")
        tax = books.reference("taxes", entry.get("tax"), "categories.tax")
        percent = Decimal(str(tax["percentage"])) if tax else Decimal(0)
        made.append(
            {
                "id": account["id"],
                "name": account["name"],
                "price": entry["price"],
                "quantity": entry.get("quantity") or 1,
                "tax": tax and {key: tax[key] for key in ("id", "name", "percentage")},
                "observations": entry.get("observations") or "",
                "total": books.money(price * quantity * (100 + percent) / 100),
            }
        )
    return made


def _client(books: Books, body: Record, paid: list[Record]) -> Record | None:
    found = books.reference("contacts", body.get("client"), "client")
    if found is None and paid:
        found = paid[0]["client"]
    return found and {key: found.get(key) for key in ("id", "name", "identification")}


def _apply(books: Books, record: Record) -> None:
    """Write the payment into the invoices it pays, with its status."""
    for line in record["invoices"]:
        invoice = books.store.get("invoices", line["id"])
        if invoice is None:
            continue
        others = [item for item in invoice["payments"] if item["id"] != record["id"]]
        mine = sum((x["amount"] for x in record["invoices"] if x["id"] == line["id"]), Decimal(0))
        entry = {
            "id": record["id"],
            "prefix": record["numberTemplate"]["prefix"],
            "number": record["number"],
            "date": record["date"],
            "amount": books.money(mine),
            "paymentMethod": record["paymentMethod"],
            "observations": record["observations"],
            "anotation": record["anotation"],
            "status": record["status"],
        }
        invoice["payments"] = [*others, entry] if record["status"] != "gone" else others
        invoices.settle(books, invoice)


def update(call: Call) -> Any:
    """Only what is sent changes; the type and what was paid never do."""
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.must_be_unstamped(record)
    if body.get("type", record["type"]) != record["type"]:
        raise bad("El tipo del pago no se puede cambiar")
    if "date" in body:
        record["date"] = day(body, "date")
    record |= {key: body[key] or "" for key in PLAIN if key in body}
    if body.get("paymentMethod"):
        record["paymentMethod"] = body["paymentMethod"]
    if "bankAccount" in body:
        account = books.reference("bank-accounts", body["bankAccount"], "bankAccount")
        if account is None:
            raise bad("El campo bankAccount es obligatorio")
        record["bankAccount"] = {key: account.get(key) for key in ("id", "name", "type")}
    books.store.save(RESOURCE, record["id"], record)
    _apply(books, record)
    return PAYMENTS.visible(books, record, {})


def void(call: Call) -> Any:
    """Annul: the invoices owe again."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] == "void":
        raise bad("El pago ya está anulado")
    return _turn(call.books, record, "void")


def reopen(call: Call) -> Any:
    """Undo a void, if the invoices still owe that much."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] == "open":
        raise bad("El pago no está anulado")
    for line in record["invoices"]:
        invoice = call.books.need("invoices", line["id"], "la factura")
        if invoice["status"] != "open" or line["amount"] > invoices.owed(invoice):
            raise bad(f"El valor del pago supera el saldo de la factura {line['id']}")
    return _turn(call.books, record, "open")


def _turn(books: Books, record: Record, status: str) -> Any:
    record["status"] = status
    books.store.save(RESOURCE, record["id"], record)
    _apply(books, record)
    return PAYMENTS.visible(books, record, {})


def stamp(call: Call) -> Any:
    """The receipt (REP) of Mexico and Costa Rica."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if call.books.country not in ("mexico", "costaRica"):
        raise bad("La emisión de recibos de pago no está disponible en su país")
    numbered = {**record, "numberTemplate": {"isElectronic": True}}
    authority.stamp(call.books, numbered, RESOURCE)
    record["stamp"] = numbered["stamp"]
    call.books.store.save(RESOURCE, record["id"], record)
    return PAYMENTS.visible(call.books, record, {})


def give_back(books: Books, record: Record) -> None:
    """Deleting a payment frees the balance of what it paid."""
    authority.must_be_unstamped(record)
    _apply(books, {**record, "status": "gone"})


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    number = record["number"]
    more: Record = {
        "comments": record.get("comments") or [],
        "voucherNumber": number if books.country == "colombia" else None,
        "pdf": f"https://files.alegra.test/payments/{record['id']}/{number}.pdf?expires=1800",
    }
    paid = [_paid(books, line) for line in record["invoices"]]
    return {**record, "invoices": paid, **{k: v for k, v in more.items() if k in wanted}}


def _paid(books: Books, line: Record) -> Record:
    invoice = books.store.get("invoices", line["id"])
    if invoice is None:
        return line
    keys = ("date", "total", "totalPaid", "balance")
    number = invoice["numberTemplate"]["fullNumber"]
    return {
        "id": line["id"],
        "number": number,
        **{key: invoice[key] for key in keys},
        "amount": line["amount"],
    }


PAYMENTS = Catalogue(
    "/payments",
    NOUN,
    Listing(
        RESOURCE,
        {
            "id": one_of("id"),
            "type": equals("type"),
            "status": equals("status"),
            "client_id": equals("client.id"),
            "conciliation_id": equals("conciliation.id"),
            "date": equals("date"),
            "date_after": compares("date", ">"),
            "date_afterOrNow": compares("date", ">="),
            "date_before": compares("date", "<"),
            "date_beforeOrNow": compares("date", "<="),
        },
        {"date": "date", "type": "type", "number": "number"},
        strict="pagos",
    ),
    lambda books, body, old: body,
    show=show,
    check_delete=give_back,
)
ROUTES = [
    *PAYMENTS.routes("create", "update"),
    Route("POST", "/payments", create),
    Route("PUT", "/payments/{id}", update),
    Route("POST", "/payments/{id}/void", void),
    Route("POST", "/payments/{id}/open", reopen),
    Route("POST", "/payments/{id}/stamp", stamp),
]
