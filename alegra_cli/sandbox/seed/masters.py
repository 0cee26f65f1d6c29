"""The company itself and the small catalogues that its documents point at."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

from alegra_cli.exact import Number
from alegra_cli.sandbox import DEMO_EMAIL
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.seed import identifications, numberings, tables
from alegra_cli.sandbox.seed.countries import CountrySeed

Record = dict[str, Any]
_EURO = Decimal("1.16")
"""Dollars for a euro."""


def fill(
    books: Books, place: CountrySeed, chance: random.Random, opened: date, today: date
) -> None:
    """opened: the day on which the company began with Alegra."""
    books.put("company", _company(place, chance, opened))
    for number, user in enumerate(_USERS, 1):
        books.put(
            "users",
            {"id": str(number), **user, "status": "active", "language": "es", "permissions": {}},
        )
    for resource, records in tables.of(opened).items():
        for number, record in enumerate(records, 1):
            books.put(resource, {"id": str(number), **record})
    books.put("inventory-adjustments/numerations", tables.NUMERATION)
    _taxes(books, place)
    _currencies(books, place)
    numberings.fill(books, place, today)


def _company(place: CountrySeed, chance: random.Random, opened: date) -> Record:
    number = identifications.make(chance, place.version, place.company_id, company=True)
    keys = identifications.as_fields(place.version, place.company_id, number)
    city, region = place.cities[0]
    street = "Calle 10 # 20-30" if place.version == "colombia" else "Calle 10 2030"
    address = {"description": street, "city": city}
    if place.version in ("colombia", "argentina", "mexico", "chile"):
        address[place.region_key] = region
    if place.version in _POST_CODES:
        address |= _POST_CODES[place.version]
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
        "registryDate": f"{opened} 10:00:00",
    }


_POST_CODES = {
    "colombia": {"zipCode": "110111"},
    "mexico": {"zipCode": "06000"},
    "argentina": {"postalCode": "1000"},
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


def _taxes(books: Books, place: CountrySeed) -> None:
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


def _currencies(books: Books, place: CountrySeed) -> None:
    """The company's own, with the rate 0 (S38), and two others."""
    """The company's own, with the rate 0 (S38), and two others."""
    euro = (place.dollar * _EURO).quantize(Decimal("0.01"))
    own = (*place.currency, Decimal(0))
    foreign = (("USD", "Dólar estadounidense", "$", place.dollar), ("EUR", "Euro", "€", euro))
    for code, name, symbol, rate in (own, *(row for row in foreign if row[0] != own[0])):
        books.put(
            "currencies",
            {
                "code": code,
                "name": name,
                "symbol": symbol,
                "status": "active",
                "exchangeRate": int(rate) if rate == int(rate) else Number(f"{rate:.2f}"),
            },
        )
