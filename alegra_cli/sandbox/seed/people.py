"""Clients and suppliers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, NamedTuple

from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.seed import identifications
from alegra_cli.sandbox.seed.countries import CountrySeed
from alegra_cli.sandbox.seed.names import FIRST, LAST, PROPER, TRADES

Record = dict[str, Any]

# Names that have broken programs before.
_HARD = (
    {"name": "Peluquería Ñandú & Cía", "type": ["client"]},
    {"name": 'D\'Angelo "El Maestro" Repuestos', "type": ["client", "provider"]},
    {"name": "Pérez, Gómez y Asociados", "type": ["client"], "email": None},
    {"name": "Importaciones Olvidadas", "type": ["client"], "status": "inactive"},
    {"name": "Papeles y Más", "type": ["provider"]},
)


class SeedClient(NamedTuple):
    """Who buys. company: not a final consumer."""

    id: str
    company: bool


def fill(
    books: PastBooks, place: CountrySeed, chance: random.Random, count: int, opened: date
) -> list[SeedClient]:
    """Make the contacts, in the first months of the company; those that buy."""
    clients = []
    everyone = count + len(_HARD)
    for number in range(everyone):
        books.turn_to(opened + timedelta(days=300 * number // everyone), number)
        hard = _HARD[number - 3] if 0 <= number - 3 < len(_HARD) else {}
        company = bool(hard) or chance.random() < 0.6
        contact = {**_contact(place, chance, company, number), **hard}
        if hard:
            contact.pop("nameObject", None)
        made = books.call("POST", "/contacts", {**contact, "ignoreRepeated": True})
        if "client" in made["type"] and made["status"] == "active":
            clients.append(SeedClient(made["id"], company))
    return clients


def _contact(place: CountrySeed, chance: random.Random, company: bool, number: int) -> Record:
    kind = place.company_id if company else place.person_id
    key = identifications.make(chance, place.version, kind, company)
    role = ["provider"] if number % 8 == 7 else ["client"]
    contact: Record = {
        **(_firm(place, chance) if company else _person(place, chance)),
        **identifications.as_fields(place.version, kind, key),
        "email": f"contacto{number + 1}@example.com",
        "phonePrimary": f"{place.phone}555{chance.randrange(1000, 9999)}",
        "mobile": f"300{chance.randrange(1000000, 9999999)}",
        "type": role,
        "address": _address(place, chance),
        "term": {"id": str(chance.choice((1, 2, 3, 3)))},
        "seller": {"id": str(chance.choice((1, 2)))},
        "priceList": {"id": "1"},
    }
    if place.version in ("colombia", "panama"):
        contact["kindOfPerson"] = "LEGAL_ENTITY" if company else "PERSON_ENTITY"
    if company and place.version in ("colombia", "mexico", "costaRica", "peru", "spain"):
        contact["regime"] = place.regime
    elif place.version in _REGIMES_OF_PEOPLE:
        contact["regime"] = _REGIMES_OF_PEOPLE[place.version]
    if place.version == "argentina":
        contact["ivaCondition"] = "IVA_RESPONSABLE" if company else "FINAL_CONSUMER"
    if place.version == "chile":
        contact["giro"] = "Comercio"
    if place.version == "panama":
        contact["thirdType"] = "TAXPAYER" if company else "FINAL_CONSUMER"
    return contact


# The others give people none that an invoice needs (S109).
_REGIMES_OF_PEOPLE = {
    "colombia": "SIMPLIFIED_REGIME",
    "mexico": "BUSINESS_ACTIVITIES_REGIME",
    "costaRica": "PHYSICAL_PERSON",
    "spain": "SIMPLIFIED_REGIME",
}


def _firm(place: CountrySeed, chance: random.Random) -> Record:
    words = (chance.choice(TRADES), chance.choice(PROPER), chance.choice(place.company_suffix))
    return {"name": " ".join(words)}


def _person(place: CountrySeed, chance: random.Random) -> Record:
    first, last, second = chance.choice(FIRST), chance.choice(LAST), chance.choice(LAST)
    name: Record = {"name": f"{first} {last} {second}"}
    if place.version == "colombia":
        name["nameObject"] = {"firstName": first, "lastName": last, "secondLastName": second}
    return name


def _address(place: CountrySeed, chance: random.Random) -> Record:
    city, region = chance.choice(place.cities)
    number, block, door = chance.randrange(1, 150), chance.randrange(1, 99), chance.randrange(99)
    street = f"Calle {number} # {block}-{door}"
    if place.version != "colombia":
        street = f"Calle {number} {block}{door:02}"
    address = {"address": street, place.region_key: region, "city": city}
    if place.version == "chile":
        address |= {"description": street, "commune": city}
    if place.version == "argentina":
        address["postalCode"] = str(chance.randrange(1000, 9000))
    if place.version == "mexico":
        address["zipCode"] = f"0{chance.randrange(1000, 9999)}"
    if place.version == "colombia":
        address["country"] = "Colombia"
    return address
