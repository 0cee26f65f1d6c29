"""What went wrong with the rows, as a person reads it: each reason once, with its rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from alegra_cli.app import App
from alegra_cli.i18n import _
from alegra_cli.transfer.rows import together

_INDENT = "  "


def say_outcomes(app: App, outcomes: Iterable[dict[str, Any]]) -> None:
    """A heading for each outcome, and below it the reasons; wrapped on a terminal."""
    groups: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for one in outcomes:
        reasons = groups.setdefault(str(one["outcome"]), {})
        reasons.setdefault(str(one["message"]), []).append(one)
    for outcome, reasons in groups.items():
        app.screen.say(f"{_(outcome)}:")
        for line in _lines(reasons):
            app.screen.say(_lines_of(line, app.screen.width))


def _lines(reasons: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for reason, rows in reasons.items():
        where = together([str(row["place"]) for row in rows])
        if len(rows) == 1 and rows[0]["id"]:
            where = f"id {rows[0]['id']}, {where}"
        yield f"{reason} ({where})" if reason else where


def _lines_of(line: str, width: int | None) -> str:
    if width is None:
        return _INDENT + line
    return textwrap.fill(
        line,
        max(width, 20),
        initial_indent=_INDENT,
        subsequent_indent=_INDENT * 2,
        break_long_words=False,
        break_on_hyphens=False,
    )
