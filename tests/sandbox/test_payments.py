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


OUT: dict[str, Any] = {"type": "out", "date": "2026-06-02", "bankAccount": {"id": "2"}}
ACCOUNT: dict[str, Any] = {"id": "5", "price": 30, "quantity": 1}


def test_money_out_pays_lines_of_vouchers_without_a_means(books: Books) -> None:
    lines = [{"idJournal": "1", "documentLineId": "2", "amount": "12.5"}]
    made = books.call("POST", "/payments", {**OUT, "documentLines": lines, "metadata": '{"a": 1}'})
    assert (str(made["amount"]), made["paymentMethod"]) == ("12.50", None)
    assert (made["documentLines"][0]["idJournal"], made["metadata"]) == ("1", '{"a": 1}')
    for wrong, code in (
        ({"documentLines": [{"idJournal": "999", "documentLineId": "1", "amount": 1}]}, 400),
        ({"documentLines": [{**lines[0], "amount": 0}]}, 400),
        ({"documentLines": lines, "type": "in", "paymentMethod": "cash"}, 400),
        ({"categories": [ACCOUNT], "type": "in"}, 400),
        ({"documentLines": lines, "metadata": "{"}, 400),
        ({"documentLines": lines, "metadata": {"a": 1}}, 400),
        ({"documentLines": lines, "numberTemplate": {"id": "4"}}, 4006),
        ({"bills": [{"id": "1", "amount": 1}], "invoices": [{"id": "1", "amount": 1}]}, 4012),
    ):
        assert refused(books, "POST", "/payments", {**OUT, **wrong}).body["code"] == code, wrong


def test_a_payment_into_several_accounts_is_listed_once_for_each(books: Books) -> None:
    before = books.call("GET", "/payments", query={"metadata": "true", "limit": "1"})
    two = {**OUT, "categories": [ACCOUNT, {**ACCOUNT, "id": "4"}], "client": "9"}
    key = books.call("POST", "/payments", two)["id"]
    one = {**OUT, "categories": [ACCOUNT], "client": "9"}
    other = books.call("POST", "/payments", one)["id"]

    def listed(**query: str) -> list[str]:
        rows = books.call("GET", "/payments", query={"type": "out", "client_id": "9", **query})
        return [row["id"] for row in rows]

    assert listed() == [key, key, other]
    assert listed(start="1", limit="2") == [key, other]
    after = books.call("GET", "/payments", query={"metadata": "true", "limit": "1"})
    assert after["metadata"]["total"] == before["metadata"]["total"] + 3
    assert listed(account_id="1") == []
    span = {"from": "2026-06-02", "to": "2026-06-02", "account_id": "2"}
    assert listed(**span) == listed()
    assert listed(**{**span, "from": "2026-06-03"}) == []


def test_a_void_payment_says_why_and_a_reconciled_one_is_not_deleted(books: Books) -> None:
    made = books.call("POST", "/payments", {**OUT, "categories": [ACCOUNT]})
    path = f"/payments/{made['id']}"
    assert refused(books, "POST", f"{path}/void", {"voidDate": "x"}).status == 400
    told = books.call("POST", f"{path}/void", {"voidCause": "Error", "voidDate": "2026-06-03"})
    assert (told["voidCause"], told["status"]) == ("Error", "void")
    books.call("POST", f"{path}/open")
    matched = {"account": "2", "date": "2026-06-30", "realBalance": 0, "status": "draft"}
    books.call("POST", "/conciliations", {**matched, "transactions": [{"id": made["id"]}]})
    assert refused(books, "DELETE", path).status == 403


def test_a_receipt_that_is_refused_a_stamp_stays(in_country: Any) -> None:
    mexico = in_country("mexico")
    mexico.settings.set("authority", "rejects")
    body = {**OUT, "categories": [ACCOUNT], "stamp": {"generateStamp": True}}
    no = refused(mexico, "POST", "/payments", body)
    kept = no.body["payment"]
    assert (no.body["error"]["code"], kept["stamp"], kept["status"]) == (3051, None, "open")
    mexico.settings.set("authority", "accepts")
    assert mexico.call("POST", f"/payments/{kept['id']}/stamp", {})["stamp"]["uuid"]


def test_the_type_of_money_out_is_in_capitals_in_the_dominican_republic(in_country: Any) -> None:
    books = in_country("republicaDominicana")
    body = {**OUT, "categories": [ACCOUNT]}
    good, wrong = (
        {**body, "metadata": f'{{"paymentType": "{kind}"}}'} for kind in ("CASH", "cash")
    )
    assert books.call("POST", "/payments", good)["metadata"]
    assert refused(books, "POST", "/payments", wrong).status == 400
