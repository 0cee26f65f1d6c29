"""Payments."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import invoice, pay, refused, state


def test_payments_close_void_gives_back_and_open_applies_again(books: Books) -> None:
    key = invoice(books)["id"]
    first, second = pay(books, key, 30), pay(books, key, 70)
    assert state(books, key) == ("closed", "0.00")
    books.call("POST", f"/payments/{first['id']}/void")
    assert state(books, key) == ("open", "30.00")
    other = pay(books, key, 20)
    assert refused(books, "POST", f"/payments/{first['id']}/open").status == 400
    books.call("DELETE", f"/payments/{other['id']}")
    books.call("POST", f"/payments/{first['id']}/open")
    assert state(books, key) == ("closed", "0.00")
    books.call("DELETE", f"/payments/{second['id']}")
    assert state(books, key) == ("open", "70.00")


@pytest.mark.parametrize("amount", [0, -1, "100.01", "x"])
def test_payments_beyond_the_balance_are_refused(books: Books, amount: Any) -> None:
    key = invoice(books)["id"]
    with pytest.raises(Exception, match="400"):
        pay(books, key, amount)
    assert state(books, key) == ("open", "100.00")


def test_the_same_invoice_twice_in_a_payment_is_added_up(books: Books) -> None:
    key = invoice(books)["id"]
    body = {"date": "2026-06-02", "bankAccount": "1", "paymentMethod": "cash"}
    twice = [{"id": key, "amount": 60}, {"id": key, "amount": 60}]
    assert refused(books, "POST", "/payments", {**body, "invoices": twice}).status == 400
    books.call(
        "POST",
        "/payments",
        {**body, "invoices": [{"id": key, "amount": 60}, {"id": key, "amount": 40}]},
    )
    assert state(books, key) == ("closed", "0.00")


def test_the_type_of_a_payment_never_changes(books: Books) -> None:
    made = pay(books, invoice(books)["id"], 10)
    assert refused(books, "PUT", f"/payments/{made['id']}", {"type": "out"}).status == 400


def test_stamping_a_payment_is_for_two_countries(books: Books, in_country: Any) -> None:
    made = pay(books, invoice(books)["id"], 10)
    assert refused(books, "POST", f"/payments/{made['id']}/stamp").status == 400
    mexico = in_country("mexico")
    key = mexico.call("GET", "/payments", query={"type": "in"})[0]["id"]
    assert mexico.call("POST", f"/payments/{key}/stamp")["stamp"]["uuid"]
    assert refused(mexico, "POST", f"/payments/{key}/stamp").body["code"] == 3246
