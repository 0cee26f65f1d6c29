"""Books to play with: a small company of one's own for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books, SandboxRefusal
from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.database import open_books
from tests.companies import Companies

TODAY = date(2026, 6, 15)
LINE: dict[str, Any] = {"id": "1", "price": 100, "quantity": 1}


@pytest.fixture
def books(companies: Companies, tmp_path: Path) -> Iterator[Books]:
    """The Colombian company, to be written into."""
    path = tmp_path / "books.sqlite3"
    shutil.copy(companies(today=TODAY), path)
    made = PastBooks(open_books(path))
    # It stays the day of the company: what recurs would come by itself on others.
    made.turn_to(TODAY, 1)
    yield made
    made.close()


@pytest.fixture
def in_country(companies: Companies, tmp_path: Path) -> Iterator[Callable[[str], Books]]:
    """Books of a company in another country."""
    opened: list[Books] = []

    def make(country: str) -> Books:
        path = tmp_path / f"{country}.sqlite3"
        shutil.copy(companies(country, today=TODAY), path)
        here = PastBooks(open_books(path))
        here.turn_to(TODAY, 1)
        opened.append(here)
        return here

    yield make
    for item in opened:
        item.close()


def invoice(books: Books, *lines: dict[str, Any], **more: Any) -> Any:
    body = {
        "date": "2026-06-01",
        "dueDate": "2026-06-30",
        "client": "1",
        "status": "open",
        "items": list(lines) or [LINE],
        "numberTemplate": {"id": "2"},
        **more,
    }
    return books.call("POST", "/invoices", body)


def refused(books: Books, *call: Any, **query: Any) -> SandboxRefusal:
    with pytest.raises(SandboxRefusal) as caught:
        books.call(*call, **query)
    return caught.value


def pay(books: Books, key: str, amount: Any) -> Any:
    return books.call(
        "POST",
        "/payments",
        {
            "date": "2026-06-02",
            "bankAccount": {"id": "1"},
            "paymentMethod": "cash",
            "invoices": [{"id": key, "amount": amount}],
        },
    )


def state(books: Books, key: str) -> tuple[str, str]:
    record = books.call("GET", f"/invoices/{key}")
    return record["status"], str(record["balance"])


def available(books: Books, item: str, **query: str) -> Decimal:
    return Decimal(
        str(books.call("GET", f"/items/{item}", query=query)["inventory"]["availableQuantity"])
    )


DAY = "2026-06-01"


def account(books: Books, **more: Any) -> str:
    body = {"name": "Caja", "type": "cash", "initialBalance": "10.50", "initialBalanceDate": DAY}
    return str(books.call("POST", "/bank-accounts", {**body, **more})["id"])


def move_money(books: Books, account: str, kind: str, price: Any) -> str:
    line = {"id": "5", "price": price, "quantity": 1}
    body = {"date": DAY, "bankAccount": account, "paymentMethod": "cash", "type": kind}
    return str(books.call("POST", "/payments", {**body, "categories": [line]})["id"])


def contact(books: Books, **body: Any) -> Any:
    return books.call("POST", "/contacts", {"name": "Ana", **body})


SUPPLIER = {"id": "5"}


PIECE: dict[str, Any] = {"id": "15", "price": 100, "quantity": 1}


def bill(books: Books, *items: dict[str, Any], **more: Any) -> Any:
    body = {
        "date": "2026-06-01",
        "dueDate": "2026-06-30",
        "provider": SUPPLIER,
        "purchases": {"items": list(items) or [PIECE]},
        **more,
    }
    return books.call("POST", "/bills", body)


def bill_state(books: Books, key: str) -> tuple[str, str]:
    record = books.call("GET", f"/bills/{key}")
    return record["status"], str(record["balance"])


def bill_ids(books: Books, **query: str) -> list[str]:
    every = {"limit": "30", "order_direction": "DESC", **query}
    return [row["id"] for row in books.call("GET", "/bills", query=every)]


DATES = {"date": "2026-06-01", "dueDate": "2026-06-16"}


PAPER = {**DATES, "client": "1", "items": [LINE]}


def status(books: Books, path: str) -> str:
    return str(books.call("GET", path)["status"])


ITEM = "15"


def stock(books: Books) -> dict[str, Decimal]:
    """What there is of the item, by warehouse."""
    places = books.call("GET", f"/items/{ITEM}")["inventory"]["warehouses"]
    return {place["id"]: Decimal(place["availableQuantity"]) for place in places}


def transfer(books: Books, quantity: Any, origin: str = "1", destination: str = "2") -> Any:
    body = {
        "date": DAY,
        "origin": {"id": origin},
        "destination": {"id": destination},
        "items": [{"id": ITEM, "quantity": quantity}],
    }
    return books.call("POST", "/warehouse-transfers", body)


def adjust(books: Books, way: str, quantity: Any, **more: Any) -> Any:
    line = {"id": ITEM, "type": way, "unitCost": 10, "quantity": quantity}
    return books.call("POST", "/inventory-adjustments", {"date": DAY, "items": [line], **more})


WHOLE: dict[str, dict[str, Any]] = {
    "/warehouses": {"name": "Sur", "address": "Calle 9"},
    "/price-lists": {"name": "Feria", "type": "percentage", "percentage": 5},
    "/variant-attributes": {"name": "Color", "options": [{"value": "Rojo"}]},
    "/custom-fields": {"name": "Garantía", "resourceType": "item", "type": "int"},
    "/item-categories": {"name": "Ropa", "description": "Prendas"},
}
