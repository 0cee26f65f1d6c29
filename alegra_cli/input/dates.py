"""Words for days: today, last-month, 7d, in English and Spanish."""

# By hand: dateparser knows far more words in far more languages, and guesses where this has to
# refuse.

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alegra_cli.clock import local
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.input.periods import ago, around, span_of
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


def parse_bound(text: str, today: date, end: bool = False) -> date:
    """The day, or of a period (``octubre``, ``2026-Q3``) its first one, or its last with `end`.

    Raises `UsageProblem` that lists the forms.
    """
    try:
        return parse_day(text, today, end)
    except UsageProblem:
        # What is no day may still be a month; a day that is unclear is unclear as both.
        with suppress(Unclear):
            if found := span_of(text, today):
                return found.last if end else found.first
        raise


def is_span(text: str) -> bool:
    """Whether it is a word for several days: ``last-month``, ``mes-pasado``, ``2026-10``."""
    word = unicodedata.normalize("NFC", text.strip()).casefold()
    if _SPANISH.get(word, word).startswith(("this-", "last-")):
        return True
    some = date(2026, 1, 1)  # whatever day it is, the word is the same
    try:
        parse_day(text, some)
    except UsageProblem:
        with suppress(Unclear):
            return span_of(text, some) is not None
    return False


def _parse(word: str, today: date, end: bool) -> date | None:
    if _DAY.fullmatch(word):
        return date.fromisoformat(word)
    if distance := _DISTANCE.fullmatch(word):
        number = int(distance[2])
        return ago(-number if distance[1] else number, distance[3], today)
    if word in ("today", "yesterday", "tomorrow"):
        return today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[word])
    if word[:1].isdigit():
        found = moment(word)
        return found.day if found else None
    which, _hyphen, unit = word.partition("-")
    if which not in ("this", "last") or unit not in ("week", "month", "quarter", "year"):
        return None
    first, last = around(today, unit)[:2]
    if which == "last":
        first, last = around(first - timedelta(days=1), unit)[:2]
    return last if end else first


def today_in(timezone: str | None, now: datetime) -> date:
    """The day it is at `now` (aware) in a time zone; the machine's own where it is unknown."""
    if timezone:
        try:
            return now.astimezone(ZoneInfo(timezone)).date()
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    return local(now).date()
