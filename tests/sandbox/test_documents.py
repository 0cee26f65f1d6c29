"""Invoices, payments and credit notes: arithmetic, states, stock, numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alegra_cli.exact import Number
from alegra_cli.sandbox.books.books import Books
from tests.sandbox.conftest import LINE, invoice, refused

CENT = Decimal("0.01")
AMOUNTS = st.decimals(0, 10**9, places=4).map(lambda value: Number(format(value, "f")))
TAXES = st.sampled_from([[], ["2"], ["3"], ["2", "3"]])
QUANTITIES = st.decimals("0.001", 10**4, places=3).map(lambda value: Number(format(value, "f")))


def round_half_up(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(
            AMOUNTS,
            QUANTITIES,
            st.integers(0, 100),
            st.sampled_from([[], ["2"], ["3"], ["2", "3"]]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_totals_are_the_sums_of_what_the_lines_show(
    books: Books, drawn: list[tuple[Number, Number, int, list[str]]]
) -> None:
    rates = {"2": Decimal("0.19"), "3": Decimal("0.05")}
    subtotal = discount = tax = Decimal(0)
    lines = []
    for price, quantity, percent, taxes in drawn:
        lines.append(
            {
                "id": "1",
                "price": price,
                "quantity": quantity,
                "discount": percent,
                "tax": [{"id": key} for key in taxes],
            }
        )
        base = round_half_up(price * quantity)
        off = round_half_up(base * percent / 100)
        subtotal, discount = subtotal + base, discount + off
        tax += sum((round_half_up((base - off) * rates[key]) for key in taxes), Decimal(0))
    made = invoice(books, *lines, status="draft")
    assert (made["subtotal"], made["discount"], made["tax"]) == (subtotal, discount, tax)
    assert made["total"] == made["balance"] == subtotal - discount + tax
    assert made["total"] == sum(line["total"] for line in made["items"])


def test_the_books_of_a_whole_year_add_up(books: Books) -> None:
    """Every balance, told from payments and credit notes by an independent reckoning."""
    paid: dict[str, Decimal] = {}
    for payment in books.store.find("payments"):
        for line in payment["invoices"] if payment["status"] == "open" else []:
            paid[line["id"]] = paid.get(line["id"], Decimal(0)) + line["amount"]
    for note in books.store.find("credit-notes"):
        for line in note["invoices"]:
            paid[line["id"]] = paid.get(line["id"], Decimal(0)) + line["amount"]
    for record in books.store.find("invoices"):
        left = record["total"] - paid.get(record["id"], Decimal(0))
        assert record["balance"] == left >= 0
        if record["status"] == "closed":
            assert left == 0
        if record["status"] == "open":
            assert left > 0


def test_status_by_default_and_with_payments(books: Books) -> None:
    body = {"date": "2026-06-01", "dueDate": "2026-06-01", "client": {"id": "1"}, "items": [LINE]}
    assert books.call("POST", "/invoices", body)["status"] == "draft"
    payment = {"date": "2026-06-01", "account": {"id": "1"}, "amount": 40, "paymentMethod": "cash"}
    part = books.call("POST", "/invoices", {**body, "payments": [payment]})
    assert (part["status"], str(part["balance"])) == ("open", "60.00")
    full = books.call("POST", "/invoices", {**body, "payments": [{**payment, "amount": 100}]})
    assert (full["status"], str(full["balance"])) == ("closed", "0.00")


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


def test_a_refused_write_leaves_nothing_behind(books: Books) -> None:
    before = books.store.count("invoices"), books.call("GET", "/number-templates/2")
    body = {
        "date": "2026-06-01",
        "dueDate": "2026-06-01",
        "client": "1",
        "items": [LINE],
        "numberTemplate": {"id": "2"},
        "stamp": {"generateStamp": True},
    }
    assert refused(books, "POST", "/invoices", body).body["code"] == 3051
    assert before == (books.store.count("invoices"), books.call("GET", "/number-templates/2"))


def test_numbers_advance_and_end(books: Books) -> None:
    template = books.call(
        "POST",
        "/number-templates",
        {
            "name": "T",
            "documentType": "invoice",
            "prefix": "T-",
            "nextInvoiceNumber": 8,
            "maxInvoiceNumber": 9,
        },
    )
    ask = {"numberTemplate": {"id": template["id"]}}
    told = [invoice(books, **ask)["numberTemplate"]["fullNumber"] for _time in range(2)]
    assert told == ["T-8", "T-9"]
    with pytest.raises(Exception, match="último número"):
        invoice(books, **ask)
    assert refused(books, "DELETE", f"/number-templates/{template['id']}").status == 400


def available(books: Books, item: str, **query: str) -> Decimal:
    return Decimal(
        str(books.call("GET", f"/items/{item}", query=query)["inventory"]["availableQuantity"])
    )


def test_stock_moves_with_documents(books: Books) -> None:
    before = available(books, "15")
    sold = {"id": "15", "price": 10, "quantity": 4}
    key = invoice(books, sold)["id"]
    assert available(books, "15") == before - 4
    assert available(books, "15", documentDate="2000-01-01") != before - 4
    note = books.call(
        "POST",
        "/credit-notes",
        {"date": "2026-06-03", "client": "1", "items": [{**sold, "quantity": 1}]},
    )
    assert available(books, "15") == before - 3
    books.call("DELETE", f"/credit-notes/{note['id']}")
    books.call("POST", f"/invoices/{key}/void")
    assert available(books, "15") == before
    invoice(books, sold, status="draft")
    assert available(books, "15") == before


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


def test_retentions_change_the_balance(books: Books) -> None:
    key = invoice(books)["id"]
    path = f"/invoices/{key}/retentionsApplied"
    books.call("PUT", path, {"retentions": [{"id": "1", "amount": "2.5"}]})
    assert state(books, key) == ("open", "97.50")
    books.call("PUT", path, {"retentions": []})
    assert state(books, key) == ("open", "100.00")


@pytest.mark.parametrize(
    "change",
    [
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
    ],
    ids=str,
)
def test_wrong_invoices_are_refused(books: Books, change: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"^400 "):
        invoice(books, **change)
