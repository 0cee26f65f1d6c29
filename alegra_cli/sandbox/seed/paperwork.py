"""Everything around the sales: estimates, remissions, vouchers, adjustments, what recurs.

It stands on S60, S78, S82.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.resources.recurring_invoices import months_later
from alegra_cli.sandbox.seed.countries import CountrySeed
from alegra_cli.sandbox.seed.people import SeedClient
from alegra_cli.sandbox.seed.things import Ware, price

Record = dict[str, Any]


def fill(
    books: PastBooks,
    place: CountrySeed,
    chance: random.Random,
    clients: Sequence[SeedClient],
    items: Sequence[Ware],
    today: date,
) -> None:
    for number in range(6):
        day = today - timedelta(days=50 - 8 * number)
        books.turn_to(day, number)
        body = _document(chance, clients, items, day)
        books.call("POST", "/estimates", {**body, "anotation": "Oferta válida por 15 días"})
        if number % 2 == 0:
            remission = books.call("POST", "/remissions", body)
            if number == 4:
                books.call("POST", f"/remissions/{remission['id']}/void", {})
    _extra_charge(books, place)
    _recurring(books, chance, clients, items, today)
    _stock(books, today)
    _vouchers(books, place, today)
    if place.version == "mexico":
        _tickets(books, place, today)


def _document(
    chance: random.Random, clients: Sequence[SeedClient], items: Sequence[Ware], day: date
) -> Record:
    return {
        "date": day.isoformat(),
        "dueDate": (day + timedelta(days=15)).isoformat(),
        "client": {"id": chance.choice(clients).id},
        "items": [_line(item, chance.randrange(1, 4)) for item in chance.sample(list(items), 2)],
        "seller": {"id": "1"},
    }


def _line(item: Ware, quantity: int) -> Record:
    key, amount, tax = item
    line: Record = {"id": key, "price": amount, "quantity": quantity}
    return line if tax == "1" else {**line, "tax": [{"id": tax}]}


def _extra_charge(books: PastBooks, place: CountrySeed) -> None:
    """Two debit notes to clients, one of them about an open invoice."""
    is_open = "json_extract(body, '$.status') = 'open'"
    invoice = books.store.find("invoices", is_open, order="seq DESC", limit=1)[0]
    day = date.fromisoformat(invoice["date"])
    books.turn_to(day, 9)
    body: Record = {
        "date": invoice["date"],
        "dueDate": invoice["dueDate"],
        "client": {"id": invoice["client"]["id"]},
        "items": [{"id": "1", "price": price(place, 12), "quantity": 1}],
    }
    books.call("POST", "/income-debit-notes", {**body, "invoice": {"id": invoice["id"]}})
    books.call("POST", "/income-debit-notes", body)


def _recurring(
    books: PastBooks,
    chance: random.Random,
    clients: Sequence[SeedClient],
    items: Sequence[Ware],
    today: date,
) -> None:
    """A monthly and a quarterly invoice, whose first day is still to come.

    Also for who looks at a company of a past day, which would grow by them otherwise.
    """
    start = months_later(max(today, date.today()), 1).replace(day=5)
    for every in (1, 3):
        books.turn_to(today, every)
        body = {
            "startDate": start.isoformat(),
            "repeatEvery": every,
            "term": 30,
            "client": {"id": chance.choice(clients).id},
            "numberTemplate": {"id": "2"},
            "items": [_line(chance.choice(items), 1)],
        }
        books.call("POST", "/recurring-invoices", body)
    books.put(
        "recurring-payments",
        {
            "id": "1",
            "number": "1",
            "startDate": (today - timedelta(days=200)).isoformat(),
            "endDate": None,
            "amount": "100.0000000000",
            "repeatEvery": "1",
            "datesEditable": True,
            "decimalPrecision": str(books.company["decimalPrecision"]),
            "account": {"id": "2", "name": "Banco Ejemplo", "type": "bank"},
            "currency": None,
        },
    )


def _stock(books: PastBooks, today: date) -> None:
    """A count that found three more, and five pieces sent to the other warehouse."""
    item = next(item for item in books.store.find("items") if item["inventory"])
    day = today - timedelta(days=20)
    books.turn_to(day, 1)
    adjustment = {"type": "in", "unitCost": item["inventory"]["unitCost"], "quantity": 3}
    books.call(
        "POST",
        "/inventory-adjustments",
        {
            "date": day.isoformat(),
            "observations": "Conteo físico",
            "items": [{"id": item["id"], **adjustment}],
        },
    )
    books.call(
        "POST",
        "/warehouse-transfers",
        {
            "date": day.isoformat(),
            "origin": {"id": "1"},
            "destination": {"id": "2"},
            "observations": "Reposición",
            "items": [{"id": item["id"], "quantity": 5}],
        },
    )


def _vouchers(books: PastBooks, place: CountrySeed, today: date) -> None:
    for number, (debit, credit, worth) in enumerate((("4", "7", 300), ("5", "7", 90)), 1):
        day = today - timedelta(days=30 * number)
        books.turn_to(day, number)
        amount = price(place, worth)
        books.call(
            "POST",
            "/journals",
            {
                "date": day.isoformat(),
                "reference": f"AJ-{number:02}",
                "observations": "Causación",
                "entries": [
                    {"id": debit, "debit": amount, "credit": 0},
                    {"id": credit, "debit": 0, "credit": amount},
                ],
            },
        )


def _tickets(books: PastBooks, place: CountrySeed, today: date) -> None:
    """Sales over the counter that wait for a global invoice; they have no routes of their own."""
    for number in range(1, 7):
        day = (today - timedelta(days=number)).isoformat()
        total = price(place, 10 * number)
        books.put(
            "sale-tickets",
            {
                "id": str(number),
                "date": day,
                "dueDate": day,
                "status": "open",
                "client": {"id": "1", "identification": "XAXX010101000"},
                "numberTemplate": {"id": None, "prefix": "T", "number": str(number), "text": None},
                "total": total,
                "totalPaid": total,
                "balance": 0,
                "paymentType": "PUE",
                "paymentMethod": "cash",
                "items": [
                    {"id": "1", "price": total, "quantity": "1.00", "tax": [], "total": total}
                ],
            },
        )
