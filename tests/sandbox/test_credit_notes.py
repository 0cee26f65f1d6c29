"""Credit notes."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books, SandboxRefusal
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


def credit(books: Books, key: str, amount: Any, **more: Any) -> Any:
    body = {
        "date": "2026-06-03",
        "client": "1",
        "items": [LINE],
        "invoices": [{"id": key, "amount": amount}],
        **more,
    }
    return books.call("POST", "/credit-notes", body)


def code(books: Books, *given: Any, **more: Any) -> Any:
    with pytest.raises(SandboxRefusal) as caught:
        credit(books, *given, **more)
    return caught.value.body["code"]


def test_codes_of_wrong_credit_notes(books: Books) -> None:
    key = invoice(books)["id"]
    assert code(books, key, 101) == 9030
    assert code(books, key, 40, type="VOID_ELECTRONIC_INVOICE") == 9030
    item = books.call("POST", "/items", {"name": "A", "price": 1, "type": "service"})["id"]
    books.call("PUT", f"/items/{item}", {"status": "inactive"})
    assert code(books, key, 100, items=[{**LINE, "id": item}]) == 9053
    assert invoice(books, {**LINE, "id": item})["status"] == "open"
    who = books.call("GET", "/contacts/1")
    changed = {"name": who["name"], "identificationObject": {"type": "PP", "number": "5550009"}}
    books.call("PUT", "/contacts/1", changed)
    assert code(books, key, 100) == 9228
    changed["identificationObject"] = who["identificationObject"]
    books.call("PUT", "/contacts/1", changed)
    assert credit(books, key, 100, type="VOID_ELECTRONIC_INVOICE")["status"] == "closed"


def test_a_credit_note_that_is_refused_a_stamp_stays(books: Books) -> None:
    books.settings.set("authority", "rejects")
    key = invoice(books)["id"]
    with pytest.raises(SandboxRefusal) as caught:
        credit(books, key, 100, stamp={"generateStamp": True})
    kept = caught.value.body["creditNote"]
    assert kept.items() <= books.call("GET", f"/credit-notes/{kept['id']}").items()
    assert (kept["stamp"], state(books, key)) == (None, ("closed", "0.00"))
