"""The tax authority that stamps documents: this one accepts whatever has the right numbering."""

from __future__ import annotations

import hashlib
from typing import Any

from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.http.refusals import bad

ACCEPTED = "STAMPED_AND_ACCEPTED"
WAITING = "STAMPED_AND_WAITING_RESPONSE"
LOG = "authority-log"
"""Every document that reached the authority, once for each time; it has no route."""
# The code that names a document, by country (S106).
_CODE_KEY = {"mexico": "uuid"}


def stamped(record: dict[str, Any]) -> bool:
    return bool(record.get("stamp"))


def stamp(books: Books, record: dict[str, Any], resource: str) -> None:
    """Give the document its stamp. Raises a 400 with code 3051 when it is refused."""
    key = books.store.new_id(LOG, False)
    books.store.save(LOG, key, {"id": key, "document": f"{resource}/{record['id']}"})
    if stamped(record):
        raise bad("El documento ya fue emitido o está en proceso", 3246)
    if not (record.get("numberTemplate") or {}).get("isElectronic"):
        raise bad("La numeración del documento no es electrónica", 3051)
    if books.settings.get("authority") == "rejects":
        raise bad("La autoridad tributaria rechazó el documento: nombre no coincide", 3051)
    text = f"{books.company.get('identification')} {resource} {record['id']} {record['date']}"
    digest = hashlib.sha384(text.encode()).hexdigest()
    key = _CODE_KEY.get(books.country, "cufe" if resource == "invoices" else "cude")
    if key == "uuid":
        digest = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    record["stamp"] = {
        "legalStatus": WAITING if books.settings.get("authority") == "waits" else ACCEPTED,
        key: digest,
        "date": books.now().strftime("%Y-%m-%d %H:%M:%S"),
        "warnings": [],
        "errors": None,
    }


def seen(books: Books, record: dict[str, Any]) -> dict[str, Any]:
    """The record as it is now: the authority answers what waited once it accepts again."""
    stamp = record.get("stamp") or {}
    if stamp.get("legalStatus") == WAITING and books.settings.get("authority") == "accepts":
        return {**record, "stamp": {**stamp, "legalStatus": ACCEPTED}}
    return record


def wanted(body: dict[str, Any]) -> bool:
    """Whether a body asks for stamping."""
    asked = body.get("stamp")
    value = asked.get("generateStamp") if isinstance(asked, dict) else None
    return value in (True, "true", "1", 1)


def must_be_unstamped(record: dict[str, Any]) -> None:
    if stamped(record):
        raise bad("El documento ya fue emitido y no se puede modificar")
