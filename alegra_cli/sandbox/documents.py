"""What invoices and credit notes have in common."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.refusals import bad
from alegra_cli.sandbox.route import Call

Record = dict[str, Any]
_CLIENT = (
    "id",
    "name",
    "identification",
    "phonePrimary",
    "phoneSecondary",
    "fax",
    "mobile",
    "email",
    "address",
    "kindOfPerson",
    "regime",
    "identificationObject",
)
_RELATED = {
    "warehouse": ("warehouses", ("id", "name")),
    "seller": ("sellers", ("id", "name", "identification", "observations")),
    "priceList": ("price-lists", ("id", "name")),
    "costCenter": ("cost-centers", ("id", "code", "name")),
}


def day(body: Record, key: str, needed: bool = True) -> str | None:
    """A date of the body. Raises a 400 that names it."""
    value = body.get(key)
    if value in (None, "") and not needed:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise bad(f"El campo {key} es obligatorio y debe tener el formato AAAA-MM-DD")
    try:
        date.fromisoformat(value)
    except ValueError as problem:
        raise bad(f"El campo {key} no es una fecha válida") from problem
    return value


def client(books: Books, body: Record) -> Record:
    """The client as documents carry it."""
    found = books.reference("contacts", body.get("client"), "client")
    if found is None:
        raise bad("El campo client es obligatorio")
    shown = {key: found.get(key) for key in _CLIENT}
    return {key: value for key, value in shown.items() if key in _CLIENT[:9] or value is not None}


def related(books: Books, body: Record, old: Record | None = None) -> Record:
    """Warehouse, seller, price list and cost centre, as documents carry them."""
    made: Record = {}
    for key, (resource, keys) in _RELATED.items():
        if key in body or old is None:
            found = books.reference(resource, body.get(key), key)
            made[key] = found and {name: found.get(name) for name in keys if name in found}
    if old is None:
        for key in ("warehouse", "priceList"):
            resource, keys = _RELATED[key]
            first = None if made[key] else books.store.get(resource, "1")
            if first:
                made[key] = {name: first[name] for name in keys if name in first}
    return made


def currency(books: Books, body: Record) -> Record:
    """``{"currency": …}`` when it is not the company's own; it needs a rate."""
    sent = body.get("currency")
    if not isinstance(sent, dict) or not sent.get("code"):
        return {}
    found = books.store.get("currencies", str(sent["code"]))
    if found is None:
        raise bad(f"La moneda {sent['code']} no existe")
    if not sent.get("exchangeRate"):
        raise bad("El campo currency.exchangeRate es obligatorio")
    return {
        "currency": {
            "code": found["code"],
            "symbol": found["symbol"],
            "exchangeRate": sent["exchangeRate"],
        }
    }


def email(resource: str, noun: str) -> Any:
    """The route that sends a document to addresses."""

    def send(call: Call) -> Any:
        call.books.need(resource, call.ids["id"], noun)
        emails = call.need_body().get("emails")
        if not isinstance(emails, list) or not emails or not all("@" in str(e) for e in emails):
            raise bad("El campo emails debe ser una lista de correos electrónicos")
        return {"code": 200, "message": f"Correo enviado a {', '.join(map(str, emails))}"}

    return send


def links(resource: str, record: Record, wanted: set[str]) -> Record:
    """Signed links to the files of a document, for ``fields=``."""
    number = record["numberTemplate"]["fullNumber"]
    base = f"https://files.alegra.test/{resource}/{record['id']}/{number}"
    made = {kind: f"{base}.{kind}?expires=1800" for kind in ("pdf", "xml")}
    return {kind: link for kind, link in made.items() if kind in wanted}
