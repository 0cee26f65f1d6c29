"""Days as tables and people write them, with a time or without: 02/03/2026 0:00, 2-mar-2026."""

# By hand: dateutil takes 02/03/2026 for the third of February, and 46083 for a year.

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from alegra_cli.i18n import _

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:[-/. ]| de )+([a-zé]+)\.?(?:[-/. ]| de | del )+(\d{4}|\d{2})")
_TIME = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?\s?m\.?)?\s*"
    r"(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
# The first day that Excel counts, less the 29 February 1900 that it believes in.
_FIRST_DAY = date(1899, 12, 30)
# Excel's numbers from 1982 to 2064: five digits that are no day are no day in anybody's file.
_SERIALS = range(30_000, 60_001)
_MONTHS = (
    ("ene", "enero", "jan", "january"),
    ("feb", "febrero", "february"),
    ("mar", "marzo", "march"),
    ("abr", "abril", "apr", "april"),
    ("may", "mayo"),
    ("jun", "junio", "june"),
    ("jul", "julio", "july"),
    ("ago", "agosto", "aug", "august"),
    ("sep", "sept", "set", "septiembre", "setiembre", "september"),
    ("oct", "octubre", "october"),
    ("nov", "noviembre", "november"),
    ("dic", "diciembre", "dec", "december"),
)


class Unclear(ValueError):
    """A day that could mean another one, or a time that could be on another day.

    The message says what it seems to be.
    """


class Moment(NamedTuple):
    """time: ``HH:MM:SS``; empty where none was written."""

    day: date
    time: str = ""


def moment(text: str) -> Moment | None:
    """The day that is written, day before month; None where none is. Raises `Unclear`."""
    text = " ".join(text.split()).casefold()
    written, rest = _parts(text)
    if (day := _day(written)) is None:
        return None
    if not rest:
        return Moment(day)
    found = _TIME.fullmatch(rest)
    time = _time(found) if found else None
    if found is None or time is None:
        return None
    if found[6] and time != "00:00:00":
        raise Unclear(
            _(
                "{text} has a time of another zone, so it may be the day before or after: "
                "write the day alone"
            ).format(text=text)
        )
    return Moment(day, time)


def _parts(text: str) -> tuple[str, str]:
    """The day and its time: the time begins after a blank or a T, and has a colon."""
    if ":" not in text:
        return text, ""
    found = re.fullmatch(r"(.+?)(?:t|,? )(\d{1,2}:.*)", text)
    return (found[1], found[2]) if found else (text, "")


def _day(text: str) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _valid(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text):
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _whole_year(text, found[3], int(found[2]), int(found[1]))
    if (found := _NAMED.fullmatch(text)) and (month := month_called(found[2])):
        return _whole_year(text, found[3], month, int(found[1]))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS:
        day = _FIRST_DAY + timedelta(days=int(found[1]))
        raise Unclear(
            _("{text} is {day} in Excel's count: give the column the format of a day").format(
                text=text, day=day.isoformat()
            )
        )
    return None


def _whole_year(text: str, year: str, month: int, day: int) -> date | None:
    """The day, where its year has four digits. Raises `Unclear`."""
    found = _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if found is None and len(year) == 4 and day <= 12 and (other := _valid(int(year), day, month)):
        raise Unclear(
            _("{text} is no day with the day first; with the month first it is {day}").format(
                text=text, day=other.isoformat()
            )
        )
    if found and len(year) == 2:
        raise Unclear(
            _("{text} seems to be {day}: write its year with four digits").format(
                text=text, day=found.isoformat()
            )
        )
    return found


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_called(word: str) -> int:
    """The number of a month; 0 for a word that is none."""
    return next((number for number, names in enumerate(_MONTHS, 1) if word in names), 0)


def _time(found: re.Match[str]) -> str | None:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[5] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}:{second:02}" if max(minute, second) < 60 and hour < 24 else None
