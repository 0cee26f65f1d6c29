"""Nine believable companies."""

from __future__ import annotations

import contextlib
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.contact_rules import nit_digit
from alegra_cli.sandbox.database import open_books, reset
from alegra_cli.sandbox.seed import COUNTRIES, identifications
from alegra_cli.sandbox.seed.numberings import CONSUMER_COUNTRIES, CONSUMERS
from tests.companies import Companies
from tests.sandbox.conftest import TODAY


@pytest.fixture(scope="module", params=COUNTRIES)
def company(
    request: pytest.FixtureRequest,
    companies: Companies,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Books]:
    """The small company of each country, to be read only."""
    path = tmp_path_factory.mktemp("seed") / "books.sqlite3"
    shutil.copy(companies(request.param, today=TODAY), path)
    books = open_books(path)
    yield books
    books.close()


def test_every_country_has_a_year_of_business(company: Books) -> None:
    records = company.store.find("invoices")
    assert {record["status"] for record in records} == {"draft", "open", "closed", "void"}
    months = {record["date"][:7] for record in records}
    assert {"2026-06", "2026-05", "2025-10"} <= months
    assert max(record["date"] for record in records) == TODAY.isoformat()
    assert any(record["stamp"] for record in records)
    owed = [record for record in records if record["status"] == "open"]
    assert any(record["dueDate"] < TODAY.isoformat() for record in owed)
    assert any(0 < record["totalPaid"] < record["total"] for record in owed)
    kinds = {record["type"] for record in company.store.find("payments")}
    assert kinds == {"in", "out"}
    assert company.store.count("credit-notes") >= 1
    assert {row["status"] for row in company.store.find("contacts")} == {"active", "inactive"}


def test_a_numbering_counts_up_with_the_days(company: Books) -> None:
    records = company.store.find("invoices")
    days = [record["date"] for record in records]
    assert days == sorted(days)
    for template in company.store.find("number-templates"):
        numbered = [r["numberTemplate"] for r in records]
        mine = [n["number"] for n in numbered if n["id"] == template["id"]]
        assert mine == [str(number) for number in range(1, len(mine) + 1)]


def test_a_company_of_a_past_day_does_not_grow_when_it_is_looked_at(
    companies: Companies, tmp_path: Path
) -> None:
    path = tmp_path / "books.sqlite3"
    shutil.copy(companies(today=date.today() - timedelta(days=200)), path)
    with contextlib.closing(open_books(path)) as books:
        made = books.store.count("invoices")
        books.call("GET", "/invoices")
        assert books.store.count("invoices") == made
        series = books.call("GET", "/recurring-invoices")
        assert [row["repeatEvery"] for row in series] == [1, 3]
        # What a person makes to recur is invoiced as ever.
        books.call("PUT", f"/recurring-invoices/{series[0]['id']}", {"startDate": "2020-01-05"})
        books.call("GET", "/invoices")
        assert books.store.count("invoices") > made


def test_records_were_made_on_the_days_they_tell_of(company: Books) -> None:
    for record in company.store.find("invoices"):
        stamped = record["stamp"] or {"date": record["datetime"]}
        assert {record["datetime"][:10], stamped["date"][:10]} == {record["date"]}
    first = min(record["date"] for record in company.store.find("invoices"))
    assert all(row["created_at"][:10] < first for row in company.store.find("contacts"))


def test_money_has_the_decimals_of_the_country(company: Books) -> None:
    places = int(company.company["decimalPrecision"])
    assert places == (0 if company.country == "chile" else 2)
    for record in (*company.store.find("invoices"), *company.store.find("credit-notes")):
        totals = [record[key] for key in ("subtotal", "discount", "tax", "total", "balance")]
        assert all(len(str(value).partition(".")[2]) == places for value in totals)
        assert record["total"] == sum(line["total"] for line in record["items"])


def test_taxes_and_currencies(company: Books) -> None:
    taxes = company.store.find("taxes")
    assert (taxes[0]["id"], taxes[0]["percentage"]) == ("1", "0.00")
    rates = {row["code"]: row["exchangeRate"] for row in company.store.find("currencies")}
    assert rates.pop(company.company["currency"]["code"]) == 0
    assert rates
    assert all(rate > 0 for rate in rates.values())


_PEOPLE_AND_FIRMS = {
    "colombia": r"9\d{8}|10\d{8}",
    "mexico": r"[A-Z]{3,4}\d{6}[A-Z0-9]{3}",
    "peru": r"20\d{9}|3\d{7}",
    "costaRica": r"3101\d{6}|1\d{8}",
    "argentina": r"30\d{9}|3\d{7}",
    "chile": r"7\d{7}-[\dK]",
    "republicaDominicana": r"1\d{8}|00\d{9}",
    "panama": r"155\d{6}-2-20\d\d|[1-9]-\d{3}-\d{4}",
    "spain": r"B\d{8}|\d{8}[A-Z]",
}
# The check digits, made anew from the rest.
_DIGITS: dict[str, Callable[[str], str]] = {
    "peru": lambda text: identifications.ruc(text[:10]) if len(text) == 11 else text,
    "argentina": lambda text: identifications.cuit(text[:10]) if len(text) == 11 else text,
    "chile": lambda text: identifications.rut(text[:-2]),
    "republicaDominicana": lambda text: (
        identifications.rnc(text[:8]) if len(text) == 9 else identifications.cedula(text[:10])
    ),
    "spain": lambda text: (
        identifications.cif(text[1:8]) if text[0] == "B" else identifications.nif(text[:8])
    ),
}


def test_everybody_has_an_identification_that_checks_out(company: Books) -> None:
    remade = _DIGITS.get(company.country, str)
    contacts = company.store.find("contacts")
    told = [company.company["identification"], *(row["identification"] for row in contacts)]
    for text in told:
        assert re.fullmatch(_PEOPLE_AND_FIRMS[company.country], text)
        assert remade(text) == text
    assert len(set(told)) == len(told)
    for row in contacts:
        typed = row["identificationObject"] or {"type": None}
        if typed["type"] == "NIT":
            assert typed["dv"] == nit_digit(typed["number"])


def test_contacts_that_break_programs(company: Books) -> None:
    contacts = company.store.find("contacts")
    names = " ".join(row["name"] for row in contacts)
    assert all(sign in names for sign in "ñá'\",&")
    assert {tuple(row["type"]) for row in contacts} == {
        ("client",),
        ("provider",),
        ("client", "provider"),
    }
    assert [row["email"] for row in contacts].count(None) == 1


def test_final_consumers_get_invoices_of_their_own(company: Books) -> None:
    has_them = company.country in CONSUMER_COUNTRIES
    length_of_a_person = 11 if company.country == "republicaDominicana" else 8
    for record in company.store.find("invoices"):
        if record["stamp"]:
            person = len(record["client"]["identification"]) == length_of_a_person
            used = record["numberTemplate"]["id"] == CONSUMERS
            assert used == (person and has_them)


def everything(path: Path) -> Any:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


@pytest.fixture(scope="module")
def first_company(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All of a company that was made here, and is no copy."""
    path = tmp_path_factory.mktemp("made") / "made.sqlite3"
    reset(path, "peru", 1, today=TODAY)
    return everything(path)


def test_the_same_seed_gives_the_same_and_another_does_not(
    first_company: Any, companies: Companies, tmp_path: Path
) -> None:
    reset(tmp_path / "other.sqlite3", "peru", 6, today=TODAY)
    # Which one of the processes of this session made, maybe another one.
    shutil.copy(companies("peru", today=TODAY), tmp_path / "second.sqlite3")
    assert first_company == everything(tmp_path / "second.sqlite3")
    assert first_company != everything(tmp_path / "other.sqlite3")


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2026, 5, 1)])
def test_this_month_and_the_last_have_invoices_on_any_day(tmp_path: Path, today: date) -> None:
    reset(tmp_path / "s.sqlite3", today=today)
    books = open_books(tmp_path / "s.sqlite3")
    found = {(record["date"][:7], record["status"]) for record in books.store.find("invoices")}
    last = (today.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    assert (today.isoformat()[:7], "open") in found
    assert last in {month for month, _status in found}
    books.close()


def test_sizes_grow_and_the_stock_with_them(tmp_path: Path) -> None:
    reset(tmp_path / "m.sqlite3", size="medium", today=TODAY)
    books = open_books(tmp_path / "m.sqlite3")
    assert books.store.count("invoices") == 1040
    shown = [books.call("GET", f"/items/{row['id']}") for row in books.store.find("items")]
    stocked = [item["inventory"] for item in shown if item.get("inventory")]
    assert stocked
    assert all(Decimal(str(item["availableQuantity"])) >= 0 for item in stocked)
    books.close()


@pytest.mark.parametrize(("country", "size"), [("atlantis", "small"), ("peru", "huge")])
def test_wrong_words_lose_nothing(
    companies: Companies, tmp_path: Path, country: str, size: str
) -> None:
    path = tmp_path / "s.sqlite3"
    shutil.copy(companies(today=TODAY), path)
    with pytest.raises(ValueError, match="must be one of"):
        reset(path, country, size=size)
    books = open_books(path)
    assert books.country == "colombia"
    books.close()


@pytest.mark.parametrize(
    ("made", "known"),
    [
        (nit_digit("800197268"), "4"),
        (nit_digit("899999068"), "1"),
        (nit_digit("890903938"), "8"),
        (identifications.ruc("2010007097"), "20100070970"),
        (identifications.ruc("2051233379"), "20512333797"),
        (identifications.cuit("2026756539"), "20267565393"),
        (identifications.rut("76086428"), "76086428-5"),
        (identifications.rut("12531909"), "12531909-2"),
        (identifications.rnc("10185004"), "101850043"),
        (identifications.cedula("0011391820"), "00113918205"),
        (identifications.nif("54362315"), "54362315K"),
        (identifications.cif("1358562")[1:], "13585625"),
    ],
)
def test_check_digits_against_public_ones(made: str, known: str) -> None:
    assert made == known


def test_identifications_have_the_form_of_the_country() -> None:
    chance = random.Random(1)
    assert len(identifications.make(chance, "mexico", "RFC", True)) == 12
    assert len(identifications.make(chance, "mexico", "RFC", False)) == 13
    assert identifications.make(chance, "costaRica", "CJ", True).startswith("3101")
    assert identifications.as_fields("colombia", "NIT", "800197268") == {
        "identificationObject": {"type": "NIT", "number": "800197268", "dv": "4"}
    }


def test_a_copy_for_a_test_is_what_would_be_made(
    first_company: Any, companies: Companies, tmp_path: Path
) -> None:
    """What the tests of the command line get instead of a company that is made anew."""
    copied = tmp_path / "copied.sqlite3"
    with companies.in_use():
        reset(copied, "chile", today=TODAY)
        reset(copied, "peru", today=TODAY)
    assert everything(copied) == first_company
