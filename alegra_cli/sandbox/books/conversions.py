"""Documents made from others: remissions that were invoiced, orders that were billed (S78, S90)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.listing import at, element
from alegra_cli.sandbox.http.refusals import bad

Record = dict[str, Any]


def follow(books: Books, resource: str, record: Record) -> None:
    """Bring what a document was made from up to date with it."""
    if resource == "invoices":
        for key in remissions_of(record):
            made = invoices_of(books, key)
            _must_be_free(books, key, made)
            _turn(books, "remissions", key, bool(made))
    elif resource == "bills":
        for key in orders_of(record):
            _turn(books, "purchase-orders", key, bool(bills_of(books, key)))


def remissions_of(record: Record) -> list[str]:
    return [_id(entry) for entry in record.get("remissions") or []]


def orders_of(record: Record) -> list[str]:
    order = record.get("purchaseOrder")
    return [_id(order)] if order else []


def invoices_of(books: Books, remission: str) -> list[Record]:
    """The invoices in effect that a remission went into."""
    where, values = element("remissions", "id")(remission)
    where = f"{_tells('remissions')} AND {where} AND {_IN_EFFECT}"
    return books.store.find("invoices", where, values)


def bills_of(books: Books, order: str) -> list[Record]:
    """The bills in effect that were made from a purchase order."""
    where = f"{_tells('purchaseOrder')} AND {at('purchaseOrder.id')} = ?"
    return books.store.find("bills", f"{where} AND {_IN_EFFECT}", [order])


def has_invoice(books: Books, estimate: str) -> bool:
    where = f"{_tells('estimate')} AND {at('estimate.id')} = ?"
    return books.store.count("invoices", where, [estimate]) > 0


def _tells(key: str) -> str:
    """Whether a record may have a key, which few have: it need not be taken apart for this."""
    return f"instr(body, '\"{key}\"')"


_IN_EFFECT = "json_extract(body, '$.status') != 'void'"


def _must_be_free(books: Books, remission: str, made: list[Record]) -> None:
    """What a void invoice gave back may be in another one, or void, when it is opened again."""
    if len(made) > 1:
        raise bad(f"La remisión {remission} ya está en otra factura")
    found = books.store.get("remissions", remission)
    if made and (found is None or found["status"] == "void"):
        raise bad(f"La remisión {remission} no está abierta")


def _turn(books: Books, resource: str, key: str, used: bool) -> None:
    record = books.store.get(resource, key)
    if record is not None and record["status"] != "void":
        record["status"] = "closed" if used else "open"
        books.store.save(resource, key, record)


def _id(value: Any) -> str:
    return str(value.get("id") if isinstance(value, dict) else value)
