"""A month, a quarter or a year in one word, wherever there are dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.sandbox.books import Books
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.cli.conftest import Inside, Served
from tests.cli.office import Office
from tests.contract.conftest import RESOURCES
from tests.today import ALL_YEARS

DATED = sorted(one.name for one in RESOURCES if one.period and one.by_verb("list"))


def days(books: Books, resource: str) -> list[str]:
    return sorted(one["date"] for one in books.store.find(resource))


def days_of(records: list[dict[str, Any]]) -> list[str]:
    return sorted(record["date"] for record in records)


def last_month() -> str:
    first = date.today().replace(day=1)
    return f"{first.year}-{first.month - 1:02}" if first.month > 1 else f"{first.year - 1}-12"


@pytest.mark.parametrize("name", DATED)
def test_every_list_with_days_takes_a_period(inside: Inside, served: Served, name: str) -> None:
    kept = days(served.books, name)
    for period in ("--period", last_month()), ("--month", last_month().replace("-", ".")):
        found = inside.json(name, "list", "--all", *period)
        assert days_of(found) == [day for day in kept if day.startswith(last_month())], name
    year = str(date.today().year)
    assert days_of(inside.json(name, "list", "--all", "--period", year)) == [
        day for day in kept if day.startswith(year)
    ]


@pytest.mark.parametrize("name", ["credit-notes", "journals"])
def test_where_the_api_can_not_filter_pages_and_counts_are_right(
    inside: Inside, served: Served, name: str
) -> None:
    year = str(date.today().year)
    line = (name, "list", "--period", year)
    whole = inside.json(*line, "--all")
    count = inside(*line, "--count")
    assert (
        count.out.strip()
        == str(len(whole))
        == str(sum(day.startswith(year) for day in days(served.books, name)))
    )
    assert inside.json(*line, "--limit", "1", "--start", "1") == whole[1:2]


@cases(
    "words",
    [
        ("--period", "2026", "--since", "2026-02-01"),
        ("--period", "2026", "--until", "2026-02-01"),
        ("--period", "2026", "--date-from", "2026-02-01"),
        ("--period", "2026-13"),
        ("--since", "2026-10", "--until", "2026-09"),
    ],
)
def test_what_contradicts_itself_is_refused_before_anything_is_sent(
    alegra: Runner, words: tuple[str, ...]
) -> None:
    assert alegra("invoices", "list", *words).code == 2


def test_a_bound_may_be_told_by_a_month(inside: Inside) -> None:
    month = last_month()
    whole = inside.json("invoices", "list", "--all", "--period", month)
    both = inside.json("invoices", "list", "--all", "--since", month, "--until", month)
    assert whole == both != []


def test_an_export_of_everything_takes_the_days_of_what_has_some(office: Office) -> None:
    folder = office.home / "month"
    told = office.alegra("export", "--all", "--month", last_month(), "--out", str(folder))
    assert told.code == 0, told.err
    assert f"Period: {last_month()}-01 – {last_month()}" in told.err
    assert "Whole, since they have no date: " in told.err

    def rows(name: str) -> int:
        text = (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
        return len([line for line in text.splitlines() if line]) - 1

    for name in ("invoices", "credit-notes", "bills", "payments"):
        wanted = [day for day in days(office.books, name) if day.startswith(last_month())]
        listed = office.alegra(name, "list", "--all", "--month", last_month(), "-o", "json")
        assert len(exact.loads(listed.out)) == len(wanted)
        if wanted:
            assert rows(name) >= len(wanted)
    contacts = (folder / "contacts.csv").read_text(encoding="utf-8")
    assert contacts == office.alegra("contacts", "export").out


def test_one_export_of_a_month(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "month.json"
    done = office.alegra("credit-notes", "export", "--period", ALL_YEARS, "--out", str(file))
    assert done.code == 0, done.err
    assert days_of(exact.loads(file.read_text(encoding="utf-8"))) == days(
        office.books, "credit-notes"
    )


def test_balances_of_bank_accounts_are_there_unless_nobody_wants_them(inside: Inside) -> None:
    assert all("balance" in one for one in inside.json("bank-accounts", "list"))
    line = ("bank-accounts", "list", "--include-balance", "false")
    assert not any("balance" in one for one in inside.json(*line))


def test_payments_of_a_bank_account(inside: Inside) -> None:
    every = inside.json("payments", "list", "--all")
    account = every[0]["bankAccount"]["id"]
    found = inside.json("payments", "list", "--all", "--bank-account", account)
    wanted = [one["id"] for one in every if one["bankAccount"]["id"] == account]
    assert [one["id"] for one in found] == wanted
    assert found == inside.json("payments", "list", "--all", "--account-id", account)


def test_what_the_authority_has_not_accepted(inside: Inside) -> None:
    rows = inside.json("invoices", "status", "--pending")
    records = inside.json("invoices", "list", "--all")
    wanted = [
        one["id"]
        for one in records
        if one["numberTemplate"]["isElectronic"]
        and one["status"] != "void"
        and not (one["stamp"] or {}).get("legalStatus", "").startswith("STAMPED_AND_ACCEPTED")
    ]
    assert [row["id"] for row in rows] == wanted != []
    this = date.today().isoformat()[:7]
    month = inside.json("invoices", "status", "--pending", "--period", this)
    days_of = {one["id"]: one["date"] for one in records}
    assert [row["id"] for row in month] == [key for key in wanted if days_of[key][:7] == this]
    assert inside("invoices", "status").code == 2
    assert inside("invoices", "status", "5", "--pending", "-o", "json").out.strip() == "[]"
