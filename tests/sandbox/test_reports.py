"""Reports of the API: their keys, and sums that are those of the documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import bill, invoice, refused

SPAN = {"from": "2026-06-01", "to": "2026-06-01"}


def report(books: Books, path: str, **query: str) -> Any:
    return books.call("GET", path, query={**SPAN, "limit": "200", **query})


def test_sales_by_client_and_by_seller(books: Books) -> None:
    for amount in (100, 50):
        invoice(books, {"id": "1", "price": amount, "quantity": 1}, client="2", seller="1")
    for path in ("/reports/sales-by-client", "/reports/sales-by-seller"):
        told = report(books, path, order_field="total", order_direction="DESC")
        rows = told["data"]
        assert told["metadata"]["total"] == len(rows)
        assert [row["total"] for row in rows] == sorted(row["total"] for row in rows)[::-1]
        # Other orders are taken, and sort by nothing but the name.
        assert report(books, path, order_field="totalDocuments") == report(books, path)
        assert {"idLocal", "name", "totalDocuments", "subTotal", "total"} <= set(rows[0])
    mine = [
        row for row in report(books, "/reports/sales-by-client")["data"] if row["idLocal"] == "2"
    ]
    assert mine[0]["total"] >= Decimal("150")
    assert "clientName" not in mine[0]
    assert "totalPayed" in report(books, "/reports/sales-by-seller")["data"][0]


def test_sales_by_day_come_newest_first(books: Books) -> None:
    invoice(books)
    rows = books.call("GET", "/invoices/sales-totals", query={"groupBy": "day"})["data"]
    days = [row["date"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert set(rows[0]) == {"date", "total", "count"}
    months = books.call("GET", "/invoices/sales-totals")["data"]
    assert sum(row["total"] for row in months) == sum(row["total"] for row in rows)
    assert refused(books, "GET", "/invoices/sales-totals", query={"groupBy": "x"}).status == 400
    assert report(books, "/invoices/sales-documents")["data"][0]["documentType"] == "invoice"


def test_sales_by_item(books: Books) -> None:
    before = report(books, "/reports/sales-by-item")["data"]
    invoice(books, {"id": "1", "price": 7, "quantity": 2})
    after = {row["idLocal"]: row for row in report(books, "/reports/sales-by-item")["data"]}
    old = next((row["quantity"] for row in before if row["idLocal"] == "1"), 0)
    assert after["1"]["quantity"] == old + 2


def test_what_the_stock_is_worth(books: Books) -> None:
    rows = report(books, "/reports/inventory-value")["data"]
    total = report(books, "/reports/inventory-value-totals")["total"]
    assert total == sum(row["total"] for row in rows)
    earlier = report(books, "/reports/inventory-value-totals", toDate="2026-06-09")
    line = {"id": rows[0]["idLocal"], "price": 1, "quantity": 1}
    invoice(books, line, date="2026-06-10", dueDate="2026-06-10")
    assert report(books, "/reports/inventory-value-totals")["total"] == total - Decimal(
        str(rows[0]["unitCost"])
    )
    again = report(books, "/reports/inventory-value-totals", toDate="2026-06-09")
    assert again == earlier
    assert refused(books, "GET", "/reports/inventory-value", query={"limit": "201"}).status == 503


def test_what_is_owed_to_suppliers(books: Books) -> None:
    before = report(books, "/reports/bills-open-totals")
    bill(books)
    after = report(books, "/reports/bills-open-totals")
    assert after["missingAmount"] == before["missingAmount"] + 100
    assert after["totalDocuments"] == before["totalDocuments"] + 1


@pytest.mark.parametrize("path", ["/reports/statement", "/contacts/1/statement"])
def test_what_is_not_there(books: Books, path: str) -> None:
    assert refused(books, "GET", path).status == 403
