"""Credit notes."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import LINE, invoice, refused, state


def test_credit_notes_apply_and_give_back(books: Books) -> None:
    key = invoice(books)["id"]
    body = {"date": "2026-06-03", "client": "1", "items": [{**LINE, "price": 60}]}
    too_much = {**body, "invoices": [{"id": key, "amount": 61}]}
    assert refused(books, "POST", "/credit-notes", too_much).body["code"] == 9030
    note = books.call("POST", "/credit-notes", {**body, "invoices": [{"id": key, "amount": 60}]})
    assert (note["status"], state(books, key)) == ("closed", ("open", "40.00"))
    changed = books.call(
        "PUT", f"/credit-notes/{note['id']}", {"invoices": [{"id": key, "amount": 10}]}
    )
    assert (changed["status"], str(changed["balance"])) == ("open", "50.00")
    assert state(books, key) == ("open", "90.00")
    books.call("DELETE", f"/credit-notes/{note['id']}")
    assert state(books, key) == ("open", "100.00")


def test_a_stamped_credit_note_stays_stamped(books: Books) -> None:
    body = {"date": "2026-06-03", "client": "1", "items": [LINE], "stamp": {"generateStamp": True}}
    key = books.call("POST", "/credit-notes", body)["id"]
    assert books.call("GET", f"/credit-notes/{key}")["stamp"]["cude"]
    assert refused(books, "PUT", f"/credit-notes/{key}", {"observations": "x"}).status == 400
    assert refused(books, "DELETE", f"/credit-notes/{key}").status == 400
