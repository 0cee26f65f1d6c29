"""The company itself and the small catalogues that its documents point at."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from alegra_cli.sandbox import DEMO_EMAIL
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.seed import identifications
from alegra_cli.sandbox.seed.countries import Place

Record = dict[str, Any]


def fill(books: Books, place: Place, chance: random.Random, today: date) -> None:
    books.put("company", _company(place, chance, today))
    for number, user in enumerate(_USERS, 1):
        books.put(
            "users",
            {"id": str(number), **user, "status": "active", "language": "es", "permissions": {}},
        )
    for resource, records in _CATALOGUES.items():
        for number, record in enumerate(records, 1):
            books.put(resource, {"id": str(number), **record})
    _taxes(books, place)
    _currencies(books, place)
    for number, template in enumerate(_numberings(place, today), 1):
        books.put("number-templates", {"id": str(number), **template})


def _company(place: Place, chance: random.Random, today: date) -> Record:
    number = identifications.make(chance, place.version, place.company_id, True)
    keys = identifications.as_fields(place.version, place.company_id, number)
    city, region = place.cities[0]
    address = {"description": "Calle 10 # 20-30", "city": city}
    if place.version in ("colombia", "argentina", "mexico", "chile"):
        address[place.region_key] = region
    return {
        "id": "1",
        "name": f"Comercial Ejemplo {place.company_suffix[0]}",
        "identification": number,
        **keys,
        "kindOfPerson": "LEGAL_ENTITY",
        "regime": place.regime,
        "email": "contabilidad@example.com",
        "phone": f"{place.phone}5550100",
        "website": "",
        "address": address,
        "applicationVersion": place.version,
        "currency": {"code": place.currency[0], "symbol": place.currency[2]},
        "multicurrency": True,
        "timezone": place.timezone,
        "decimalPrecision": str(place.decimals),
        "decimalSeparator": "." if place.version in ("mexico", "peru", "panama") else ",",
        "logo": None,
        "invoicePreferences": {"defaultAnotation": "", "defaultTermsAndConditions": ""},
        "registryDate": f"{today.year - 2}-01-15 10:00:00",
    }


_USERS: tuple[Record, ...] = (
    {
        "username": "demo",
        "name": "Ana",
        "lastName": "Demo",
        "email": DEMO_EMAIL,
        "phone": None,
        "phoneCode": None,
        "role": "admin",
        "position": "owner",
    },
    {
        "username": "contador",
        "name": "Luis",
        "lastName": "Contador",
        "email": "contador@example.com",
        "phone": None,
        "phoneCode": None,
        "role": "accountant",
        "position": "accountant",
    },
    {
        "username": "ventas",
        "name": "Sofía",
        "lastName": "Ventas",
        "email": "ventas@example.com",
        "phone": None,
        "phoneCode": None,
        "role": "seller",
        "position": None,
    },
)

_CATALOGUES: dict[str, tuple[Record, ...]] = {
    "terms": tuple(
        {"name": name, "days": days}
        for name, days in (("De contado", 0), ("15 días", 15), ("30 días", 30), ("60 días", 60))
    ),
    "sellers": tuple(
        {"name": name, "identification": None, "observations": None, "status": "active"}
        for name in ("Vendedora Uno", "Vendedor Dos")
    ),
    "warehouses": tuple(
        {
            "name": name,
            "observations": None,
            "isDefault": name == "Principal",
            "address": None,
            "status": "active",
        }
        for name in ("Principal", "Sucursal Norte")
    ),
    "price-lists": tuple({"name": name} for name in ("General", "Mayoristas")),
    "bank-accounts": (
        {"name": "Caja general", "type": "cash", "status": "active"},
        {"name": "Banco Ejemplo", "type": "bank", "status": "active"},
        {"name": "Tarjeta corporativa", "type": "credit-card", "status": "active"},
    ),
    "categories": tuple(
        {"name": name, "type": kind}
        for name, kind in (
            ("Ventas", "income"),
            ("Inventarios", "asset"),
            ("Costos de la mercancía", "cost"),
            ("Arrendamiento", "expense"),
            ("Servicios públicos", "expense"),
            ("Cuentas por cobrar", "asset"),
            ("Cuentas por pagar", "liability"),
        )
    ),
    "retentions": tuple(
        {"name": name, "percentage": rate, "type": kind, "status": "active"}
        for name, rate, kind in (
            ("Retención en la fuente", "2.50", "FUENTE"),
            ("Retención de IVA", "15.00", "IVA"),
        )
    ),
    "item-categories": tuple(
        {"name": name, "status": "active"}
        for name in ("Servicios", "Oficina", "Tecnología", "Alimentos")
    ),
    "cost-centers": tuple(
        {"code": code, "name": name, "status": "active"}
        for code, name in (("ADM", "Administración"), ("VEN", "Ventas"))
    ),
}


def _taxes(books: Books, place: Place) -> None:
    listed = (("Ninguno", "0.00", place.taxes[0][2]), *place.taxes)
    for number, (name, percentage, kind) in enumerate(listed, 1):
        books.put(
            "taxes",
            {
                "id": str(number),
                "name": name,
                "percentage": percentage,
                "description": "",
                "type": kind,
                "rate": "",
                "status": "active",
                "deductible": None,
                "categoryFavorable": None,
                "categoryToBePaid": None,
            },
        )


def _currencies(books: Books, place: Place) -> None:
    code, name, symbol = place.currency
    books.put(
        "currencies",
        {"code": code, "name": name, "symbol": symbol, "status": "active", "exchangeRate": 0},
    )
    foreign = (("USD", "Dólar estadounidense", "$", 4), ("EUR", "Euro", "€", 5))
    for other, label, sign, worth in foreign:
        if other != code:
            rate = max(1, int(worth * place.scale))
            books.put(
                "currencies",
                {
                    "code": other,
                    "name": label,
                    "symbol": sign,
                    "status": "active",
                    "exchangeRate": rate,
                },
            )


def _numberings(place: Place, today: date) -> list[Record]:
    ends = f"{today.year + 1}-12-31"
    resolution = {
        "resolutionNumber": "18760000001",
        "startDate": f"{today.year - 1}-01-01",
        "endDate": ends,
    }
    rows = (
        ("Factura electrónica", "invoice", place.prefix, True, True),
        ("Factura sin emisión", "invoice", "FV", False, False),
        ("Nota crédito", "creditNote", "NC", True, True),
        ("Recibo de caja", "transactionIn", "RC", False, True),
        ("Comprobante de egreso", "transactionOut", "CE", False, True),
        ("Cotización", "estimate", "COT", False, True),
    )
    return [
        {
            "name": name,
            "prefix": prefix,
            "status": "active",
            "documentType": document,
            "subDocumentType": _kind(place, document),
            "isDefault": default,
            "autoincrement": True,
            "isElectronic": electronic,
            "deletable": True,
            "nextInvoiceNumber": 1,
            "minInvoiceNumber": 1,
            "maxInvoiceNumber": 100000,
            "resolutionNumber": None,
            "startDate": None,
            "endDate": None,
            **(resolution if electronic and place.version == "colombia" else {}),
            "invoiceText": "",
            "branchOffice": None,
        }
        for name, document, prefix, electronic, default in rows
    ]


def _kind(place: Place, document: str) -> str | None:
    if place.version == "argentina" and document == "invoice":
        return "INVOICE_A"
    return None
