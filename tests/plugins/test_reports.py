"""Reports worked out here, held against sums that are taken straight from the sandbox's books."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.sandbox.database import open_books
from alegra_cli.testing import Result, Runner

BUCKETS = ("current", "1-30", "31-60", "61-90", "over-90")


class Desk:
    """The program and the books that it reports on."""

    def __init__(self, home: Path, filled: Path) -> None:
        (home / "config").mkdir()
        database = home / "config" / "sandbox.sqlite3"
        shutil.copy(filled, database)
        self.alegra = Runner(home, {"ALEGRA_PROFILE": "sandbox"})
        self.books = open_books(database)

    def rows(self, *words: str) -> list[dict[str, Any]]:
        result = self.run(*words, "-o", "json")
        assert result.code == 0, result.err
        return list(exact.loads(result.out))

    def run(self, *words: str) -> Result:
        return self.alegra("reports", *words)

    def sum(self, sql: str, *values: Any) -> Decimal:
        """A column of the books added up, exactly, past every layer of the program."""
        found = self.books.store.database.execute(sql, values).fetchall()
        return sum((Decimal(str(row[0])) for row in found), Decimal(0))

    def balances(self, resource: str, more: str = "1", *values: Any) -> Decimal:
        return self.sum(
            "SELECT CAST(json_extract(body, '$.balance') AS TEXT) FROM records "
            f"WHERE resource = ? AND deleted = 0 "
            f"AND json_extract(body, '$.status') NOT IN ('draft', 'void') AND {more}",
            resource,
            *values,
        )


@pytest.fixture
def desk(tmp_path: Path, filled: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, filled)
    yield made
    made.books.close()


def test_aging_adds_up_to_the_balances_of_the_books(desk: Desk) -> None:
    rows = desk.rows("aging")
    owed = {
        side: [row for row in rows if row["side"] == side] for side in ("receivables", "payables")
    }
    sums = {side: sum(row["total"] for row in group) for side, group in owed.items()}
    assert sums["receivables"] == desk.balances("invoices") + desk.balances("income-debit-notes")
    assert sums["payables"] == desk.balances("bills")
    assert all(row["total"] == sum(row[name] for name in BUCKETS) for row in rows)
    assert sum(row["unapplied"] for row in owed["receivables"]) == desk.balances("credit-notes")


def test_aging_by_bucket_and_by_contact_say_the_same(desk: Desk) -> None:
    by_contact = desk.rows("aging", "--side", "receivables")
    by_bucket = desk.rows("aging", "--side", "receivables", "--by", "bucket")
    assert [row["bucket"] for row in by_bucket] == list(BUCKETS)
    for row in by_bucket:
        assert row["total"] == sum(other[row["bucket"]] for other in by_contact)


def test_a_later_date_moves_everything_to_the_oldest_bucket(desk: Desk) -> None:
    rows = desk.rows("aging", "--side", "payables", "--by", "bucket", "--date", "2099-01-01")
    assert [row["total"] for row in rows[:-1]] == [0, 0, 0, 0]
    assert rows[-1]["total"] == desk.balances("bills")


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (0, "current"),
        (1, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (91, "over-90"),
    ],
)
def test_the_ends_of_the_buckets(days: int, bucket: str) -> None:
    from datetime import date, timedelta

    from alegra_plugins.reports.aging import bucket_of

    due = date(2026, 3, 1)
    document = {"dueDate": due.isoformat()}
    assert bucket_of(document, due + timedelta(days=days)) == bucket


def test_currencies_are_never_added_together(desk: Desk) -> None:
    line = {"id": "1", "price": 100, "quantity": 1}
    desk.books.call(
        "POST",
        "/invoices",
        {
            "date": "2026-01-02",
            "dueDate": "2026-01-02",
            "client": "1",
            "status": "open",
            "numberTemplate": "2",
            "items": [line],
            "currency": {"code": "USD", "exchangeRate": 4000},
        },
    )
    rows = desk.rows("aging", "--side", "receivables", "--by", "bucket")
    dollars = [row for row in rows if row["currency"] == "USD"]
    assert sum(row["total"] for row in dollars) == 100
    assert sum(row["documents"] for row in dollars) == 1
    pesos = sum(row["total"] for row in rows if row["currency"] == "COP")
    assert pesos + 100 == desk.balances("invoices") + desk.balances("income-debit-notes")


def contacts_with_documents(desk: Desk) -> list[str]:
    found = desk.books.store.find("contacts")
    return [str(contact["id"]) for contact in found]


def test_every_statement_ends_with_what_the_books_say(desk: Desk) -> None:
    for contact in contacts_with_documents(desk):
        rows = desk.rows("statement", contact)
        client = "CAST(json_extract(body, '$.client.id') AS TEXT) = ?"
        provider = "CAST(json_extract(body, '$.provider.id') AS TEXT) = ?"
        owes = desk.balances("invoices", client, contact)
        owes += desk.balances("income-debit-notes", client, contact)
        owes -= desk.balances("credit-notes", client, contact)
        owes -= desk.balances("bills", provider, contact)
        owes += desk.balances("debit-notes", client, contact)
        assert (rows[-1]["balance"] if rows else 0) == owes, contact


def test_a_statement_from_a_day_on_opens_with_what_was_owed_before(desk: Desk) -> None:
    contact = max(contacts_with_documents(desk), key=lambda key: len(desk.rows("statement", key)))
    whole = desk.rows("statement", contact)
    middle = whole[len(whole) // 2]["date"]
    part = desk.rows("statement", contact, "--since", middle)
    before = [row for row in whole if row["date"] < middle]
    assert before
    if before[-1]["balance"]:
        assert part[0]["document"] == "opening"
        assert part[0]["balance"] == before[-1]["balance"]
        part = part[1:]
    assert part == whole[len(before) :]


CLOSING = {"date": "2026-06-15", "category": {"id": "15"}}


def test_what_the_api_does_not_tell_is_a_line_of_its_own(desk: Desk) -> None:
    bill = next(item for item in desk.books.store.find("bills") if item["status"] == "open")
    desk.books.call("POST", f"/bills/{bill['id']}/close", CLOSING)
    rows = desk.rows("statement", bill["provider"]["id"])
    other = [row for row in rows if row["document"] == "other"]
    assert [row["debit"] for row in other] == [bill["balance"]]


def test_taxes_add_up_to_those_of_the_documents(desk: Desk) -> None:
    rows = desk.rows("taxes")
    kept = desk.books.store.find

    def taxed(resource: str) -> Decimal:
        return sum(
            (
                Decimal(item["tax"])
                for item in kept(resource)
                if item["status"] not in ("draft", "void")
            ),
            Decimal(0),
        )

    sales = sum(row["amount"] for row in rows if row["side"] == "sales")
    purchases = sum(row["amount"] for row in rows if row["side"] == "purchases")
    assert sales == taxed("invoices") + taxed("income-debit-notes") - taxed("credit-notes")
    assert purchases == taxed("bills") - taxed("debit-notes")
    assert sales > 0 < purchases


def test_taxes_of_the_months_add_up_to_the_year(desk: Desk) -> None:
    whole = desk.rows("taxes", "--side", "sales", "--from", "2025-01-01", "--to", "2027-12-31")
    halves = [
        *desk.rows("taxes", "--side", "sales", "--from", "2025-01-01", "--to", "2026-06-30"),
        *desk.rows("taxes", "--side", "sales", "--from", "2026-07-01", "--to", "2027-12-31"),
    ]
    for key in ("base", "amount", "documents"):
        assert sum(row[key] for row in whole) == sum(row[key] for row in halves)


def test_they_say_from_how_many_documents(desk: Desk) -> None:
    result = desk.run("aging", "--side", "payables")
    number = desk.books.store.count("bills", "json_extract(body, '$.status') = 'open'")
    assert f"bills {number}" in result.err
    assert "Worked out from" in result.err


def test_what_the_plan_withholds_is_told_and_left_out(desk: Desk) -> None:
    desk.books.settings.set("withheld", ["/debit-notes"])
    result = desk.run("aging")
    assert result.code == 0
    assert "Not included" in result.err
    assert "debit-notes" in result.err


def test_when_nothing_can_be_read_it_is_an_error(desk: Desk) -> None:
    desk.books.settings.set("withheld", ["/bills", "/debit-notes"])
    result = desk.run("aging", "--side", "payables")
    assert result.code == 6
    assert result.out == ""


def test_reports_of_the_api_are_read_to_the_end(desk: Desk) -> None:
    rows = desk.rows("sales-by-client")
    totals = exact.loads(desk.run("sales-by-client-totals", "-o", "json").out)
    assert len(rows) > 10
    assert sum(row["total"] for row in rows) == totals["total"]
    assert len(desk.rows("sales-by-client", "--limit", "3")) == 3
    assert len(desk.rows("sales-documents")) == sum(row["totalDocuments"] for row in rows)


def test_the_totals_stand_below_the_table(desk: Desk) -> None:
    result = desk.run("sales-by-seller")
    totals = exact.loads(desk.run("sales-by-client-totals", "-o", "json").out)
    rule, total = result.out.splitlines()[-2:]
    assert set(rule) == {"-", " "}
    assert total.split()[0] == "Total"
    assert total.split()[-1] == str(totals["total"])
    assert "Total" not in result.err


def test_both_ends_of_a_period_are_in_it(desk: Desk) -> None:
    day = desk.rows("sales-documents")[0]["date"]
    rows = desk.rows("sales-documents", "--from", day, "--to", day)
    assert {row["date"] for row in rows} == {day}
    assert desk.run("taxes", "--from", day, "--since", day).code == 2
