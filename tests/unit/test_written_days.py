"""Days as databases, pandas, the SII and Excel write them; what may be another day is not taken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.input.written_days import Moment, Unclear, moment
from tests.cases import cases

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
DAY = date(2026, 3, 2)


@cases(
    "text",
    [
        "2026-03-02",
        "2026-3-2",
        "2026/03/02",
        "20260302",
        "02/03/2026",
        "2.3.2026",
        "2-mar-2026",
        "02-MAR-2026",
        "2 mar. 2026",
        "2 de marzo de 2026",
        "2 de Marzo del 2026",
    ],
)
def test_a_day_without_a_time(text: str) -> None:
    assert moment(text) == Moment(DAY)


@cases(
    ("text", "time"),
    [
        ("2026-03-02 00:00:00", "00:00:00"),
        ("2026-03-02T00:00:00", "00:00:00"),
        ("2026-03-02T00:00:00.000Z", "00:00:00"),
        ("2026-03-02 00:00:00.000000", "00:00:00"),
        ("2026-03-02 00:00:00+00:00", "00:00:00"),
        ("2026-03-02 00:00:00-05", "00:00:00"),
        ("02/03/2026 0:00", "00:00:00"),
        ("02/03/2026 12:00:00 a.\u00a0m.", "00:00:00"),
        ("2/03/2026 12:00 AM", "00:00:00"),
        ("02/03/2026 21:58:49", "21:58:49"),
        ("2/3/2026 9:58 p. m.", "21:58:00"),
        ("2-mar-2026 08:30", "08:30:00"),
    ],
)
def test_a_day_with_a_time(text: str, time: str) -> None:
    assert moment(text) == Moment(DAY, time)


@cases(
    ("text", "said"),
    [
        ("02/03/26", "seems to be 2026-03-02"),
        ("2-mar-26", "seems to be 2026-03-02"),
        ("46083", "46083 is 2026-03-02 in Excel's count"),
        ("46083.75", "is 2026-03-02 in Excel's count"),
        ("03/25/2026", "with the month first it is 2026-03-25"),
        ("2026-03-02T05:00:00.000Z", "another zone"),
        ("2026-03-02 23:30:00+00:00", "another zone"),
    ],
)
def test_what_may_be_another_day_is_told(text: str, said: str) -> None:
    with pytest.raises(Unclear) as caught:
        moment(text)
    assert said in str(caught.value)


@cases(
    "text",
    [
        "",
        "x",
        "12:30",
        "31/02/2026",
        "2026-02-30",
        "2026-03-02 25:00",
        "2-foo-2026",
        "3.5",
        "99999",
    ],
)
def test_no_day_is_no_day(text: str) -> None:
    assert moment(text) is None


@given(DAYS)
def test_every_day_in_every_writing(day: date) -> None:
    for written in ("%d/%m/%Y", "%Y/%m/%d", "%d.%m.%Y 00:00", "%Y-%m-%dT00:00:00"):
        found = moment(day.strftime(written))
        assert found is not None
        assert found.day == day


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from(["", ".5", ",99999"]))
def test_excels_count_is_excels(day: date, time_of_day: str) -> None:
    serial = (day - date(1899, 12, 30)).days
    with pytest.raises(Unclear) as caught:
        moment(f"{serial}{time_of_day}")
    assert day.isoformat() in str(caught.value)
