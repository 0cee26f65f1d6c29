"""Days as a person writes them, by the company's own calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from alegra_cli.app import App
from alegra_cli.errors import UsageProblem

_WRITTEN_OUT = re.compile(r"\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*")


def day_of(app: App, text: str, end: bool = False) -> date:
    """The day that a word means where the company is. Raises `UsageProblem`."""
    from alegra_cli.input.dates import parse_day

    if not _WRITTEN_OUT.fullmatch(text):
        app.know_company()
    return parse_day(text, app.connection.today(), end)


@contextmanager
def told_of(option: str) -> Iterator[None]:
    """What is wrong with a day, with the option that it was given to."""
    try:
        yield
    except UsageProblem as problem:
        problem.message = f"{option}: {problem.message}"
        raise
