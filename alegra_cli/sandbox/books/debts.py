"""Documents that are owed: what is left to pay, the status that follows, the stock they move.

It stands on S68, S122.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.sandbox.books import Books, conversions, decimal, objects, stock
from alegra_cli.sandbox.http.refusals import bad

Record = dict[str, Any]


class Debt(NamedTuple):
    """noun: with its article. sign: which way its lines move stock; 0 for not at all.

    lines: those of a record that are catalogue items. paid_by: the kind of payment it takes.
    """

    noun: str
    sign: int
    lines: Callable[[Record], list[Record]]
    paid_by: str


DEBTS = {
    "invoices": Debt("la factura", -1, lambda record: record["items"], "in"),
    "bills": Debt("la factura de proveedor", 1, lambda record: record["purchases"]["items"], "out"),
    "income-debit-notes": Debt("la nota débito", 0, lambda record: record["items"], "in"),
}


def fresh(books: Books, total: Any) -> Record:
    """The keys of a document that nobody has paid anything of."""
    return {"totalPaid": books.money(Decimal(0)), "balance": total, "payments": [], "_credits": []}


def amount_due(record: Record) -> Decimal:
    """What is left to pay: the total less payments in effect, credits, retentions, write-offs."""
    gone = [p["amount"] for p in record["payments"] if p["status"] == "open"]
    gone += [c["amount"] for c in record["_credits"]]
    gone += [r["amount"] for r in record.get("retentions") or []]
    gone += [record.get("_written_off") or Decimal(0)]
    return Decimal(record["total"]) - sum(gone, Decimal(0))


def settle(books: Books, resource: str, record: Record) -> None:
    """Balance, status and stock after a change, and the record stored."""
    debt = DEBTS[resource]
    left = amount_due(record)
    if left < 0:
        raise bad(f"El valor aplicado supera el total de {debt.noun}")
    paid = sum((p["amount"] for p in record["payments"] if p["status"] == "open"), Decimal(0))
    record |= {"totalPaid": books.money(paid), "balance": books.money(left)}
    if record["status"] in ("open", "closed"):
        record["status"] = "open" if left else "closed"
        if debt.sign:
            stock.move(books, resource, record, debt.sign, debt.lines(record))
    else:
        stock.forget(books, resource, record)
    books.store.save(resource, record["id"], record)
    conversions.follow(books, resource, record)


def deletion(books: Books, resource: str, record: Record) -> None:
    """After a document was deleted: stock comes back, and so does what it was made from."""
    stock.forget(books, resource, record)
    conversions.follow(books, resource, record)


def retentions(books: Books, sent: Any, totals: Record | None = None) -> list[Record]:
    """``[{id, amount}]`` as documents carry them.

    totals: those of the document, where an amount that is left out is reckoned from them.
    """
    made = []
    for entry in objects(sent, "retentions"):
        known = books.reference("retentions", entry.get("id"), "retentions.id") or {}
        amount = entry.get("amount")
        if amount is None and totals is not None and known:
            amount = _retention_amount(known, totals)
        shown = {key: known.get(key) for key in ("id", "name", "percentage")}
        made.append({**shown, "amount": books.money(decimal(amount, "retentions.amount"))})
    return made


def _retention_amount(retention: Record, totals: Record) -> Decimal:
    """A part of the IVA, or of what is sold before taxes."""
    if retention.get("calculatedBy") == "fixedAmount":
        return Decimal(str(retention["percentage"]))
    net = Decimal(totals["subtotal"]) - totals["discount"]
    base = Decimal(totals["tax"]) if retention.get("type") == "IVA" else net
    return base * Decimal(str(retention["percentage"])) / 100


def pay(books: Books, resource: str, record: Record, sent: Record) -> None:
    """A payment registered together with the document."""
    if not isinstance(sent, dict):
        raise bad("El campo payments debe ser una lista de objetos")
    party = record.get("client") or record.get("provider") or {}
    account = sent.get("account") or sent.get("bankAccount")
    body = {
        **sent,
        "type": DEBTS[resource].paid_by,
        "bankAccount": account,
        "client": party["id"],
        resource: [{"id": record["id"], "amount": sent.get("amount")}],
    }
    books.call("POST", "/payments", body)
