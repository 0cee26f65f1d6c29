"""Words for stretches of time: 2026-10, octubre, T3 2026, 2026, mes-pasado, ayer."""

# By hand, as the days are: what could be two stretches has to be refused and not guessed.

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.input.written_days import Unclear, moment, month_called

_UNITS = {
    "week": "week",
    "semana": "week",
    "month": "month",
    "mes": "month",
    "quarter": "quarter",
    "trimestre": "quarter",
    "semester": "semester",
    "semestre": "semester",
    "year": "year",
    "año": "year",
    "ano": "year",
}
_THIS = ("this", "este", "esta", "current", "actual")
_LAST = ("last", "previous", "pasado", "pasada", "anterior")
_LENGTHS = {"month": 1, "quarter": 3, "semester": 6}
_DAYS = {"today": 0, "hoy": 0, "yesterday": -1, "ayer": -1}
_DISTANCE = re.compile(r"(\d{1,6})([dwmy])")
_YEAR = r"((?:19|20)\d{2})"
_MONTH = re.compile(rf"{_YEAR}[-/.](\d{{1,2}})")
_MONTH_FIRST = re.compile(rf"(\d{{1,2}})[-/.]{_YEAR}")
_WEEK = re.compile(rf"{_YEAR}-?w(\d{{1,2}})")
_PART = re.compile(r"([qtsh])(\d)")
_NUMBERED = {"q": "quarter", "t": "quarter", "s": "semester", "h": "semester"}
_JOINING = ("de", "del", "of")

FORMS = N_(
    "2026-10, october, oct-2026, 2026-Q3 (T3), 2026-S1, 2026-W40, 2026, today, yesterday, "
    "this-week, last-week, this-month, last-month, this-quarter, last-quarter, this-year, "
    "last-year, 30d (until today), 2026-10-05, 2026-08..2026-10"
)


class Span(NamedTuple):
    """A stretch of days, both ends in it. unit: week, month …; empty where it is none of them."""

    first: date
    last: date
    unit: str = ""

    @property
    def before(self) -> Span:
        """The one before: the month of a month, otherwise as many days."""
        day = self.first - timedelta(days=1)
        if self.unit:
            return around(day, self.unit)
        return Span(day - (self.last - self.first), day)

    @property
    def as_unit(self) -> Span:
        """The same days as the month, quarter … that they are; otherwise as they are."""
        for unit in ("day", "week", "month", "quarter", "semester", "year"):
            if (whole := around(self.first, unit))[:2] == self[:2]:
                return whole
        return self

    @property
    def year_ago(self) -> Span:
        """The same days of the year before; a month that is whole stays whole."""
        first = ago(1, "y", self.first)
        last = ago(1, "y", self.last + timedelta(days=1)) - timedelta(days=1)
        return Span(first, last).as_unit


def parse_period(text: str, today: date) -> Span:
    """What a word stands for; of a month or quarter without a year the latest that has begun.

    Raises `UsageProblem` that lists the forms.
    """
    try:
        found = span_of(text, today)
    except Unclear as problem:
        raise UsageProblem(f"{problem}.", _forms()) from problem
    if found is None:
        raise UsageProblem(_("{text!r} is no period.").format(text=text), _forms())
    return found


def span_of(text: str, today: date) -> Span | None:
    """The same; None for what is no period. Raises `Unclear`."""
    # A keyboard or a file may write ñ as n and a tilde.
    word = unicodedata.normalize("NFC", text.strip()).casefold()
    try:
        if ".." in word:
            first, _dots, last = word.partition("..")
            return _between(first, last, today)
        return _span_of_word(word, today) or _single(word)
    except (ValueError, OverflowError) as problem:
        if isinstance(problem, Unclear):
            raise
        return None


def around(day: date, unit: str) -> Span:
    """The week (from Monday), month, quarter, semester or year that holds `day`."""
    if unit == "day":
        return Span(day, day, unit)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6), unit)
    if unit == "year":
        return Span(date(day.year, 1, 1), date(day.year, 12, 31), unit)
    length = _LENGTHS[unit]
    month = (day.month - 1) // length * length + 1
    last_month = month + length - 1
    last = calendar.monthrange(day.year, last_month)[1]
    return Span(date(day.year, month, 1), date(day.year, last_month, last), unit)


def ago(number: int, unit: str, today: date) -> date:
    """The day so many days, weeks, months or years (``d``, ``w``, ``m``, ``y``) before."""
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


def _forms() -> str:
    return _("Forms: {forms}.").format(forms=_(FORMS))


def _between(first: str, last: str, today: date) -> Span | None:
    """From the first day of one to the last of the other."""
    start, end = span_of(first, today), span_of(last, today)
    if start is None or end is None:
        return None
    if start.first > end.last:
        raise Unclear(_("{first} is after {last}").format(first=start.first, last=end.last))
    return Span(start.first, end.last)


def _span_of_word(word: str, today: date) -> Span | None:
    if word in _DAYS:
        return around(today + timedelta(days=_DAYS[word]), "day")
    if word.isdecimal() and 1 <= int(word) <= 12 and len(word) <= 2:
        return _latest(int(word), "month", None, today)
    if re.fullmatch(_YEAR, word):
        return around(date(int(word), 1, 1), "year")
    if found := _MONTH.fullmatch(word):
        return around(date(int(found[1]), int(found[2]), 1), "month")
    if found := _MONTH_FIRST.fullmatch(word):
        return around(date(int(found[2]), int(found[1]), 1), "month")
    if found := _WEEK.fullmatch(word):
        return around(date.fromisocalendar(int(found[1]), int(found[2]), 1), "week")
    if found := _DISTANCE.fullmatch(word):
        return Span(ago(int(found[1]), found[2], today), today)
    return _of_words(list(_words(word)), today)


def _single(word: str) -> Span | None:
    found = moment(word)
    return around(found.day, "day") if found else None


def _words(text: str) -> Iterator[str]:
    """``t3-2026``, ``T3 2026`` and ``2026T3`` are two words each."""
    apart = re.sub(r"(?<=\d{4})(?=[qtsh]\d$)|(?<=^[qtsh]\d)(?=\d{4}$)", " ", text)
    for word in re.split(r"[-/.\s]+", apart):
        if word and word not in _JOINING:
            yield word


def _of_words(words: list[str], today: date) -> Span | None:
    """``mes pasado``, ``last-month``, ``octubre``, ``octubre 2026``, ``2026-Q3``."""
    if len(words) == 2 and (unit := _UNITS.get(words[0]) or _UNITS.get(words[1])):
        which = words[1] if words[0] in _UNITS else words[0]
        if which in _THIS:
            return around(today, unit)
        return around(today, unit).before if which in _LAST else None
    years = [word for word in words if re.fullmatch(_YEAR, word)]
    rest = [word for word in words if word not in years]
    if len(rest) != 1 or len(years) > 1:
        return None
    year = int(years[0]) if years else None
    if month := month_called(rest[0]):
        return _latest(month, "month", year, today)
    if not (part := _PART.fullmatch(rest[0])):
        return None
    unit = _NUMBERED[part[1]]
    month = (int(part[2]) - 1) * _LENGTHS[unit] + 1
    return _latest(month, unit, year, today)


def _latest(month: int, unit: str, year: int | None, today: date) -> Span:
    """The one that begins in a month of the year; without a year the latest that has begun."""
    found = around(date(year or today.year, month, 1), unit)
    if year is None and found.first > today:
        found = around(date(today.year - 1, month, 1), unit)
    return found
