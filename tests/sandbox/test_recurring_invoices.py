"""Recurring invoices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from alegra_cli.sandbox.books.past import PastBooks
from tests.sandbox.conftest import LINE, TODAY, available

Recur = Callable[..., str]


@pytest.fixture
def recur(books: PastBooks) -> Recur:
    """Starts a series without those of the seed, whose day would come as well."""
    for row in books.call("GET", "/recurring-invoices"):
        books.call("DELETE", f"/recurring-invoices/{row['id']}")

    def start(first: str, **more: Any) -> str:
        body = {
            "startDate": first,
            "repeatEvery": 1,
            "term": 10,
            "client": "1",
            "numberTemplate": {"id": "2"},
            "items": [LINE],
            **more,
        }
        return str(books.call("POST", "/recurring-invoices", body)["id"])

    return start


def came(books: PastBooks, day: date) -> list[str]:
    """The dates of the invoices that are later than today, looked at on a day."""
    books.turn_to(day, 1)
    query = {"date_after": TODAY.isoformat()}
    return sorted(row["date"] for row in books.call("GET", "/invoices", query=query))


def test_invoices_come_on_their_day_and_once(books: PastBooks, recur: Recur) -> None:
    recur("2026-06-20")
    assert came(books, date(2026, 6, 19)) == []
    assert came(books, date(2026, 6, 20)) == ["2026-06-20"]
    assert came(books, date(2026, 6, 20)) == ["2026-06-20"]
    three = ["2026-06-20", "2026-07-20", "2026-08-20"]
    assert came(books, date(2026, 9, 1)) == came(books, date(2026, 9, 1)) == three
    last = books.call("GET", "/invoices", query={"order_direction": "DESC"})[0]
    assert (last["dueDate"], last["status"], str(last["total"])) == ("2026-08-30", "open", "100.00")


def test_a_31st_is_kept_through_short_months(books: PastBooks, recur: Recur) -> None:
    recur("2026-12-31")
    told = ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    assert came(books, date(2027, 5, 1)) == told


def test_a_series_ends_and_can_be_prolonged(books: PastBooks, recur: Recur) -> None:
    key = recur("2026-06-20", repeatEvery=2, endDate="2026-08-20")
    two = ["2026-06-20", "2026-08-20"]
    assert came(books, date(2027, 1, 1)) == two
    told = books.call("GET", f"/recurring-invoices/{key}")
    assert (told["lastCreation"], told["nextCreation"]) == ("2026-08-20", None)
    changed = books.call("PUT", f"/recurring-invoices/{key}", {"endDate": "2027-02-20", "term": 5})
    assert changed["nextCreation"] == "2026-10-20"
    assert came(books, date(2027, 3, 1)) == [*two, "2026-10-20", "2026-12-20", "2027-02-20"]


def test_what_can_not_be_made_stops_nobody(books: PastBooks, recur: Recur) -> None:
    ending = {"name": "T", "documentType": "invoice", "maxInvoiceNumber": 1}
    template = books.call("POST", "/number-templates", ending)["id"]
    recur("2026-06-20", numberTemplate={"id": template})
    recur("2026-07-01")
    assert came(books, date(2026, 7, 25)) == ["2026-06-20", "2026-07-01"]
    books.call("PUT", f"/number-templates/{template}", {**ending, "maxInvoiceNumber": 9})
    assert came(books, date(2026, 7, 25)) == ["2026-06-20", "2026-07-01", "2026-07-20"]


def test_a_series_keeps_its_warehouse(books: PastBooks, recur: Recur) -> None:
    sold = {"id": "15", "price": 10, "quantity": 4, "name": "Teclado"}
    recur("2026-06-20", items=[sold], warehouse={"id": "2"})
    before = available(books, "15")
    assert came(books, date(2026, 6, 20)) == ["2026-06-20"]
    made = books.call("GET", "/invoices", query={"order_direction": "DESC"})[0]
    assert (made["warehouse"]["id"], made["items"][0]["name"]) == ("2", "Teclado")
    assert available(books, "15") == before - 4


@pytest.mark.parametrize(
    "change",
    [
        {"startDate": None},
        {"endDate": "2026-06-19"},
        {"repeatEvery": 0},
        {"term": -1},
        {"items": []},
    ],
    ids=str,
)
def test_wrong_series_are_refused(recur: Recur, change: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"^400 "):
        recur(**{"first": "2026-06-20", **change})
