"""What invoices and credit notes have in common (S34, S71, S98)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.listing import ListFilter, compares, equals
from alegra_cli.sandbox.http import signature
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call

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


def client(books: Books, body: Record, key: str = "client") -> Record:
    """The client, or the supplier under another key, as documents carry it."""
    found = books.seen_reference("contacts", body.get(key), key)
    if found is None:
        raise bad(f"El campo {key} es obligatorio")
    shown = {name: found.get(name) for name in _CLIENT}
    return {
        name: value for name, value in shown.items() if name in _CLIENT[:9] or value is not None
    }


def relations(books: Books, body: Record, old: Record | None = None) -> Record:
    """Warehouse, seller, price list and cost centre, as documents carry them."""
    made: Record = {}
    for key, (resource, keys) in _RELATED.items():
        if key in body or old is None:
            found = books.seen_reference(resource, body.get(key), key)
            made[key] = found and {name: found.get(name) for name in keys if name in found}
    if old is None:
        for key in ("warehouse", "priceList"):
            resource, keys = _RELATED[key]
            first = None if made[key] else books.peek(resource, "1")
            if first:
                made[key] = {name: first[name] for name in keys if name in first}
    return made


def currency(books: Books, body: Record) -> Record:
    """``{"currency": …}`` when it is not the company's own; that alone needs a rate."""
    sent = body.get("currency")
    if not isinstance(sent, dict) or not sent.get("code"):
        return {}
    found = books.store.get("currencies", str(sent["code"]))
    if found is None:
        raise bad(f"La moneda {sent['code']} no existe")
    own = (books.company.get("currency") or {}).get("code")
    if not sent.get("exchangeRate"):
        if found["code"] == own:
            return {}
        raise bad("El campo currency.exchangeRate es obligatorio")
    return {
        "currency": {
            "code": found["code"],
            "symbol": found["symbol"],
            "exchangeRate": sent["exchangeRate"],
        }
    }


def email(resource: str, noun: str, code: int = 400) -> Any:
    """The route that sends a document to addresses. code: of a refusal without them."""

    def send(call: Call) -> Any:
        call.books.need(resource, call.ids["id"], noun)
        emails = call.need_body().get("emails")
        if not isinstance(emails, list) or not emails or not all("@" in str(e) for e in emails):
            raise bad("El campo emails debe ser una lista de correos electrónicos", code)
        return {"code": 200, "message": f"Correo enviado a {', '.join(map(str, emails))}"}

    return send


def links(books: Books, resource: str, record: Record, wanted: set[str]) -> Record:
    """Signed links to the renderings of a document, for ``fields=``.

    The XML is what the tax authority accepted, so there is none before.
    """
    if not wanted:  # as for nearly every document of a list
        return {}
    number = (record.get("numberTemplate") or {}).get("fullNumber")
    number = number or record.get("number") or record["id"]
    kinds = {"pdf"} | ({"xml"} if record.get("stamp") else set())
    return {
        kind: signature.link(books.store, resource, record["id"], f"{number}.{kind}")
        for kind in sorted(kinds & wanted)
    }


def own_number(books: Books, resource: str, body: Record) -> Record:
    """``numberTemplate`` of a document that needs no numbering: the given number or the next."""
    wanted = body.get("numberTemplate")
    sent: Record = wanted if isinstance(wanted, dict) else {}
    number = str(sent.get("number") or books.store.new_id(f"numbers of {resource}"))
    prefix = sent.get("prefix")
    return {
        "id": sent.get("id"),
        "prefix": prefix,
        "number": number,
        "fullNumber": f"{prefix or ''}{number}",
    }


def ranges(key: str) -> dict[str, ListFilter]:
    """The exact date and its four ranges, as the documents of sales and purchases have them."""
    signs = {"after": ">", "afterOrNow": ">=", "before": "<", "beforeOrNow": "<="}
    return {
        key: equals(key),
        **{f"{key}_{word}": compares(key, sign) for word, sign in signs.items()},
    }
