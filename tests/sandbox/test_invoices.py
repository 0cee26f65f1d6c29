"""Invoices."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books, SandboxRefusal
from alegra_cli.testing.each import each
from tests.sandbox.conftest import LINE, invoice, pay, refused, state


def test_status_by_default_and_with_payments(books: Books) -> None:
    body = {"date": "2026-06-01", "dueDate": "2026-06-01", "client": {"id": "1"}, "items": [LINE]}
    assert books.call("POST", "/invoices", body)["status"] == "draft"
    payment = {"date": "2026-06-01", "account": {"id": "1"}, "amount": 40, "paymentMethod": "cash"}
    part = books.call("POST", "/invoices", {**body, "payments": [payment]})
    assert (part["status"], str(part["balance"])) == ("open", "60.00")
    full = books.call("POST", "/invoices", {**body, "payments": [{**payment, "amount": 100}]})
    assert (full["status"], str(full["balance"])) == ("closed", "0.00")


def test_voiding(books: Books) -> None:
    key = invoice(books)["id"]
    payment = pay(books, key, 10)
    assert refused(books, "POST", f"/invoices/{key}/void").status == 400
    books.call("DELETE", f"/payments/{payment['id']}")
    assert books.call("POST", f"/invoices/{key}/void")["code"] == 200
    assert refused(books, "PUT", f"/invoices/{key}", {"observations": "x"}).status == 400
    assert refused(books, "POST", f"/invoices/{key}/void").status == 400
    assert books.call("POST", f"/invoices/{key}/open")["status"] == "open"
    draft = invoice(books, status="draft")["id"]
    assert refused(books, "POST", f"/invoices/{draft}/void").status == 400


def test_only_drafts_are_deleted_and_stamped_ones_never_change(books: Books) -> None:
    key = invoice(books)["id"]
    assert refused(books, "DELETE", f"/invoices/{key}").status == 400
    stamped = invoice(books, numberTemplate={"id": "1"}, stamp={"generateStamp": True})
    assert stamped["stamp"]["legalStatus"] == "STAMPED_AND_ACCEPTED"
    assert refused(books, "PUT", f"/invoices/{stamped['id']}", {"anotation": "x"}).status == 400
    assert refused(books, "DELETE", f"/invoices/{stamped['id']}").status == 400


def test_a_stamping_batch_answers_for_each(books: Books) -> None:
    good = invoice(books, numberTemplate={"id": "1"})["id"]
    paper = invoice(books)["id"]
    done = books.call("POST", "/invoices/stamp", {"ids": [good, paper, "none"]})
    assert [row["id"] for row in done["data"]] == [good]
    assert [(row["id"], row["code"]) for row in done["error"]] == [(paper, 3051), ("none", 404)]
    again = books.call("POST", "/invoices/stamp", {"ids": [good]})
    assert [row["code"] for row in again["error"]] == [3246]
    assert refused(books, "POST", "/invoices/stamp", {"ids": list("12345678901")}).status == 400


def test_updates_are_partial_null_clears_and_items_replace(books: Books) -> None:
    key = invoice(books, {**LINE, "quantity": 3}, anotation="a", observations="b")["id"]
    changed = books.call("PUT", f"/invoices/{key}", {"anotation": None, "items": [LINE]})
    assert (changed["anotation"], changed["observations"]) == (None, "b")
    assert str(changed["total"]) == "100.00"
    pay(books, key, 90)
    cheaper = {"items": [{**LINE, "price": 50}]}
    assert refused(books, "PUT", f"/invoices/{key}", cheaper).status == 400
    assert state(books, key) == ("open", "10.00")


def test_retentions_change_the_balance(books: Books) -> None:
    key = invoice(books)["id"]
    path = f"/invoices/{key}/retentionsApplied"
    books.call("PUT", path, {"retentions": [{"id": "1", "amount": "2.5"}]})
    assert state(books, key) == ("open", "97.50")
    books.call("PUT", path, {"retentions": []})
    assert state(books, key) == ("open", "100.00")


# What is wrong with each.
WRONG: list[dict[str, Any]] = [
    {"client": None},
    {"client": "999999"},
    {"date": None},
    {"date": "2026-02-30"},
    {"dueDate": "2026-05-01"},
    {"items": []},
    {"items": [{"id": "1"}]},
    {"items": [{**LINE, "quantity": 0}]},
    {"items": [{**LINE, "price": "ten"}]},
    {"items": [{**LINE, "tax": [{"id": "99"}]}]},
    {"items": ["x"]},
    {"status": "paid"},
    {"currency": {"code": "USD"}},
    {"currency": {"code": "XXX", "exchangeRate": 1}},
    {"numberTemplate": {"id": "3"}},
    {"seller": "99"},
]


def test_wrong_invoices_are_refused(books: Books) -> None:
    def check(change: dict[str, Any]) -> None:
        with pytest.raises(Exception, match=r"^400 "):
            invoice(books, **change)

    each(((str(change), change) for change in WRONG), check)


STAMPED: dict[str, Any] = {"numberTemplate": {"id": "1"}, "stamp": {"generateStamp": True}}


@pytest.mark.parametrize("mode", ["rejects", "rejects-bare"])
def test_an_invoice_that_is_refused_a_stamp_stays(books: Books, mode: str) -> None:
    books.settings.set("authority", mode)
    before = books.store.count("invoices")
    with pytest.raises(SandboxRefusal) as caught:
        invoice(books, status="draft", **STAMPED)
    body = caught.value.body
    kept, error = (body["invoice"], body["error"]) if mode == "rejects" else (body, body)
    assert (caught.value.status, error["code"]) == (400, 3051)
    assert (kept["status"], kept["stamp"]) == ("open", None)
    assert books.store.count("invoices") == before + 1
    again = refused(books, "PUT", f"/invoices/{kept['id']}", STAMPED).body
    assert again.get("error", again)["code"] == 3051
    books.settings.set("authority", "observes")
    done = books.call("POST", "/invoices/stamp", {"ids": [kept["id"]]})["data"]
    assert done[0]["emissionStatus"] == "STAMPED_AND_ACCEPTED_WITH_OBSERVATIONS"
    assert "FAZ09" in books.call("GET", f"/invoices/{kept['id']}")["stamp"]["warnings"][0]


def test_small_habits_of_invoices(books: Books) -> None:
    made = invoice(books, {**LINE, "reference": "x"}, paymentMethod="CREDIT_TRANSFER")
    assert made["items"][0]["reference"] is None

    def found(**query: str) -> list[str]:
        return [row["id"] for row in books.call("GET", "/invoices", query=query)]

    number = made["numberTemplate"]["fullNumber"]
    assert found(numberTemplate_fullNumber=number) == [made["id"]]
    assert made["id"] in found(numberTemplate_fullNumber=number[-2:])
    # Of several statuses it takes none.
    assert found(status="open")
    assert not found(status="open,closed")
    for wrong in ({"paymentMethod": "cash"}, {"anotation": "x" * 501}, {"observations": "x" * 501}):
        with pytest.raises(Exception, match=r"^400 "):
            invoice(books, **wrong)


def test_a_product_without_a_unit_is_not_stamped(books: Books) -> None:
    bare = books.call("POST", "/items", {"name": "Sin unidad", "price": 1})["id"]
    service = {"name": "Asesoría", "price": 1, "type": "service"}
    whole = books.call("POST", "/items", service)["id"]
    assert invoice(books, {**LINE, "id": whole}, **STAMPED)["stamp"]
    with pytest.raises(SandboxRefusal) as caught:
        invoice(books, {**LINE, "id": bare}, **STAMPED)
    assert caught.value.body["error"]["message"] == "El campo items.0.unit es requerido"
    told = books.call("PUT", f"/items/{bare}", {"inventory": {"unit": "unit"}})
    assert told["inventory"] == {"unit": "unit"}
    assert invoice(books, {**LINE, "id": bare}, **STAMPED)["items"][0]["unit"] == "unit"
