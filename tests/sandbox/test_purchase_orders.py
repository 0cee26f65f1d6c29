"""Purchase orders."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import PIECE, SUPPLIER, available, bill, bill_ids, refused


def order(books: Books) -> Any:
    body = {
        "date": "2026-06-01",
        "deliveryDate": "2026-06-10",
        "provider": SUPPLIER,
        "purchases": {"items": [PIECE]},
    }
    return books.call("POST", "/purchase-orders", body)


def test_an_order_is_closed_while_a_bill_refers_to_it(books: Books) -> None:
    key = order(books)["id"]
    path = f"/purchase-orders/{key}"
    billed = bill(books, purchaseOrder={"id": key})["id"]
    told = books.call("GET", path, query={"fields": "deletable"})
    assert (told["status"], told["deletable"]) == ("closed", False)
    assert [row["id"] for row in told["bills"]] == bill_ids(books, purchaseOrder_id=key) == [billed]
    assert refused(books, "DELETE", path).status == 400
    assert refused(books, "POST", f"{path}/void").status == 404
    assert refused(books, "PUT", path, {"observations": "x"}).body["code"] == 12010
    books.call("DELETE", f"/bills/{billed}")
    assert books.call("GET", path)["status"] == "open"
    books.call("DELETE", path)


def test_a_void_order_stays_void(books: Books) -> None:
    key = order(books)["id"]
    books.call("POST", f"/purchase-orders/{key}/void")
    assert refused(books, "POST", f"/purchase-orders/{key}/void").status == 404
    assert refused(books, "PUT", f"/purchase-orders/{key}", {"observations": "x"}).status == 400
    with pytest.raises(Exception, match="anulada"):
        bill(books, purchaseOrder={"id": key})


def test_orders_change_in_part_and_touch_no_stock(books: Books) -> None:
    before = available(books, "15")
    made = order(books)
    changed = books.call("PUT", f"/purchase-orders/{made['id']}", {"observations": "x"})
    assert {**changed, "observations": ""} == made
    assert available(books, "15") == before


def test_codes_of_orders(books: Books) -> None:
    made = order(books)
    taken = {
        "date": "2026-06-01",
        "deliveryDate": "2026-06-10",
        "provider": SUPPLIER,
        "purchases": {"items": [PIECE]},
        "numberTemplate": {"number": made["number"]},
    }
    assert refused(books, "POST", "/purchase-orders", taken).body["code"] == 12021
    path = f"/purchase-orders/{made['id']}"
    template = {"emailTemplate": {"subject": "Orden", "message": "Hola"}}
    assert refused(books, "POST", f"{path}/email", template).body["code"] == 12005
    sent = books.call("POST", f"{path}/email", {**template, "emails": ["a@example.com"]})
    assert sent["code"] == 200
    for comments in ("uno", ["uno"], [{"text": "uno"}]):
        assert books.call("POST", f"{path}/comments", {"comments": comments})["text"] == "uno"
    assert refused(books, "POST", f"{path}/comments", {"text": "x"}).body["code"] == 37008
