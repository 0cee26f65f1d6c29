"""Days as a person writes them, by the company's own calendar."""

from __future__ import annotations

import re
from datetime import date

from alegra_cli.app import App

_WRITTEN_OUT = re.compile(r"\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*")


def day_of(app: App, text: str, end: bool = False) -> date:
    """The day that a word means where the company is. Raises `UsageProblem`."""
    from alegra_cli.input.dates import parse_day

    if not _WRITTEN_OUT.fullmatch(text):
        app.know_company()
    return parse_day(text, app.connection.today(), end)
