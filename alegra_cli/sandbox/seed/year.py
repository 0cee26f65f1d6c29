"""A year of business: invoices in the order of their dates, and what became of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.seed.countries import Place
from alegra_cli.sandbox.seed.things import Item

Record = dict[str, Any]
_TERMS = {"1": 0, "2": 15, "3": 30, "4": 60}
_METHODS = ("transfer", "transfer", "cash", "credit-card", "deposit")


class _Year:
    """The state that the documents share while they are made."""

    def __init__(
        self, books: Books, place: Place, chance: random.Random, items: Sequence[Item], today: date
    ) -> None:
        self.books = books
        self.place = place
        self.chance = chance
        self.items = items
        self.today = today


def fill(
    books: Books,
    place: Place,
    chance: random.Random,
    clients: Sequence[str],
    items: Sequence[Item],
    count: int,
    today: date,
) -> None:
    """`count` invoices over the 365 days up to `today`, with payments, voids and credit notes."""
    year = _Year(books, place, chance, items, today)
    days = sorted(chance.randrange(1, 365) for _each in range(count - 12))
    for ago in reversed(days):
        invoice = _invoice(year, chance.choice(clients), today - timedelta(days=ago))
        _fate(year, invoice, ago)
    # This week, so that every company has fresh documents and drafts, whatever the chance.
    for number in range(12):
        day = today - timedelta(days=6 - number // 2)
        _invoice(year, chance.choice(clients), day, draft=number % 3 == 2)
    _expenses(year)


def _invoice(year: _Year, client: str, day: date, draft: bool = False) -> Record:
    chance = year.chance
    term = chance.choice(tuple(_TERMS))
    lines = [_line(year, item) for item in chance.sample(year.items, chance.randrange(1, 5))]
    electronic = not draft and chance.random() < 0.7
    body: Record = {
        "date": day.isoformat(),
        "dueDate": (day + timedelta(days=_TERMS[term])).isoformat(),
        "client": {"id": client},
        "items": lines,
        "status": "draft" if draft else "open",
        "seller": {"id": str(chance.choice((1, 2)))},
        "anotation": "Gracias por su compra",
        **_of_country(year.place),
    }
    if not electronic and not draft:
        body["numberTemplate"] = {"id": "2"}
    if electronic:
        body["stamp"] = {"generateStamp": True}
    made: Record = year.books.call("POST", "/invoices", body)
    return made


def _of_country(place: Place) -> Record:
    return {
        "colombia": {"type": "NATIONAL", "operationType": "STANDARD", "paymentForm": "CREDIT"},
        "mexico": {"paymentMethod": "transfer", "paymentType": "PPD", "cfdiUse": "G03"},
        "peru": {"operationType": "INTERNAL_SALE"},
        "costaRica": {"saleCondition": "CREDIT", "paymentMethod": "CASH"},
    }.get(place.version, {})


def _line(year: _Year, item: Item) -> Record:
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
        year.books.call("POST", f"/invoices/{invoice['id']}/void", {})
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
    made = year.books.call("POST", "/payments", body)
    if year.chance.random() < 0.03:
        year.books.call("POST", f"/payments/{made['id']}/void", {})


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
    if year.place.version == "colombia":
        body["type"] = "VOID_ELECTRONIC_INVOICE"
    if invoice["stamp"]:
        body["stamp"] = {"generateStamp": True}
    year.books.call("POST", "/credit-notes", body)


def _expenses(year: _Year) -> None:
    """Rent and utilities, month after month."""
    for month in range(12, 0, -1):
        day = year.today - timedelta(days=30 * month)
        for category, worth in (("4", 900), ("5", 140)):
            price = year.books.money(worth * year.place.scale)
            year.books.call(
                "POST",
                "/payments",
                {
                    "date": day.isoformat(),
                    "bankAccount": {"id": "2"},
                    "paymentMethod": "transfer",
                    "type": "out",
                    "categories": [{"id": category, "price": price, "quantity": 1}],
                },
            )
