"""Debit notes."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import PIECE, SUPPLIER, available, bill, bill_state, refused


def note(books: Books, *items: dict[str, Any], **more: Any) -> Any:
    body = {"date": "2026-06-03", "client": SUPPLIER, "items": list(items) or [PIECE], **more}
    return books.call("POST", "/debit-notes", body)


def test_a_debit_note_lowers_what_is_owed_and_takes_stock_out(books: Books) -> None:
    key = bill(books, {**PIECE, "quantity": 3})["id"]
    before = available(books, "15")
    made = note(books, bills=[{"id": key, "amount": 60}])
    assert (made["status"], str(made["balance"])) == ("open", "40.00")
    assert (bill_state(books, key), available(books, "15")) == (("open", "240.00"), before - 1)
    assert refused(books, "DELETE", f"/bills/{key}").status == 400
    again = books.call("PUT", f"/debit-notes/{made['id']}", {"bills": [{"id": key, "amount": 100}]})
    assert (again["status"], bill_state(books, key)) == ("closed", ("open", "200.00"))
    books.call("DELETE", f"/debit-notes/{made['id']}")
    assert (bill_state(books, key), available(books, "15")) == (("open", "300.00"), before)


def test_a_debit_note_is_not_applied_beyond_itself_or_the_bill(books: Books) -> None:
    key = bill(books, {**PIECE, "price": 50})["id"]
    body = {"date": "2026-06-03", "client": SUPPLIER, "items": [PIECE]}
    for lines in ([51], [25, 26]):
        bills = [{"id": key, "amount": amount} for amount in lines]
        assert refused(books, "POST", "/debit-notes", {**body, "bills": bills}).body["code"] == 9030
    refund = [{"account": {"id": "1"}, "date": "2026-06-03", "amount": 101}]
    assert refused(books, "POST", "/debit-notes", {**body, "refunds": refund}).body["code"] == 9030
    assert refused(books, "POST", "/debit-notes", {**body, "bills": ["x"]}).status == 400
    assert bill_state(books, key) == ("open", "50.00")


def test_updates_of_debit_notes_are_partial(books: Books) -> None:
    key = note(books, observations="a")["id"]
    changed = books.call("PUT", f"/debit-notes/{key}", {"client": {"id": "8"}, "warehouse": "2"})
    assert (changed["client"]["id"], changed["warehouse"]["id"]) == ("8", "2")
    assert (changed["observations"], str(changed["total"])) == ("a", "100.00")
