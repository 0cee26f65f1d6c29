"""What stands around invoices: estimates, remissions, debit notes, guides."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from alegra_cli.sandbox.books.books import Books
from tests.sandbox.conftest import LINE, invoice, refused

DATES = {"date": "2026-06-01", "dueDate": "2026-06-16"}
PAPER = {**DATES, "client": "1", "items": [LINE]}


def estimate(books: Books) -> str:
    return str(books.call("POST", "/estimates", PAPER)["id"])


def remission(books: Books) -> str:
    return str(books.call("POST", "/remissions", PAPER)["id"])


def status(books: Books, path: str) -> str:
    return str(books.call("GET", path)["status"])


def test_an_estimate_that_was_invoiced_stays(books: Books) -> None:
    free, used = estimate(books), estimate(books)
    made = invoice(books, estimate=used, status="draft")
    assert refused(books, "DELETE", f"/estimates/{used}").status == 400
    assert books.call("DELETE", f"/estimates/{free}")["code"] == 200
    books.call("DELETE", f"/invoices/{made['id']}")
    books.call("DELETE", f"/estimates/{used}")
    assert refused(books, "GET", f"/estimates/{used}").status == 404
    with pytest.raises(Exception, match=r"^400 "):
        invoice(books, estimate=used)


def test_updates_of_estimates_are_partial(books: Books) -> None:
    made = books.call("POST", "/estimates", {**PAPER, "observations": "a", "anotation": "b"})
    path = f"/estimates/{made['id']}"
    body = {"anotation": None, "items": [{**LINE, "quantity": 2}], "comments": ["c"]}
    changed = books.call("PUT", path, body)
    assert (changed["observations"], changed["anotation"]) == ("a", "")
    assert (str(changed["total"]), changed["items"][0]["quantity"]) == ("200.00", "2.00")
    assert changed["number"] == made["number"]
    assert books.call("GET", path, query={"fields": "comments"})["comments"] == ["c"]
    books.call("PUT", path, {"observations": "d"})
    assert books.call("GET", path, query={"fields": "comments"})["comments"] == ["c"]


def test_an_invoice_closes_its_remissions(books: Books) -> None:
    one, two = remission(books), remission(books)
    ask = {"remissions": [{"id": one}, {"id": two}]}
    made = invoice(books, **ask)["id"]
    assert [status(books, f"/remissions/{key}") for key in (one, two)] == ["closed", "closed"]
    assert refused(books, "DELETE", f"/remissions/{one}").status == 400
    assert refused(books, "POST", f"/remissions/{one}/void").status == 400
    with pytest.raises(Exception, match="no está abierta"):
        invoice(books, **ask)
    books.call("POST", f"/invoices/{made}/void")
    assert [status(books, f"/remissions/{key}") for key in (one, two)] == ["open", "open"]
    draft = invoice(books, status="draft", **ask)["id"]
    assert status(books, f"/remissions/{one}") == "closed"
    books.call("DELETE", f"/invoices/{draft}")
    assert status(books, f"/remissions/{one}") == "open"
    books.call("DELETE", f"/remissions/{one}")


def test_an_invoice_does_not_come_back_for_what_another_took(books: Books) -> None:
    key = remission(books)
    first = invoice(books, remissions=[{"id": key}])["id"]
    books.call("POST", f"/invoices/{first}/void")
    second = invoice(books, remissions=[{"id": key}])["id"]
    assert refused(books, "POST", f"/invoices/{first}/open").status == 400
    books.call("POST", f"/invoices/{second}/void")
    books.call("POST", f"/remissions/{key}/void")
    assert refused(books, "POST", f"/invoices/{first}/open").status == 400


def test_remissions_are_void_and_open_again(books: Books) -> None:
    path = f"/remissions/{remission(books)}"
    assert refused(books, "POST", f"{path}/open").status == 400
    books.call("POST", f"{path}/void")
    assert refused(books, "POST", f"{path}/void").status == 400
    assert refused(books, "PUT", path, {"observations": "x"}).status == 400
    books.call("POST", f"{path}/open")
    assert books.call("PUT", path, {"observations": "x"})["status"] == "open"


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


def test_a_global_invoice_gathers_the_tickets_once(books: Books, in_country: Any) -> None:
    mexico = in_country("mexico")
    first = mexico.call("POST", "/global-invoices", {"saleTickets": [{"id": "1"}, {"id": "1"}]})
    assert (len(first["saleTickets"]), first["total"]) == (1, first["saleTickets"][0]["total"])
    made = mexico.call("POST", "/global-invoices", {"periodicity": "MONTHLY"})
    assert [ticket["id"] for ticket in made["saleTickets"]] == list("23456")
    assert made["total"] == sum((t["total"] for t in made["saleTickets"]), Decimal(0))
    assert (made["status"], bool(made["stamp"]["uuid"])) == ("open", True)
    assert refused(mexico, "POST", "/global-invoices", {}).status == 400
    assert refused(mexico, "POST", "/global-invoices", {"saleTickets": ["2"]}).status == 400
    assert refused(mexico, "PUT", f"/global-invoices/{made['id']}", {"date": "2026-06-01"})
    assert refused(mexico, "DELETE", f"/global-invoices/{made['id']}").status == 400
    assert refused(books, "POST", "/global-invoices", {}).status == 403


def test_a_global_invoice_that_is_rejected_stays_a_draft(in_country: Any) -> None:
    mexico = in_country("mexico")
    mexico.settings.set("authority", "rejects")
    made = mexico.call("POST", "/global-invoices", {})
    assert (made["status"], made["stamp"]) == ("draft", None)
    mexico.call("DELETE", f"/global-invoices/{made['id']}")
    mexico.settings.set("authority", "accepts")
    assert mexico.call("POST", "/global-invoices", {})["status"] == "open"


def test_transportation_receipts(books: Books, in_country: Any) -> None:
    peru = in_country("peru")
    body = {
        "date": "2026-06-01",
        "dateShipping": "2026-06-02",
        "client": "1",
        "items": [{"id": "1", "quantity": 2}],
    }
    path = "/transportation-receipts"
    assert refused(books, "POST", path, body).status == 403
    for wrong in (
        {"dateShipping": "2026-05-31"},
        {"items": []},
        {"items": ["x"]},
        {"client": None},
    ):
        assert refused(peru, "POST", path, {**body, **wrong}).status == 400
    key = peru.call("POST", path, body)["id"]
    one = f"{path}/{key}"
    assert refused(peru, "POST", f"{one}/void").status == 400
    assert peru.call("PUT", one, {"weight": 5})["items"][0]["quantity"] == "2"
    told = [peru.call("POST", f"{one}/open")["status"]]
    assert refused(peru, "DELETE", one).status == 400
    assert refused(peru, "PUT", one, {"weight": 6}).status == 400
    peru.call("POST", f"{one}/void")
    assert [*told, status(peru, one)] == ["open", "void"]
    assert peru.call("POST", f"{one}/open")["voidable"] is True
    draft = peru.call("POST", path, body)["id"]
    assert peru.call("DELETE", f"{path}/{draft}")["code"] == 200
