"""Money in and out (S93, S94)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from alegra_cli import exact
from alegra_cli.sandbox.books import Books, authority, debts, decimal, numbering, objects
from alegra_cli.sandbox.books.crud import Collection, Record, extras
from alegra_cli.sandbox.books.documents import currency, day, links, relations
from alegra_cli.sandbox.books.listing import Listing, compares, equals, one_of
from alegra_cli.sandbox.http.refusals import Refusal, bad, refuse
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

RESOURCE = "payments"
NOUN = "el pago"
PLAIN = ("observations", "anotation", "comments")
PAID = ("invoices", "bills")
_OF_DEBT = ("date", "total", "totalPaid", "balance")
RECEIPT_COUNTRIES = ("mexico", "costaRica")


def create(call: Call) -> tuple[int, Any]:
    books, body = call.books, call.need_body()
    kind = _kind(body)
    date = day(body, "date")
    account = _account(books, body)
    if kind == "in" and not body.get("paymentMethod"):
        raise bad("El campo paymentMethod es obligatorio")
    categories = _categories(books, body.get("categories"))
    journals = _document_lines(books, kind, body.get("documentLines"))
    paid = {resource: _debts(books, resource, body.get(resource)) for resource in PAID}
    applied = [line for lines in paid.values() for line in lines]
    if not applied and not categories and not journals:
        raise bad("El pago debe tener facturas o categorías asociadas")
    amount = sum((line["amount"] for line in applied), Decimal(0))
    amount += sum((line["total"] for line in categories), Decimal(0))
    amount += sum((line["amount"] for line in journals), Decimal(0))
    template = _number(books, kind, body)
    record = {
        "id": books.new_id(RESOURCE),
        "number": template["number"],
        "date": date,
        "amount": books.money(amount),
        "type": kind,
        "status": "open",
        "paymentMethod": body.get("paymentMethod"),
        **_metadata(books.country, body),
        **{key: body.get(key) or "" for key in PLAIN[:2]},
        **({"comments": body["comments"]} if body.get("comments") else {}),
        "client": _client(books, body, applied),
        "bankAccount": account,
        "currency": None,
        **currency(books, body),
        **{
            resource: [{"id": line["id"], "amount": line["amount"]} for line in lines]
            for resource, lines in paid.items()
        },
        "categories": categories,
        **({"documentLines": journals} if journals else {}),
        "retentions": body.get("retentions") or [],
        "costCenter": relations(books, body)["costCenter"],
        "numberTemplate": {key: template[key] for key in ("id", "prefix", "number")},
        "stamp": None,
    }
    refused = _attempt(books, record, body)
    books.store.save(RESOURCE, record["id"], record)
    _apply(books, record)
    shown = PAYMENTS.visible(books, record, {})
    return authority.reply(books, 201, shown, refused, "payment")


def _number(books: Books, kind: str, body: Record) -> Record:
    document = "transactionIn" if kind == "in" else "transactionOut"
    try:
        return numbering.assign(books, document, body.get("numberTemplate"))
    except Refusal as no:
        raise bad(str(no.body["message"]), 4006 if kind == "out" else 400) from no


def _metadata(country: str, body: Record) -> Record:
    """What a client keeps with its payment: JSON in a text.

    The Dominican Republic has the type of the payment in it, in capitals.
    """
    sent = body.get("metadata")
    if sent is None:
        return {}
    try:
        value = exact.loads(sent if isinstance(sent, str) else "")
    except ValueError as problem:
        raise bad("El campo metadata debe ser un texto con JSON") from problem
    kind = str(value.get("paymentType") or "") if isinstance(value, dict) else ""
    if country == "republicaDominicana" and kind != kind.upper():
        raise bad("El campo metadata.paymentType va en mayúsculas")
    return {"metadata": sent}


def _document_lines(books: Books, kind: str, sent: Any) -> list[Record]:
    """Lines of vouchers that money out pays: ``[{idJournal, documentLineId, amount}]``."""
    listed = objects(sent, "documentLines")
    if listed and kind == "in":
        raise bad("El campo documentLines solo se admite en pagos de egreso")
    made = []
    for entry in listed:
        journal = books.reference("journals", entry.get("idJournal"), "documentLines.idJournal")
        if journal is None or entry.get("documentLineId") in (None, ""):
            raise bad("Los campos idJournal y documentLineId son obligatorios")
        amount = books.money(decimal(entry.get("amount"), "documentLines.amount"))
        if amount <= 0:
            raise bad("El campo documentLines.amount debe ser mayor que cero")
        made.append({**entry, "amount": amount})
    return made


def _account(books: Books, body: Record) -> Record:
    account = books.seen_reference("bank-accounts", body.get("bankAccount"), "bankAccount")
    if account is None:
        raise bad("El campo bankAccount es obligatorio")
    return {key: account.get(key) for key in ("id", "name", "type")}


def _kind(body: Record) -> str:
    if body.get("invoices") and body.get("bills"):
        raise bad("Un pago no puede tener facturas de venta y de proveedor", 4012)
    kind = body.get("type") or ("out" if body.get("bills") else "in")
    if kind not in ("in", "out"):
        raise bad("El campo type debe ser in o out")
    if kind == "out" and body.get("invoices"):
        raise bad("Un pago de egreso no puede tener facturas de venta")
    if kind == "in" and body.get("bills"):
        raise bad("Un pago de ingreso no puede tener facturas de proveedor")
    return str(kind)


def _debts(books: Books, resource: str, sent: Any) -> list[Record]:
    """What it pays, each checked against its balance; the same one may come twice."""
    noun = debts.DEBTS[resource].noun
    left: dict[str, Decimal] = {}
    made = []
    for entry in sent or []:
        if not isinstance(entry, dict):
            raise bad(f"El campo {resource} no es válido")
        debt = books.seen_reference(resource, entry.get("id"), f"{resource}.id")
        if debt is None or debt["status"] != "open":
            raise bad(f"No está abierta {noun} {entry.get('id')}")
        amount = books.money(decimal(entry.get("amount"), f"{resource}.amount"))
        balance = left.setdefault(debt["id"], Decimal(debt["balance"]))
        if amount <= 0 or amount > balance:
            raise bad(f"El valor del pago supera el saldo de {noun} {debt['id']}")
        left[debt["id"]] -= amount
        party = debt.get("client") or debt.get("provider")
        made.append({"id": debt["id"], "amount": amount, "client": party})
    return made


def _categories(books: Books, sent: Any) -> list[Record]:
    made = []
    for entry in objects(sent, "categories"):
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
    found = books.seen_reference("contacts", body.get("client"), "client")
    if found is None and paid:
        found = paid[0]["client"]
    keys = ("id", "name", "identification")
    return {key: found.get(key) for key in keys} if found else None


def _applications(record: Record) -> Iterator[tuple[str, Record]]:
    """(resource, line) for each document that a payment pays."""
    for resource in PAID:
        for line in record.get(resource) or []:
            yield resource, line


def _apply(books: Books, record: Record) -> None:
    """Write the payment into the documents it pays, with its status."""
    for resource, line in _applications(record):
        debt = dict(books.peek(resource, line["id"]))
        if not debt:
            continue
        others = [item for item in debt["payments"] if item["id"] != record["id"]]
        mine = sum((x["amount"] for x in record[resource] if x["id"] == line["id"]), Decimal(0))
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
        debt["payments"] = [*others, entry] if record["status"] != "gone" else others
        debts.settle(books, resource, debt)


def update(call: Call) -> Any:
    """Only what is sent changes; the type and what was paid never do."""
    books, body = call.books, call.need_body()
    record = books.need(RESOURCE, call.ids["id"], NOUN)
    authority.refuse_stamp(record)
    if body.get("type", record["type"]) != record["type"]:
        raise bad("El tipo del pago no se puede cambiar")
    if "date" in body:
        record["date"] = day(body, "date")
    record |= {key: body[key] or "" for key in PLAIN if key in body}
    if body.get("paymentMethod"):
        record["paymentMethod"] = body["paymentMethod"]
    if "bankAccount" in body:
        record["bankAccount"] = _account(books, body)
    books.store.save(RESOURCE, record["id"], record)
    _apply(books, record)
    return PAYMENTS.visible(books, record, {})


def void(call: Call) -> Any:
    """Annul: the invoices owe again."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] == "void":
        raise bad("El pago ya está anulado")
    body = call.body if isinstance(call.body, dict) else {}
    if "voidDate" in body:
        day(body, "voidDate")
    record |= {key: body[key] for key in ("voidCause", "voidDate") if key in body}
    return _turn(call.books, record, "void")


def reopen(call: Call) -> Any:
    """Undo a void, if what it paid still owes that much."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if record["status"] == "open":
        raise bad("El pago no está anulado")
    for resource, line in _applications(record):
        noun = debts.DEBTS[resource].noun
        debt = call.books.need(resource, line["id"], noun)
        if debt["status"] != "open" or line["amount"] > debts.amount_due(debt):
            raise bad(f"El valor del pago supera el saldo de {noun} {line['id']}")
    return _turn(call.books, record, "open")


def _turn(books: Books, record: Record, status: str) -> Any:
    record["status"] = status
    books.store.save(RESOURCE, record["id"], record)
    _apply(books, record)
    return PAYMENTS.visible(books, record, {})


def stamp(call: Call) -> Any:
    """The receipt (REP) of Mexico and Costa Rica."""
    record = call.books.need(RESOURCE, call.ids["id"], NOUN)
    if call.books.country not in RECEIPT_COUNTRIES:
        raise bad("La emisión de recibos de pago no está disponible en su país")
    refused = _attempt(call.books, record, {"stamp": {"generateStamp": True}})
    if refused is not None:
        raise refused
    call.books.store.save(RESOURCE, record["id"], record)
    return PAYMENTS.visible(call.books, record, {})


def _attempt(books: Books, record: Record, body: Record) -> Refusal | None:
    """Receipts have no electronic numbering: they are stamped without. Elsewhere nothing is."""
    if books.country not in RECEIPT_COUNTRIES:
        return None
    numbered = {**record, "numberTemplate": {"isElectronic": True}}
    refused = authority.attempt(books, body, numbered, RESOURCE)
    record["stamp"] = numbered["stamp"]
    return refused


def give_back(books: Books, record: Record) -> None:
    """Deleting a payment frees the balance of what it paid; one that is reconciled stays."""
    if record.get("conciliation"):
        raise refuse(403, "El pago está conciliado y no se puede eliminar: anúlelo")
    authority.refuse_stamp(record)
    _apply(books, {**record, "status": "gone"})


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    wanted = extras(query)
    number = record["number"]
    more: Record = {
        "comments": record.get("comments") or [],
        "voucherNumber": number if books.country == "colombia" else None,
    }
    more = {key: value for key, value in more.items() if key in wanted}
    paid = {
        resource: [_debt_of(books, resource, line) for line in record.get(resource) or []]
        for resource in PAID
    }
    return {**record, **paid, **more, **links(books, RESOURCE, record, wanted)}


def _debt_of(books: Books, resource: str, line: Record) -> Record:
    paths = ("numberTemplate.fullNumber", *_OF_DEBT)
    found = books.store.parts(resource, paths, "id = ?", [line["id"]])
    if not found:
        return line
    number, *values = found[0]
    shown = {"id": line["id"], "number": number, **dict(zip(_OF_DEBT, values, strict=True))}
    return {**shown, "amount": line["amount"]}


class _Payments(Collection):
    """A payment whose lines are several accounts is listed once for each, with the same id."""

    def list(self, call: Call) -> Any:
        books, query = call.books, call.query
        where, values = self.listing.where(query)
        start, limit = self.listing.window(query)
        rows = books.store.database.execute(
            "SELECT id, MAX(1, COALESCE(json_array_length(body, '$.categories'), 0)) FROM records "
            f"WHERE resource = ? AND deleted = 0 AND ({where}) "
            f"ORDER BY {self.listing.order_by(query)}",
            (RESOURCE, *values),
        )
        keys = [key for key, times in rows for _time in range(times)]
        page = [books.need(RESOURCE, key, NOUN) for key in keys[start : start + limit]]
        shown = [self.visible(books, record, query) for record in page]
        return self.envelope(shown, len(keys), query)


PAYMENTS = _Payments(
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
            "account_id": equals("bankAccount.id"),
            "from": compares("date", ">="),
            "to": compares("date", "<="),
            "date": equals("date"),
            "date_after": compares("date", ">"),
            "date_afterOrNow": compares("date", ">="),
            "date_before": compares("date", "<"),
            "date_beforeOrNow": compares("date", "<="),
        },
        {"date": "date", "type": "type", "number": "number"},
        strict="pagos",
    ),
    lambda _books, body, _old: body,
    show=show,
    check_delete=give_back,
    attaches=True,
)
ROUTES = [
    *PAYMENTS.routes("create", "update"),
    Route("POST", "/payments", create),
    Route("PUT", "/payments/{id}", update),
    Route("POST", "/payments/{id}/void", void),
    Route("POST", "/payments/{id}/open", reopen),
    Route("POST", "/payments/{id}/stamp", stamp),
    *attachments.routes(RESOURCE, NOUN, final=True),
]
