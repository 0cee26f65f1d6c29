"""What the company buys: orders, bills, what it paid of them, what went back (S84, S93)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.seed.countries import CountrySeed
from alegra_cli.sandbox.seed.things import price

Record = dict[str, Any]
_BILLS = 24


def fill(books: PastBooks, place: CountrySeed, chance: random.Random, today: date) -> None:
    """Two dozen bills over the last year, the older ones mostly paid."""
    suppliers = [
        contact["id"]
        for contact in books.store.find("contacts")
        if "provider" in contact["type"] and contact["status"] == "active"
    ]
    stocked = [
        item["id"]
        for item in books.store.find("items")
        if item["inventory"] and item["status"] == "active"
    ]
    for number in range(_BILLS):
        ago = 355 - number * 15
        day = today - timedelta(days=ago)
        books.turn_to(day, number)
        bill = _bill(books, place, chance, suppliers, stocked, day, number)
        books.turn_to(day, number + 1)
        made = books.call("POST", "/bills", bill)
        _fate(books, chance, made, today, ago, number)
    _orders(books, chance, suppliers, stocked, today)


def _bill(
    books: PastBooks,
    place: CountrySeed,
    chance: random.Random,
    suppliers: list[str],
    stocked: list[str],
    day: date,
    number: int,
) -> Record:
    term = chance.choice((0, 30, 60))
    purchases: Record = {"items": _lines(books, chance, stocked)}
    if number % 3 == 0:
        amount = price(place, chance.randrange(40, 200))
        purchases["categories"] = [
            {"id": "5", "price": amount, "quantity": 1, "tax": [{"id": "2"}]}
        ]
    body: Record = {
        "date": day.isoformat(),
        "dueDate": (day + timedelta(days=term)).isoformat(),
        "provider": {"id": chance.choice(suppliers)},
        "numberTemplate": {"prefix": "PRV-", "number": str(1001 + number * 7)},
        "purchases": purchases,
    }
    if number % 6 == 5:
        body |= {"retentions": [{"id": "1", "amount": price(place, 3)}]}
    return body


def _lines(books: PastBooks, chance: random.Random, stocked: list[str]) -> list[Record]:
    lines = []
    for key in chance.sample(stocked, min(len(stocked), chance.randrange(1, 4))):
        item = books.need("items", key, "el ítem")
        line: Record = {
            "id": key,
            "price": item["inventory"]["unitCost"],
            "quantity": chance.randrange(5, 30),
        }
        if item["tax"] and item["tax"][0]["id"] != "1":
            line["tax"] = [{"id": item["tax"][0]["id"]}]
        lines.append(line)
    return lines


def _fate(
    books: PastBooks, chance: random.Random, bill: Record, today: date, ago: int, number: int
) -> None:
    if number % 8 == 3:
        _give_back(books, bill)
    elif ago > 60 or number % 4 == 0:
        part = bill["balance"] if number % 5 else books.money(bill["balance"] / Decimal(2))
        day = today - timedelta(days=max(0, ago - chance.randrange(0, 40)))
        _pay(books, bill, part, day)


def _pay(books: PastBooks, bill: Record, amount: Any, day: date) -> None:
    books.turn_to(day, 3)
    body = {
        "date": day.isoformat(),
        "bankAccount": {"id": "2"},
        "paymentMethod": "transfer",
        "type": "out",
        "client": {"id": bill["provider"]["id"]},
        "bills": [{"id": bill["id"], "amount": amount}],
    }
    books.call("POST", "/payments", body)


def _give_back(books: PastBooks, bill: Record) -> None:
    """One piece of the first line, taken off the bill."""
    line = bill["purchases"]["items"][0]
    returned = {key: line[key] for key in ("id", "price", "tax")}
    body = {
        "date": bill["date"],
        "client": {"id": bill["provider"]["id"]},
        "items": [{**returned, "quantity": 1}],
        "observations": "Devolución",
    }
    note = books.call("POST", "/debit-notes", body)
    applied = {"bills": [{"id": bill["id"], "amount": note["balance"]}]}
    books.call("PUT", f"/debit-notes/{note['id']}", applied)


def _orders(
    books: PastBooks,
    chance: random.Random,
    suppliers: list[str],
    stocked: list[str],
    today: date,
) -> None:
    """Four orders of the last weeks: one billed, one void, two open."""
    for number in range(4):
        day = today - timedelta(days=40 - 10 * number)
        books.turn_to(day, number)
        order = books.call(
            "POST",
            "/purchase-orders",
            {
                "date": day.isoformat(),
                "deliveryDate": (day + timedelta(days=15)).isoformat(),
                "provider": {"id": chance.choice(suppliers)},
                "purchases": {"items": _lines(books, chance, stocked)},
            },
        )
        if number == 0:
            bill = {
                "date": order["date"],
                "dueDate": order["deliveryDate"],
                "provider": {"id": order["provider"]["id"]},
                "numberTemplate": {"prefix": "PRV-", "number": "2001"},
                "purchases": order["purchases"],
                "purchaseOrder": {"id": order["id"]},
            }
            books.call("POST", "/bills", bill)
        elif number == 1:
            books.call("POST", f"/purchase-orders/{order['id']}/void", {})
