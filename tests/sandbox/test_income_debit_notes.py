"""Income debit notes."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import LINE, PAPER, invoice, refused


def test_a_debit_note_to_a_client_has_its_own_balance(books: Books) -> None:
    key = invoice(books)["id"]
    body = {**PAPER, "invoice": {"id": key}, "items": [{**LINE, "tax": [{"id": "2"}]}]}
    made = books.call("POST", "/income-debit-notes", body)
    assert (str(made["total"]), str(made["balance"]), made["status"]) == (
        "119.00",
        "119.00",
        "open",
    )
    assert (made["invoice"]["id"], type(made["numberTemplate"]["number"])) == (key, int)
    assert str(books.call("GET", f"/invoices/{key}")["balance"]) == "100.00"
    path = f"/income-debit-notes/{made['id']}"
    changed = books.call("PUT", path, {"items": [LINE]})
    assert (str(changed["balance"]), changed["invoice"]["id"]) == ("100.00", key)
    draft = invoice(books, status="draft")["id"]
    no = refused(books, "POST", "/income-debit-notes", {**body, "invoice": {"id": draft}})
    assert no.status == 400
    stamped = books.call("PUT", path, {"stamp": {"generateStamp": True}})
    assert stamped["stamp"]["legalStatus"]
    assert refused(books, "DELETE", path).status == 400


def test_a_debit_note_to_a_client_is_annulled(books: Books) -> None:
    made = books.call("POST", "/income-debit-notes", {**PAPER, "items": [LINE]})
    path = f"/income-debit-notes/{made['id']}"
    assert made["status"] == "open"
    assert books.call("POST", f"{path}/void")["code"] == 200
    assert books.call("GET", path)["status"] == "void"
    assert refused(books, "POST", f"{path}/void").status == 400


def test_one_that_is_refused_a_stamp_stays(books: Books) -> None:
    books.settings.set("authority", "rejects")
    no = refused(books, "POST", "/income-debit-notes", {**PAPER, "stamp": {"generateStamp": True}})
    kept = no.body["debitNote"]
    assert (no.body["error"]["code"], kept["stamp"]) == (3051, None)
    assert books.call("GET", f"/income-debit-notes/{kept['id']}")["status"] == "open"
