"""Documents of the sandbox, with what the provider and a DIAN that accepts add to them (S143).

Keys are those of the service's own description and of three clients, not those of a request:
what was asked for is not repeated.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from typing import Any

from alegra_cli.sandbox.extension import Books, Refusal

OWN = {
    "id": "01J0SANDBOX",
    "name": "Comercial Ejemplo S.A.S.",
    "tradeName": "Comercial Ejemplo",
    "identification": "900559088",
    "dv": "2",
    "type": "main",
    "useAlegraCertificate": True,
    "organizationType": 1,
    "identificationType": "31",
    "regimeCode": "R-99-PN",
    "taxCode": {"id": "01", "name": "IVA"},
    "email": "facturas@example.com",
    "phone": "6015550000",
    "address": {
        "address": "Calle 1 # 2-3",
        "city": "11001",
        "department": "11",
        "country": "CO",
    },
    "governmentStatus": {"payrolls": "AUTHORIZED", "invoices": "AUTHORIZED"},
    "notificationByEmail": {"enabled": False},
}
FILES = {
    "XML": b'<?xml version="1.0"?>',
    "JSON": b"{}",
    "PDF": b"%PDF-1.4",
    "ZIP": b"PK\x05\x06" + bytes(18),
    "GOVERNMENT_RESPONSE": b'<?xml version="1.0"?>',
    "ATTACHED_DOCUMENT": b'<?xml version="1.0"?>',
}
EVENTS = {
    "030": "Acuse de recibo de Factura Electrónica de Venta",
    "031": "Reclamo de la Factura Electrónica de Venta",
    "032": "Recibo del bien y/o prestación del servicio",
    "033": "Aceptación expresa",
    "034": "Aceptación tácita",
}


def refusal(status: int, code: str, message: str) -> Refusal:
    return Refusal(status, {"errors": [{"code": code, "message": message}]})


def shelf(path: str) -> str:
    """Where the records of a path are kept, apart from Alegra's own."""
    return "eprovider" + path


def text(value: Any) -> str:
    """A number of a document as it is written: 1.0 is 1."""
    return "" if value is None else str(value).removesuffix(".0")


def document(books: Books, path: str, key: str, body: dict[str, Any], code: str) -> dict[str, Any]:
    """A document as the provider has it. code: the key of its unique code, as ``cufe``."""
    inner = body.get("resolution")
    prefix = text(body.get("prefix") or (inner or {}).get("prefix"))
    number = text(body.get("number")) or key
    name = f"{prefix}{number}"
    unique = hashlib.sha384(f"{path} {key} {name}".encode()).hexdigest()
    record = {
        "id": key,
        "type": body.get("type", "STANDARD"),
        "date": f"{date.today().isoformat()}T10:00:00-05:00",
        "status": "SENT",
        "legalStatus": "ACCEPTED",
        "companyIdentification": company_of(books, body)["identification"],
        **_other_party(path, body),
        code: unique,
        "prefix": prefix,
        "number": int(number) if number.isdecimal() else number,
        "fullNumber": name,
        "governmentResponse": {
            "code": "00",
            "message": "Procesado Correctamente.",
            "errorMessages": [],
        },
        "xmlFileName": f"{name}.xml",
        "zipFileName": f"{name}.zip",
    }
    if code in ("cufe", "cude"):
        record["qrCodeContent"] = (
            f"https://catalogo-vpfe.dian.gov.co/document/searchqr?documentkey={unique}"
        )
    return record if prefix else {name: value for name, value in record.items() if name != "prefix"}


def company_of(books: Books, body: dict[str, Any]) -> dict[str, Any]:
    """The company that a body names, or that of the key."""
    named = body.get("company")
    key = named.get("id") if isinstance(named, dict) else None
    return (key and books.store.get(shelf("/companies"), str(key))) or OWN


def event(books: Books, key: str, body: dict[str, Any]) -> dict[str, Any]:
    """An event as the provider has it: of an invoice that somebody else issued."""
    code = text(body.get("type"))
    about = body.get("associatedDocument")
    receiver = body.get("receiverParty")
    receiver = receiver if isinstance(receiver, dict) else {}
    record = document(books, "/events", key, {**body, "type": code}, "cude")
    return {
        **record,
        "companyIdentification": int(record["companyIdentification"]),
        "type": {"code": code, "value": EVENTS.get(code, "")},
        "associatedDocumentId": about.get("uuid", "") if isinstance(about, dict) else "",
        "receiver": {
            "id": text(receiver.get("identificationNumber")),
            "name": receiver.get("name", ""),
            "identificationType": receiver.get("identificationType", "31"),
            "dv": text(receiver.get("dv")),
        },
    }


def file(name: str) -> dict[str, Any]:
    """The answer with the content of a file. Raises `Refusal`."""
    if name not in FILES:
        raise refusal(400, "AEP2004", "File type not downloadable")
    return {"file": {"content": base64.b64encode(FILES[name]).decode()}}


def _other_party(path: str, body: dict[str, Any]) -> dict[str, str]:
    """Whom the document is for, where its kind names one."""
    if "payroll" in path:
        data = body.get("governmentData")
        worker = data.get("Trabajador") if isinstance(data, dict) else None
        number = worker.get("NumeroDocumento") if isinstance(worker, dict) else None
        return {"employeeIdentification": text(number)}
    noun = "supplier" if "support" in path else "customer"
    party = body.get(noun)
    number = party.get("identificationNumber") if isinstance(party, dict) else None
    return {f"{noun}Identification": text(number)}
