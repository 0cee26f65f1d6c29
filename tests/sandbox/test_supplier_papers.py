"""What goes with bills: supplier debit notes and purchase orders."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books.books import Books
from tests.sandbox.conftest import refused
from tests.sandbox.test_documents import available
from tests.sandbox.test_purchases import PIECE, SUPPLIER, bill, listed, state


def note(books: Books, *items: dict[str, Any], **more: Any) -> Any:
    body = {"date": "2026-06-03", "client": SUPPLIER, "items": list(items) or [PIECE], **more}
    return books.call("POST", "/debit-notes", body)


def order(books: Books) -> Any:
    body = {
        "date": "2026-06-01",
        "deliveryDate": "2026-06-10",
        "provider": SUPPLIER,
        "purchases": {"items": [PIECE]},
    }
    return books.call("POST", "/purchase-orders", body)


def test_a_debit_note_lowers_what_is_owed_and_takes_stock_out(books: Books) -> None:
    key = bill(books, {**PIECE, "quantity": 3})["id"]
    before = available(books, "15")
    made = note(books, bills=[{"id": key, "amount": 60}])
    assert (made["status"], str(made["balance"])) == ("open", "40.00")
    assert (state(books, key), available(books, "15")) == (("open", "240.00"), before - 1)
    assert refused(books, "DELETE", f"/bills/{key}").status == 400
    again = books.call("PUT", f"/debit-notes/{made['id']}", {"bills": [{"id": key, "amount": 100}]})
    assert (again["status"], state(books, key)) == ("closed", ("open", "200.00"))
    books.call("DELETE", f"/debit-notes/{made['id']}")
    assert (state(books, key), available(books, "15")) == (("open", "300.00"), before)


def test_a_debit_note_is_not_applied_beyond_itself_or_the_bill(books: Books) -> None:
    key = bill(books, {**PIECE, "price": 50})["id"]
    body = {"date": "2026-06-03", "client": SUPPLIER, "items": [PIECE]}
    for lines in ([51], [25, 26]):
        bills = [{"id": key, "amount": amount} for amount in lines]
        assert refused(books, "POST", "/debit-notes", {**body, "bills": bills}).body["code"] == 9030
    refund = [{"account": {"id": "1"}, "date": "2026-06-03", "amount": 101}]
    assert refused(books, "POST", "/debit-notes", {**body, "refunds": refund}).body["code"] == 9030
    assert refused(books, "POST", "/debit-notes", {**body, "bills": ["x"]}).status == 400
    assert state(books, key) == ("open", "50.00")


def test_updates_of_debit_notes_are_partial(books: Books) -> None:
    key = note(books, observations="a")["id"]
    changed = books.call("PUT", f"/debit-notes/{key}", {"client": {"id": "8"}, "warehouse": "2"})
    assert (changed["client"]["id"], changed["warehouse"]["id"]) == ("8", "2")
    assert (changed["observations"], str(changed["total"])) == ("a", "100.00")


def test_an_order_is_closed_while_a_bill_refers_to_it(books: Books) -> None:
    key = order(books)["id"]
    path = f"/purchase-orders/{key}"
    billed = bill(books, purchaseOrder={"id": key})["id"]
    told = books.call("GET", path, query={"fields": "deletable"})
    assert (told["status"], told["deletable"]) == ("closed", False)
    assert [row["id"] for row in told["bills"]] == listed(books, purchaseOrder_id=key) == [billed]
    for call in (("DELETE", path), ("POST", f"{path}/void"), ("PUT", path, {"observations": "x"})):
        assert refused(books, *call).status == 400
    books.call("DELETE", f"/bills/{billed}")
    assert books.call("GET", path)["status"] == "open"
    books.call("DELETE", path)


def test_a_void_order_stays_void(books: Books) -> None:
    key = order(books)["id"]
    books.call("POST", f"/purchase-orders/{key}/void")
    assert refused(books, "POST", f"/purchase-orders/{key}/void").status == 400
    assert refused(books, "PUT", f"/purchase-orders/{key}", {"observations": "x"}).status == 400
    with pytest.raises(Exception, match="anulada"):
        bill(books, purchaseOrder={"id": key})


def test_orders_change_in_part_and_touch_no_stock(books: Books) -> None:
    before = available(books, "15")
    made = order(books)
    changed = books.call("PUT", f"/purchase-orders/{made['id']}", {"observations": "x"})
    assert {**changed, "observations": ""} == made
    assert available(books, "15") == before
