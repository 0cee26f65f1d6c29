"""The tax authority that stamps documents: this one accepts whatever has the right numbering."""

from __future__ import annotations

import hashlib
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.refusals import Refusal, bad

ACCEPTED = "STAMPED_AND_ACCEPTED"
OBSERVED = "STAMPED_AND_ACCEPTED_WITH_OBSERVATIONS"
_OBSERVATION = (
    "Regla FAZ09: debe existir el grupo de información de identificación del bien o servicio"
)
WAITING = "STAMPED_AND_WAITING_RESPONSE"
LOG = "authority-log"
"""Every document that reached the authority, once for each time; it has no route."""
# The code that names a document, by country (S106).
_CODE_KEY = {"mexico": "uuid"}


def has_stamp(record: dict[str, Any]) -> bool:
    return bool(record.get("stamp"))


def stamp(books: Books, record: dict[str, Any], resource: str) -> None:
    """Give the document its stamp. Raises a 400 with code 3051 when it is refused."""
    key = books.store.new_id(LOG)
    books.store.save(LOG, key, {"id": key, "document": f"{resource}/{record['id']}"})
    if has_stamp(record):
        raise bad("El documento ya fue emitido o está en proceso", 3246)
    if not (record.get("numberTemplate") or {}).get("isElectronic"):
        raise bad("La numeración del documento no es electrónica", 3051)
    if str(books.settings.get("authority")).startswith("rejects"):
        raise bad("La autoridad tributaria rechazó el documento: nombre no coincide", 3051)
    company = books.peek("company", "1")
    text = f"{company.get('identification')} {resource} {record['id']} {record['date']}"
    digest = hashlib.sha384(text.encode()).hexdigest()
    key = _CODE_KEY.get(books.country, "cufe" if resource == "invoices" else "cude")
    if key == "uuid":
        digest = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    _check_contents(books, record, resource)
    mode = books.settings.get("authority")
    record["stamp"] = {
        "legalStatus": {"waits": WAITING, "observes": OBSERVED}.get(mode, ACCEPTED),
        key: digest,
        "date": books.now().strftime("%Y-%m-%d %H:%M:%S"),
        "warnings": [_OBSERVATION] if mode == "observes" else [],
        "errors": None,
    }


def _check_contents(books: Books, record: dict[str, Any], resource: str) -> None:
    """What Colombia's authority asks of lines and, with fewer words, of support documents."""
    if books.country != "colombia":
        return
    for number, line in enumerate(record.get("items") or []):
        if "unit" in line and line["unit"] is None:
            raise bad(f"El campo items.{number}.unit es requerido")
    if resource == "bills" and not _supports(books, record):
        raise bad("Problema de comunicación con DIAN", 3051)


def _supports(books: Books, record: dict[str, Any]) -> bool:
    """Whether a support document says enough: a seller with a NIT and a whole address, the kind
    of operation, and no ReteICA, which belongs to the payment."""
    seller = record["provider"]
    address = seller.get("address") or {}
    keys = [str(line["id"]) for line in record.get("retentions") or []]
    kinds = {(books.store.get("retentions", key) or {}).get("type") for key in keys}
    return (
        (seller.get("identificationObject") or {}).get("type") == "NIT"
        and all(address.get(key) for key in ("country", "department", "city"))
        and bool(record.get("billOperationType"))
        and "ICA" not in kinds
    )


def attempt(
    books: Books, body: dict[str, Any], record: dict[str, Any], resource: str
) -> Refusal | None:
    """Stamp a document that stays without a stamp too, if its body asks for it."""
    if not requests_stamp(body):
        return None
    try:
        stamp(books, record, resource)
    except Refusal as no:
        return no
    return None


def reply(
    books: Books, status: int, shown: Any, refusal: Refusal | None, key: str
) -> tuple[int, Any]:
    """The answer to a write. A document that was refused a stamp is stored, and under `key`:
    sent again it would be there twice."""
    if refusal is None:
        return status, shown
    if books.settings.get("authority") == "rejects-bare":
        return refusal.status, {**shown, **refusal.body}
    return refusal.status, {"error": refusal.body, key: shown}


def current(books: Books, record: dict[str, Any]) -> dict[str, Any]:
    """The record as it is now: the authority answers what waited once it accepts again."""
    stamp = record.get("stamp") or {}
    if stamp.get("legalStatus") == WAITING and books.settings.get("authority") == "accepts":
        return {**record, "stamp": {**stamp, "legalStatus": ACCEPTED}}
    return record


def requests_stamp(body: dict[str, Any]) -> bool:
    """Whether a body asks for stamping.

    Only what is clearly a yes: that other texts were taken for one (S108) is no promise.
    """
    asked = body.get("stamp")
    value = asked.get("generateStamp") if isinstance(asked, dict) else None
    return value in (True, "true", "1", 1)


def refuse_stamp(record: dict[str, Any]) -> None:
    if has_stamp(record):
        raise bad("El documento ya fue emitido y no se puede modificar")
