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
from tests.every_kind import one_of_every_kind
from tests.today import ALL_YEARS, clock_of_today

BUCKETS = ("current", "1-30", "31-60", "61-90", "over-90")


class Desk:
    """The program and the books that it reports on."""

    def __init__(self, home: Path, filled: Path) -> None:
        (home / "config").mkdir()
        database = home / "config" / "sandbox.sqlite3"
        shutil.copy(filled, database)
        self.alegra = Runner(home, {"ALEGRA_PROFILE": "sandbox"}, clock_of_today())
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
    """For a test that changes the books."""
    made = Desk(tmp_path, filled)
    yield made
    made.books.close()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Desk]:
    """For the tests that only read, which share it."""
    made = Desk(tmp_path_factory.mktemp("read"), filled)
    yield made
    made.books.close()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Desk]:
    """For the tests that look at no sum: with a few of the invoices."""
    made = Desk(tmp_path_factory.mktemp("few"), filled)
    with made.books.transaction():
        for one in made.books.store.find("invoices")[10:]:
            made.books.store.remove("invoices", one["id"])
    yield made
    made.books.close()


def test_aging_adds_up_to_the_balances_of_the_books(read: Desk) -> None:
    rows = read.rows("aging")
    owed = {
        side: [row for row in rows if row["side"] == side] for side in ("receivables", "payables")
    }
    sums = {side: sum(row["total"] for row in group) for side, group in owed.items()}
    assert sums["receivables"] == read.balances("invoices") + read.balances("income-debit-notes")
    assert sums["payables"] == read.balances("bills")
    assert all(row["total"] == sum(row[name] for name in BUCKETS) for row in rows)
    assert sum(row["unapplied"] for row in owed["receivables"]) == read.balances("credit-notes")


def test_aging_by_bucket_and_by_contact_say_the_same(read: Desk) -> None:
    by_contact = read.rows("aging", "--side", "receivables")
    by_bucket = read.rows("aging", "--side", "receivables", "--by", "bucket")
    assert [row["bucket"] for row in by_bucket] == list(BUCKETS)
    for row in by_bucket:
        assert row["total"] == sum(other[row["bucket"]] for other in by_contact)


def test_a_later_date_moves_everything_to_the_oldest_bucket(read: Desk) -> None:
    rows = read.rows("aging", "--side", "payables", "--by", "bucket", "--date", "2099-01-01")
    assert [row["total"] for row in rows[:-1]] == [0, 0, 0, 0]
    assert rows[-1]["total"] == read.balances("bills")


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


def documents_of_contacts(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """The documents of each contact, under the resource that they are of."""
    found: dict[str, list[dict[str, Any]]] = {
        str(contact["id"]): [] for contact in desk.books.store.find("contacts")
    }
    for resource in ("invoices", "income-debit-notes", "credit-notes", "bills", "debit-notes"):
        for document in desk.books.store.find(resource):
            whose = str((document.get("provider") or document["client"])["id"])
            found[whose].append(document | {"resource": resource})
    return found


def contacts_of_every_kind(desk: Desk) -> list[str]:
    """Of each kind of document in each state with all that it may tell, and of none at all."""
    told = [
        {"id": contact, "nothing": not documents, "documents": list(map(in_its_state, documents))}
        for contact, documents in documents_of_contacts(desk).items()
    ]
    return [one["id"] for one in one_of_every_kind(told)]


def in_its_state(document: dict[str, Any]) -> dict[str, Any]:
    payments = {f"payment {one['status']}": True for one in document.get("payments") or ()}
    return {f"{document['resource']} {document['status']}": document | payments}


def test_every_statement_ends_with_what_the_books_say(read: Desk) -> None:
    contacts = contacts_of_every_kind(read)
    assert len(contacts) > 4
    for contact in contacts:
        rows = read.rows("statement", contact)
        client = "CAST(json_extract(body, '$.client.id') AS TEXT) = ?"
        provider = "CAST(json_extract(body, '$.provider.id') AS TEXT) = ?"
        owes = read.balances("invoices", client, contact)
        owes += read.balances("income-debit-notes", client, contact)
        owes -= read.balances("credit-notes", client, contact)
        owes -= read.balances("bills", provider, contact)
        owes += read.balances("debit-notes", client, contact)
        assert (rows[-1]["balance"] if rows else 0) == owes, contact


def test_a_statement_from_a_day_on_opens_with_what_was_owed_before(read: Desk) -> None:
    found = documents_of_contacts(read)
    contact = max(found, key=lambda key: len(found[key]))
    whole = read.rows("statement", contact)
    middle = whole[len(whole) // 2]["date"]
    part = read.rows("statement", contact, "--since", middle)
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


def test_taxes_add_up_to_those_of_the_documents(read: Desk) -> None:
    rows = read.rows("taxes")
    kept = read.books.store.find

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


def test_taxes_of_the_months_add_up_to_the_year(read: Desk) -> None:
    whole = read.rows("taxes", "--side", "sales", "--from", "2025-01-01", "--to", "2027-12-31")
    halves = [
        *read.rows("taxes", "--side", "sales", "--from", "2025-01-01", "--to", "2026-06-30"),
        *read.rows("taxes", "--side", "sales", "--from", "2026-07-01", "--to", "2027-12-31"),
    ]
    for key in ("base", "amount", "documents"):
        assert sum(row[key] for row in whole) == sum(row[key] for row in halves)


def test_they_say_from_how_many_documents(read: Desk) -> None:
    result = read.run("aging", "--side", "payables")
    number = read.books.store.count("bills", "json_extract(body, '$.status') = 'open'")
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


def test_reports_of_the_api_are_read_to_the_end(read: Desk) -> None:
    rows = read.rows("sales-by-client")
    totals = exact.loads(read.run("sales-by-client-totals", "-o", "json").out)
    assert len(rows) > 10
    assert sum(row["total"] for row in rows) == totals["total"]
    assert len(read.rows("sales-by-client", "--limit", "3")) == 3
    assert len(read.rows("sales-documents")) == sum(row["totalDocuments"] for row in rows)


def test_the_totals_stand_below_the_table(read: Desk) -> None:
    result = read.run("sales-by-seller")
    totals = exact.loads(read.run("sales-by-client-totals", "-o", "json").out)
    rule, total = result.out.splitlines()[-2:]
    assert set(rule) == {"-", " "}
    assert total.split()[0] == "Total"
    assert total.split()[-1] == str(totals["total"])
    assert "Total" not in result.err


def test_both_ends_of_a_period_are_in_it(read: Desk) -> None:
    day = read.rows("sales-documents")[0]["date"]
    rows = read.rows("sales-documents", "--from", day, "--to", day)
    assert {row["date"] for row in rows} == {day}
    assert read.run("taxes", "--from", day, "--since", day).code == 2


YEARS = ("--period", ALL_YEARS)


def test_sales_of_items_add_up_to_the_documents_less_their_notes(read: Desk) -> None:
    def sold(resource: str, key: str) -> Decimal:
        kept = read.books.store.find(resource)
        counted = [one for one in kept if one["status"] not in ("draft", "void")]
        return sum((Decimal(str(one[key])) for one in counted), Decimal(0))

    rows = read.rows("sales-by-product", *YEARS)
    for column, key in (("total", "total"), ("taxes", "tax")):
        expected = sold("invoices", key) + sold("income-debit-notes", key)
        assert sum(row[column] for row in rows) == expected - sold("credit-notes", key)
    assert [row["subTotal"] for row in rows] == sorted(
        (row["subTotal"] for row in rows), reverse=True
    )


def test_an_item_is_counted_in_units_and_documents(read: Desk) -> None:
    lines = [
        (one["id"], line)
        for one in read.books.store.find("invoices")
        if one["status"] not in ("draft", "void")
        for line in one["items"]
        if str(line["id"]) == "16"
    ]
    row = next(row for row in read.rows("sales-by-product", *YEARS) if row["itemId"] == "16")
    taken_back = [
        line
        for one in read.books.store.find("credit-notes")
        for line in one["items"]
        if str(line["id"]) == "16"
    ]
    quantity = sum((Decimal(str(line["quantity"])) for _id, line in lines), Decimal())
    quantity -= sum(Decimal(str(line["quantity"])) for line in taken_back)
    assert row["quantity"] == quantity
    assert row["documents"] >= len({key for key, _line in lines})


def test_sales_to_one_client_and_of_all_clients_add_up(read: Desk) -> None:
    # Of a month that has a document of every kind that counts.
    month = read.books.store.find("credit-notes")[-1]["date"][:7]
    assert any(one["date"][:7] == month for one in read.books.store.find("invoices"))
    whole = sum(row["total"] for row in read.rows("sales-by-product", "--month", month))
    clients = [
        key
        for key, documents in documents_of_contacts(read).items()
        if any(one["date"][:7] == month for one in documents)
    ]
    assert len(clients) > 4
    line = ("sales-by-product", "--month", month, "--client-id")
    assert sum(row["total"] for key in clients for row in read.rows(*line, key)) == whole


def test_retentions_are_those_of_documents_and_of_payments(desk: Desk) -> None:
    before = {row["side"]: row for row in desk.rows("retentions")}
    kept = sum(
        (
            Decimal(str(entry["amount"]))
            for one in desk.books.store.find("bills")
            if one["status"] not in ("draft", "void")
            for entry in one["retentions"]
        ),
        Decimal(0),
    )
    assert before["purchases"]["amount"] == kept > 0
    invoice = next(one for one in desk.books.store.find("invoices") if one["status"] == "open")
    desk.books.call(
        "POST",
        "/payments",
        {
            "date": "2026-02-03",
            "bankAccount": "1",
            "paymentMethod": "cash",
            "invoices": [{"id": invoice["id"], "amount": 10}],
            "retentions": [{"id": "2", "amount": "1.25"}],
        },
    )
    rows = [row for row in desk.rows("retentions") if row["side"] == "sales"]
    assert [(row["retentionId"], row["amount"], row["documents"]) for row in rows] == [
        ("2", Decimal("1.25"), 1)
    ]
    assert rows[0]["retention"] == desk.books.call("GET", "/retentions/2")["name"]
    assert desk.rows("retentions", "--side", "sales", "--period", "2026-03") == []


def test_each_currency_has_a_total_of_its_own(desk: Desk) -> None:
    desk.books.call(
        "POST",
        "/invoices",
        {
            "date": "2026-01-02",
            "dueDate": "2026-01-02",
            "client": "1",
            "status": "open",
            "numberTemplate": "2",
            "items": [{"id": "1", "price": 100, "quantity": 1}],
            "currency": {"code": "USD", "exchangeRate": 4000},
        },
    )
    lines = desk.run("sales-by-product", "--client-id", "1").out.splitlines()
    totals = lines[next(n for n, line in enumerate(lines[2:], 2) if line.startswith("--")) + 1 :]
    assert [line.split()[1] for line in totals] == ["COP", "USD"]
    assert totals[1].split()[-1] == "100.00"
    chart = desk.run("sales-by-product", "--client-id", "1", "--chart").out
    assert chart.splitlines()[-1] == "Total: 100.00"


def test_a_chart_is_as_long_as_its_numbers_and_for_people(read: Desk) -> None:
    drawn = read.run("sales-totals", "--chart").out.splitlines()
    rows = read.rows("sales-totals")
    lengths = [line.count("█") + line.count("#") for line in drawn[:-1]]
    assert max(lengths) > 20
    assert [line.split()[0] for line in drawn[:-1]] == [row["date"] for row in rows]
    longest = max(range(len(rows)), key=lambda index: rows[index]["total"])
    assert lengths[longest] == max(lengths)
    assert len({len(line) for line in drawn[:-1]}) == 1
    assert drawn[-1] == f"Total: {sum(row['total'] for row in rows)}"
    assert read.run("sales-totals", "--chart", "-o", "json").code == 2
    assert read.run("income-statement", "--chart").code == 2


def test_two_periods_stand_side_by_side(read: Desk) -> None:
    def of(period: str) -> dict[str, Decimal]:
        return dict(exact.loads(read.run("income-statement", *period.split(), "-o", "json").out))

    this, before = of("--period this-month"), of("--period last-month")
    rows = read.rows("income-statement", "--period", "this-month", "--against", "previous")
    assert {row["name"]: (row["period"], row["against"]) for row in rows} == {
        key: (value, before[key]) for key, value in this.items()
    }
    for row in rows:
        assert row["change"] == row["period"] - row["against"]
        if row["against"]:
            wanted = row["change"] * 100 / abs(row["against"])
            assert abs(row["percent"] - wanted) <= Decimal("0.05")
    named = read.rows("income-statement", "--period", "this-month", "--against", "last-month")
    assert named == rows
    assert read.run("income-statement", "--against", "previous").code == 2


@pytest.mark.parametrize("report", ["taxes", "sales-totals", "income-statement", "retentions"])
def test_a_report_tells_its_period(few: Desk, report: str) -> None:
    assert "Period: 2026-02-01 – 2026-02-28." in few.run(report, "--month", "2026-02").err
    assert "Period: from 2026-02-01 on." in few.run(report, "--since", "2026-02").err
    assert "Period: until 2026-03-31." in few.run(report, "--to", "2026-T1").err
    assert "Period: none was asked for" in few.run(report).err
    both = few.run(report, "--period", "2026", "--since", "2026-02")
    assert both.code == 2
    assert "--period" in both.err


def test_a_payment_may_tell_retentions_with_each_document_that_it_pays() -> None:
    from alegra_plugins.reports.withholdings import retentions

    class Books:
        country: str | None = "colombia"
        today = "2026-03-01"

        def records(self, resource: str, **_query: str) -> Iterator[dict[str, Any]]:
            kept = [{"id": "9", "amount": "3.10"}, {"id": "9", "amount": "0.15"}]
            if resource == "payments":
                yield {
                    "id": "1",
                    "type": "out",
                    "date": "2026-02-01",
                    "bills": [{"id": "4", "retentions": kept}],
                }
            if resource == "retentions":
                yield {"id": "9", "name": "ReteICA", "percentage": "0.966"}

        def one(self, resource: str, key: str = "") -> dict[str, Any]:
            return {"currency": {"code": "COP"}}

    found = retentions(Books(), {})
    assert [dict(row) for row in found.rows] == [
        {
            "side": "purchases",
            "retentionId": "9",
            "retention": "ReteICA",
            "percentage": Decimal("0.966"),
            "currency": "COP",
            "documents": 1,
            "amount": Decimal("3.25"),
        }
    ]
    assert found.totals[0]["amount"] == Decimal("3.25")
