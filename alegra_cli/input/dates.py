"""Words for days: today, last-month, 7d, in English and Spanish."""

# By hand: dateparser knows far more words in far more languages, and guesses where this has to
# refuse.

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.input.written_days import Unclear, moment

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DISTANCE = re.compile(r"(\+?)(\d{1,6})([dwmy])")

_SPANISH = {
    "hoy": "today",
    "ayer": "yesterday",
    "mañana": "tomorrow",
    "manana": "tomorrow",
    "esta-semana": "this-week",
    "semana-pasada": "last-week",
    "este-mes": "this-month",
    "mes-pasado": "last-month",
    "este-trimestre": "this-quarter",
    "trimestre-pasado": "last-quarter",
    "este-año": "this-year",
    "este-ano": "this-year",
    "año-pasado": "last-year",
    "ano-pasado": "last-year",
}

FORMS = N_(
    "2026-03-02, 02/03/2026 (day first), today, yesterday, tomorrow, this-week, last-week, "
    "this-month, last-month, this-quarter, last-quarter, this-year, last-year, 7d, 2w, 3m, 1y "
    "(ago), +30d (from today on)"
)


def parse_day(text: str, today: date, end: bool = False) -> date:
    """The day that a word means; of a span its first day, or its last with `end`.

    Raises `UsageProblem` that lists the forms.
    """
    # A keyboard or a file may write ñ as n and a tilde.
    word = unicodedata.normalize("NFC", text.strip()).casefold()
    word = _SPANISH.get(word, word)
    try:
        day = _parse(word, today, end)
    except Unclear as problem:
        raise UsageProblem(
            f"{problem}.",
            _("Forms: {forms}.").format(forms=_(FORMS)),
        ) from problem
    except (ValueError, OverflowError):
        day = None
    if day is None:
        forms = _("Forms: {forms}.").format(forms=_(FORMS))
        raise UsageProblem(_("{text!r} is not a day.").format(text=text), forms)
    return day


def is_span(text: str) -> bool:
    """Whether it is a word for several days: ``last-month``, ``mes-pasado``."""
    word = unicodedata.normalize("NFC", text.strip()).casefold()
    return _SPANISH.get(word, word).startswith(("this-", "last-"))


def _parse(word: str, today: date, end: bool) -> date | None:
    if _DAY.fullmatch(word):
        return date.fromisoformat(word)
    if distance := _DISTANCE.fullmatch(word):
        number = int(distance[2])
        return _ago(-number if distance[1] else number, distance[3], today)
    if word in ("today", "yesterday", "tomorrow"):
        return today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[word])
    if word[:1].isdigit():
        found = moment(word)
        return found.day if found else None
    which, _hyphen, unit = word.partition("-")
    if which not in ("this", "last") or unit not in ("week", "month", "quarter", "year"):
        return None
    first, last = _span(unit, today)
    if which == "last":
        first, last = _span(unit, first - timedelta(days=1))
    return last if end else first


def _ago(number: int, unit: str, today: date) -> date:
    if unit == "d":
        return today - timedelta(days=number)
    if unit == "w":
        return today - timedelta(weeks=number)
    return _months_before(today, number * (12 if unit == "y" else 1))


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last: 31 May less 3 is 28 February.

    months: below zero for later ones.
    """
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _span(unit: str, day: date) -> tuple[date, date]:
    """First and last day of the week (from Monday), month, quarter or year that holds `day`."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    length = 3 if unit == "quarter" else 1
    month = (day.month - 1) // length * length + 1
    last_month = month + length - 1
    last = calendar.monthrange(day.year, last_month)[1]
    return date(day.year, month, 1), date(day.year, last_month, last)


def today_in(timezone: str | None, now: datetime) -> date:
    """The day it is at `now` (aware) in a time zone; the machine's own where it is unknown."""
    if timezone:
        try:
            return now.astimezone(ZoneInfo(timezone)).date()
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    return now.astimezone().date()
