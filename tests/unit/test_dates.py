"""Words for days, both ends of spans, and the company's own day."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.errors import UsageProblem
from alegra_cli.input.dates import parse_day, today_in
from tests.cases import cases

TODAY = date(2026, 5, 31)  # a Sunday, and the last of a long month
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@cases(
    ("word", "first", "last"),
    [
        ("today", "2026-05-31", "2026-05-31"),
        ("yesterday", "2026-05-30", "2026-05-30"),
        ("tomorrow", "2026-06-01", "2026-06-01"),
        ("this-week", "2026-05-25", "2026-05-31"),
        ("last-week", "2026-05-18", "2026-05-24"),
        ("this-month", "2026-05-01", "2026-05-31"),
        ("last-month", "2026-04-01", "2026-04-30"),
        ("this-quarter", "2026-04-01", "2026-06-30"),
        ("last-quarter", "2026-01-01", "2026-03-31"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("7d", "2026-05-24", "2026-05-24"),
        ("2w", "2026-05-17", "2026-05-17"),
        ("3m", "2026-02-28", "2026-02-28"),
        ("1y", "2025-05-31", "2025-05-31"),
        ("0d", "2026-05-31", "2026-05-31"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("02/03/2026", "2026-03-02", "2026-03-02"),
        ("2026-2-3", "2026-02-03", "2026-02-03"),
        ("HOY", "2026-05-31", "2026-05-31"),
        (" mes-pasado ", "2026-04-01", "2026-04-30"),
        ("Mañana", "2026-06-01", "2026-06-01"),
        ("man\u0303ana", "2026-06-01", "2026-06-01"),
    ],
)
def test_words(word: str, first: str, last: str) -> None:
    assert parse_day(word, TODAY).isoformat() == first
    assert parse_day(word, TODAY, end=True).isoformat() == last


def test_a_leap_day_a_year_ago_is_the_28th() -> None:
    assert parse_day("1y", date(2024, 2, 29)) == date(2023, 2, 28)


@given(DAYS, st.integers(0, 600))
def test_months_ago_keep_the_day_or_take_the_last(day: date, months: int) -> None:
    past = parse_day(f"{months}m", day)
    assert (day.year * 12 + day.month) - (past.year * 12 + past.month) == months
    assert past.day == min(day.day, calendar.monthrange(past.year, past.month)[1])


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year"]))
def test_spans_meet_without_gap_or_overlap(day: date, unit: str) -> None:
    first, last = parse_day(f"this-{unit}", day), parse_day(f"this-{unit}", day, end=True)
    assert first <= day <= last
    assert parse_day(f"last-{unit}", day, end=True) == first - timedelta(days=1)


@cases(
    ("text", "day"),
    [
        ("+30d", date(2026, 3, 2)),
        ("+2w", date(2026, 2, 14)),
        ("+1m", date(2026, 2, 28)),
        ("+13m", date(2027, 2, 28)),
        ("+1y", date(2027, 1, 31)),
    ],
)
def test_days_to_come(text: str, day: date) -> None:
    assert parse_day(text, date(2026, 1, 31)) == day


@given(st.text(max_size=12))
def test_anything_else_is_a_usage_problem(text: str) -> None:
    try:
        day = parse_day(text, TODAY)
    except UsageProblem:
        return
    assert isinstance(day, date)


@cases(
    "text",
    [
        "",
        "someday",
        "2026-02-30",
        "02/03/26",
        "25-03",
        "46083",
        "99999y",
        "-1d",
        "1.5d",
        "this",
        "this-decade",
        "999999d",
    ],
)
def test_no_days(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_day(text, TODAY)


def test_the_day_is_the_companys() -> None:
    evening = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)  # ten at night in Bogotá
    assert today_in("America/Bogota", evening) == date(2026, 5, 31)
    assert today_in("Europe/Madrid", evening) == date(2026, 6, 1)
    assert today_in("Not/AZone", evening) == evening.astimezone().date()
    assert today_in(None, evening) == evening.astimezone().date()
