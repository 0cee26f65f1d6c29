"""Customers and suppliers (S46 to S50)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.contact_rules import check_country
from alegra_cli.sandbox.books.crud import Collection, Record, extras, fields_of
from alegra_cli.sandbox.books.listing import Listing, contains, equals, holds
from alegra_cli.sandbox.http import signature
from alegra_cli.sandbox.http.refusals import bad, missing
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

# What an answer holds, in its order.
DEFAULTS: Record = {
    "name": None,
    "nameObject": None,
    "identification": None,
    "identificationObject": None,
    "email": None,
    "emailSecondary": None,
    "phonePrimary": None,
    "phoneSecondary": None,
    "mobile": None,
    "fax": None,
    "observations": None,
    "status": "active",
    "kindOfPerson": None,
    "regime": None,
    "regimeObject": [],
    "fiscalResponsabilities": [],
    "thirdType": None,
    "thirdsType": None,
    "ivaCondition": None,
    "giro": None,
    "cfdiUse": None,
    "exoneration": [],
    "exporter": False,
    "equivalenceSurcharge": False,
    "address": None,
    "type": [],
    "seller": None,
    "term": None,
    "priceList": None,
    "creditLimit": 0,
    "accounting": None,
    "internalContacts": [],
    "statementAttached": False,
    "defaultInvoiceResolution": None,
    "paymentMethod": None,
    "paymentType": None,
}
# Keys that exist everywhere; the others are shown where they have something to say.
_ALWAYS = (
    *list(DEFAULTS)[:11],
    "status",
    "address",
    "type",
    "seller",
    "term",
    "priceList",
    "creditLimit",
    "accounting",
    "internalContacts",
    "statementAttached",
)
_HEAVY = (
    "accounting",
    "internalContacts",
    "seller",
    "term",
    "priceList",
    "creditLimit",
    "settings",
    "regimeObject",
    "fiscalResponsabilities",
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def make(books: Books, body: Record, old: Record | None) -> Record:
    """The record; a PUT keeps what is not sent, and wants some keys all the same."""
    if old is not None and not books.settings.get("partial_contacts"):
        _check_change(books.country, body, old)
    if body.get("name") and body.get("nameObject") and books.settings.get("one_name"):
        raise bad("Los campos name y nameObject son mutuamente excluyentes", 2039)
    record = fields_of(body, DEFAULTS, old)
    if old is not None and "identification" in body and "identificationObject" not in body:
        record["identificationObject"] = None
    _name(record, body)
    _identify(record)
    for key in ("email", "emailSecondary"):
        if record[key] and not _EMAIL.fullmatch(str(record[key])):
            raise bad("El correo electrónico no es válido")
    roles = record["type"] if isinstance(record["type"], list) else [record["type"]]
    # Unknown roles are dropped without a word, as upstream does.
    record["type"] = [role for role in roles if role in ("client", "provider")]
    if record["status"] not in ("active", "inactive"):
        raise bad("El campo status no es válido")
    for key, resource in (("seller", "sellers"), ("term", "terms"), ("priceList", "price-lists")):
        record[key] = books.reference(resource, record[key], key)
    record["statementAttached"] = record["statementAttached"] in (True, "yes")
    check_country(books.country, record)
    if body.get("ignoreRepeated") is not True:
        _refuse_twin(books, record, old)
    now = books.now().strftime("%Y-%m-%d %H:%M:%S")
    return {**record, "created_at": (old or {}).get("created_at", now), "updated_at": now}


def _check_change(country: str, body: Record, old: Record) -> None:
    """The keys that a change has to repeat, as live accounts of two countries want them."""
    if not str(body.get("name") or body.get("nameObject") or "").strip():
        raise bad("El nombre del contacto es obligatorio")
    sent = body.get("identificationObject") or body.get("identification")
    if old.get("identificationObject") and not sent and country in ("colombia", "argentina"):
        raise bad("El campo identificationObject es obligatorio")
    if country == "argentina" and not body.get("ivaCondition"):
        raise bad("El campo ivaCondition es obligatorio")


def _name(record: Record, body: Record) -> None:
    """The parts of a name make it, unless only the whole one was sent."""
    parts = record["nameObject"]
    if isinstance(parts, dict) and ("nameObject" in body or not record["name"]):
        words = [
            parts.get(key) for key in ("firstName", "secondName", "lastName", "secondLastName")
        ]
        record["name"] = " ".join(str(word) for word in words if word) or record["name"]
    if not str(record["name"] or "").strip():
        raise bad("El campo name es obligatorio")


def _identify(record: Record) -> None:
    """``identification`` as a text and ``identificationObject``, whichever was sent."""
    sent = record["identificationObject"] or record["identification"]
    if isinstance(sent, dict):
        number = sent.get("number")
        record["identificationObject"] = {
            "type": sent.get("type"),
            "number": None if number is None else str(number),
            **({"dv": str(sent["dv"])} if sent.get("dv") not in (None, "") else {}),
        }
        record["identification"] = record["identificationObject"]["number"]
    elif sent:
        record["identification"] = str(sent)


def _refuse_twin(books: Books, record: Record, old: Record | None) -> None:
    if not record["identification"]:
        return
    where, values = equals("identification")(record["identification"])
    twins = books.store.find("contacts", where, values)
    twin = next((item for item in twins if not old or item["id"] != old["id"]), None)
    if twin is not None:
        raise bad(
            f"Ya existe un contacto con la identificación {record['identification']}",
            2006,
            contactId=twin["id"],
            contactName=twin["name"],
            contactIdentification=twin["identification"],
            contactIdentificationObject=twin["identificationObject"],
        )


def show(books: Books, record: Record, query: Mapping[str, str]) -> Record:
    shown = {
        key: value
        for key, value in record.items()
        if key not in DEFAULTS or key in _ALWAYS or value not in (None, [], False)
    }
    if query.get("mode") == "simple":
        shown = {key: value for key, value in shown.items() if key not in _HEAVY}
        shown["type"] = record["type"][0] if len(record["type"]) == 1 else record["type"]
    if "url" in extras(query):
        shown["url"] = f"https://app.alegra.test/contact/view/id/{record['id']}"
    if "statementLink" in extras(query):
        shown["statementLink"] = signature.link(
            books.store, "contacts", record["id"], "statement.pdf"
        )
    return shown


_DOCUMENTS = (
    ("invoices", "client.id"),
    ("payments", "client.id"),
    ("credit-notes", "client.id"),
    ("income-debit-notes", "client.id"),
    ("estimates", "client.id"),
    ("remissions", "client.id"),
    ("bills", "provider.id"),
    ("purchase-orders", "provider.id"),
    ("debit-notes", "client.id"),
)


def without_documents(books: Books, record: Record) -> None:
    for resource, key in _DOCUMENTS:
        where, values = equals(key)(record["id"])
        if books.store.count(resource, where, values):
            raise bad("No se puede eliminar el contacto porque tiene documentos asociados")


CONTACTS = Collection(
    "/contacts",
    "el contacto",
    Listing(
        "contacts",
        {
            "query": contains("name", "identification"),
            "identification": equals("identification"),
            "name": contains("name"),
            "email": equals("email"),
            "type": holds("type"),
        },
        {"name": "name", "email": "email"},
        strict="contactos",
    ),
    make,
    show=show,
    check_delete=without_documents,
    soft_delete=True,
    attaches=True,
)


def restore(call: Call) -> Any:
    key = call.ids["id"]
    record = call.books.store.get("contacts", key, deleted=True)
    if record is None:
        raise missing(CONTACTS.noun, key)
    call.books.store.save("contacts", key, record)
    return CONTACTS.visible(call.books, record, {})


ROUTES = [
    *CONTACTS.routes(),
    *attachments.routes("contacts", CONTACTS.noun),
    Route("DELETE", "/contacts", CONTACTS.delete_many),
    Route("PUT", "/contacts/restore/{id}", restore),
]
