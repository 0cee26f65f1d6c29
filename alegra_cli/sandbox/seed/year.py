"""A year of business: invoices in the order of their dates, and what became of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.seed.countries import CountrySeed
from alegra_cli.sandbox.seed.numberings import CONSUMER_COUNTRIES, CONSUMERS, PAPER
from alegra_cli.sandbox.seed.people import SeedClient
from alegra_cli.sandbox.seed.things import Ware

Record = dict[str, Any]
_TERMS = {"1": 0, "2": 15, "3": 30, "4": 60}
_METHODS = ("transfer", "transfer", "cash", "credit-card", "deposit")
_FRESH = 12
"""Invoices of the last six days, two a day."""


class _Year:
    """The state that the documents share while they are made."""

    def __init__(
        self,
        books: PastBooks,
        place: CountrySeed,
        chance: random.Random,
        items: Sequence[Ware],
        today: date,
    ) -> None:
        self.books = books
        self.place = place
        self.chance = chance
        self.items = items
        self.today = today
        self.documents = 0

    def post(self, path: str, body: Record, day: date) -> Record:
        self.documents += 1
        self.books.turn_to(day, self.documents)
        made: Record = self.books.call("POST", path, body)
        return made


def fill(
    books: PastBooks,
    place: CountrySeed,
    chance: random.Random,
    clients: Sequence[SeedClient],
    items: Sequence[Ware],
    count: int,
    today: date,
) -> None:
    """`count` invoices over the 365 days up to `today`, with payments, voids and credit notes."""
    year = _Year(books, place, chance, items, today)
    for ago in _days(chance, count - _FRESH):
        invoice = _invoice(year, chance.choice(clients), today - timedelta(days=ago))
        _fate(year, invoice, ago)
    # Up to today, so that every company has fresh documents and drafts, whatever the chance,
    # and documents of this month also on its first day.
    for number in range(_FRESH):
        day = today - timedelta(days=(_FRESH - 1 - number) // 2)
        _invoice(year, chance.choice(clients), day, draft=number % 3 == 2)
    _expenses(year)


def _days(chance: random.Random, count: int) -> list[int]:
    """How long ago, the oldest first; the last days are for the fresh documents."""
    days = [chance.randrange(1, 365) for _each in range(count)]
    fresh_days = _FRESH // 2
    return sorted((ago if ago > fresh_days else ago + fresh_days for ago in days), reverse=True)


def _invoice(year: _Year, client: SeedClient, day: date, draft: bool = False) -> Record:
    chance = year.chance
    term = chance.choice(tuple(_TERMS))
    lines = [_line(year, item) for item in chance.sample(year.items, chance.randrange(1, 5))]
    electronic = not draft and chance.random() < 0.7
    body: Record = {
        "date": day.isoformat(),
        "dueDate": (day + timedelta(days=_TERMS[term])).isoformat(),
        "client": {"id": client.id},
        "items": lines,
        "status": "draft" if draft else "open",
        "seller": {"id": str(chance.choice((1, 2)))},
        "anotation": "Gracias por su compra",
        **_of_country(year.place),
    }
    if not electronic and not draft:
        body["numberTemplate"] = {"id": PAPER}
    elif not client.company and year.place.version in CONSUMER_COUNTRIES:
        body["numberTemplate"] = {"id": CONSUMERS}
    if electronic:
        body["stamp"] = {"generateStamp": True}
    return year.post("/invoices", body, day)


def _of_country(place: CountrySeed) -> Record:
    return {
        "colombia": {"type": "NATIONAL", "operationType": "STANDARD", "paymentForm": "CREDIT"},
        "mexico": {"paymentMethod": "other", "paymentType": "PPD", "cfdiUse": "G03"},
        "peru": {"operationType": "INTERNAL_SALE"},
        "costaRica": {"saleCondition": "CREDIT", "paymentMethod": "CASH"},
    }.get(place.version, {})


def _line(year: _Year, item: Ware) -> Record:
    key, price, tax = item
    line: Record = {"id": key, "price": price, "quantity": year.chance.randrange(1, 6)}
    if tax != "1":
        line["tax"] = [{"id": tax}]
    if year.chance.random() < 0.15:
        line["discount"] = year.chance.choice((5, 10, 15))
    return line


def _fate(year: _Year, invoice: Record, ago: int) -> None:
    """What became of an invoice: the older, the likelier it is paid."""
    roll = year.chance.random()
    if roll < 0.04:
        year.post(f"/invoices/{invoice['id']}/void", {}, date.fromisoformat(invoice["date"]))
    elif roll < 0.09:
        _credit(year, invoice)
    elif roll < (0.92 if ago > 90 else 0.6):
        _pay(year, invoice, invoice["balance"], ago)
    elif roll < 0.96:
        _pay(year, invoice, year.books.money(invoice["balance"] * 2 / 5), ago)


def _pay(year: _Year, invoice: Record, amount: Any, ago: int) -> None:
    day = year.today - timedelta(days=max(0, ago - year.chance.randrange(0, 45)))
    body = {
        "date": day.isoformat(),
        "bankAccount": {"id": str(year.chance.choice((1, 2, 2)))},
        "paymentMethod": year.chance.choice(_METHODS),
        "type": "in",
        "client": {"id": invoice["client"]["id"]},
        "invoices": [{"id": invoice["id"], "amount": amount}],
    }
    made = year.post("/payments", body, day)
    if year.chance.random() < 0.03:
        year.post(f"/payments/{made['id']}/void", {}, day)


def _credit(year: _Year, invoice: Record) -> None:
    """The first line given back, and applied to the invoice."""
    line = invoice["items"][0]
    body: Record = {
        "date": invoice["date"],
        "client": {"id": invoice["client"]["id"]},
        "items": [{key: line[key] for key in ("id", "price", "quantity", "discount", "tax")}],
        "invoices": [{"id": invoice["id"], "amount": line["total"]}],
        "cause": "Devolución",
    }
    if year.place.version in _PART_GIVEN_BACK:
        body["type"] = _PART_GIVEN_BACK[year.place.version]
    if invoice["stamp"]:
        body["stamp"] = {"generateStamp": True}
    year.post("/credit-notes", body, date.fromisoformat(invoice["date"]))


# The kind of credit note (S112); the spelling is the API's own.
_PART_GIVEN_BACK = {
    "colombia": "PARTIALL_DEVOLUTION",
    "mexico": "03",
    "peru": "DEVOLUTION_BY_ITEM",
    "costaRica": "CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT",
    "panama": "CREDIT_NOTE_FE",
}


def _expenses(year: _Year) -> None:
    """Rent and utilities, on the fifth of each of the last twelve months."""
    months: list[date] = []
    day = year.today.replace(day=5)
    while len(months) < 12:
        if day <= year.today:
            months.append(day)
        day = (day.replace(day=1) - timedelta(days=1)).replace(day=5)
    for day in reversed(months):
        _spend(year, day, "4", 900)
        _spend(year, day, "5", 120 + day.month * 7 % 40)


def _spend(year: _Year, day: date, category: str, worth: int) -> None:
    price = year.books.money(worth * year.place.scale)
    body = {
        "date": day.isoformat(),
        "bankAccount": {"id": "2"},
        "paymentMethod": "transfer",
        "type": "out",
        "categories": [{"id": category, "price": price, "quantity": 1}],
    }
    year.post("/payments", body, day)
