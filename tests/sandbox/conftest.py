"""Books to play with: a small company of one's own for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.sandbox.books.backdated import Backdated
from alegra_cli.sandbox.books.books import Books, SandboxRefusal
from tests.conftest import Companies

TODAY = date(2026, 6, 15)
LINE: dict[str, Any] = {"id": "1", "price": 100, "quantity": 1}


@pytest.fixture
def books(companies: Companies, tmp_path: Path) -> Iterator[Books]:
    """The Colombian company, to be written into."""
    path = tmp_path / "books.sqlite3"
    shutil.copy(companies(today=TODAY), path)
    made = Backdated(Books(path))
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
        here = Backdated(Books(path))
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
