"""Words for stretches of time, in both languages, and what they have in common."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.errors import UsageProblem
from alegra_cli.input.dates import parse_bound, parse_day
from alegra_cli.input.periods import FORMS, around, parse_period
from tests.cases import cases

TODAY = date(2026, 5, 31)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "semester", "year"])
MONTHS = [
    "ene",
    "feb",
    "marzo",
    "abril",
    "mayo",
    "jun",
    "julio",
    "ago",
    "septiembre",
    "octubre",
    "nov",
    "diciembre",
]


@cases(
    ("words", "first", "last"),
    [
        ("2026-10, 10/2026, octubre 2026, octubre-de-2026, Oct-2026", "2026-10-01", "2026-10-31"),
        ("octubre, oct, OCTOBER, 10", "2025-10-01", "2025-10-31"),
        ("mayo, may, 5, este-mes, this month", "2026-05-01", "2026-05-31"),
        ("2026-Q3, T3 2026, 2026T3, t3-2026, q3/2026", "2026-07-01", "2026-09-30"),
        ("Q2, T2, este trimestre, this-quarter", "2026-04-01", "2026-06-30"),
        ("T3", "2025-07-01", "2025-09-30"),
        ("2026-S1, H1 2026, este-semestre", "2026-01-01", "2026-06-30"),
        ("2026, este año, este-ano, this-year", "2026-01-01", "2026-12-31"),
        ("mes-pasado, mes pasado, last-month, mes anterior", "2026-04-01", "2026-04-30"),
        ("semana-pasada, last week, 2026-W21", "2026-05-18", "2026-05-24"),
        ("ayer, yesterday, 2026-05-30, 30/05/2026, 30 may 2026", "2026-05-30", "2026-05-30"),
        ("7d", "2026-05-24", "2026-05-31"),
        ("2026-01..2026-03, 2026-01-01..31/03/2026, T1..T1 2026", "2026-01-01", "2026-03-31"),
        ("an\u0303o pasado, año-pasado", "2025-01-01", "2025-12-31"),
    ],
)
def test_words(words: str, first: str, last: str) -> None:
    for word in words.split(", "):
        found = parse_period(word, TODAY)
        assert (found.first.isoformat(), found.last.isoformat()) == (first, last), word


@cases(
    "text",
    [
        "",
        "2026-13",
        "2026-Q5",
        "2026-S3",
        "13",
        "0",
        "2026-W60",
        "octubre noviembre",
        "next-month",
        "mes",
        "2026-02-30",
        "2026-05..2026-04",
        "..",
        "1/2/26",
        "999999d",
    ],
)
def test_what_is_no_period_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(UsageProblem) as told:
        parse_period(text, date(1995, 1, 1))
    assert FORMS in told.value.hint


@given(DAYS, UNITS)
def test_a_period_holds_its_day_and_follows_the_one_before(day: date, unit: str) -> None:
    found = around(day, unit)
    assert found.first <= day <= found.last
    assert found.before.last == found.first - timedelta(days=1)
    assert around(found.before.first, unit) == found.before


@given(DAYS, DAYS)
def test_two_days_are_a_period_of_both(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = parse_period(f"{first}..{last}", TODAY)
    assert (found.first, found.last) == (first, last)
    assert found.before.last == first - timedelta(days=1)
    assert found.before.last - found.before.first == last - first


@given(DAYS, st.integers(1, 12))
def test_a_month_without_a_year_is_the_latest_that_has_begun(today: date, month: int) -> None:
    found = parse_period(MONTHS[month - 1], today)
    assert found.first.month == month
    assert found.first <= today
    assert (today - found.first).days < 366


@given(st.text(max_size=14))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        found = parse_period(text, TODAY)
    except UsageProblem:
        return
    assert found.first <= found.last


@given(DAYS, st.sampled_from(["2026-10", "octubre", "T3", "2025", "este-mes", "ayer"]))
def test_an_end_may_be_told_by_a_period(today: date, word: str) -> None:
    found = parse_period(word, today)
    assert parse_bound(word, today) == found.first
    assert parse_bound(word, today, end=True) == found.last


def test_the_day_of_a_document_is_no_month() -> None:
    with pytest.raises(UsageProblem):
        parse_day("2026-10", TODAY)
