"""The day that companies of tests are made for, as a clock of a test has it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from alegra_cli.testing.runner import FakeClock

ALL_YEARS = "2024..2099"
"""As a period: whatever the companies of the tests have."""


def clock_of_today() -> FakeClock:
    """At an hour when it is the same day in the company's country, whenever the tests run.

    What is served by a process, or made as of today, has no last month on a clock that stands still
    in some other year.
    """
    today = date.today()
    return FakeClock(datetime(today.year, today.month, today.day, 17, tzinfo=UTC))
