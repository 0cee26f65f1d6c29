"""Waiting, so that Ctrl-C is heard."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from alegra_cli.clock import NAP, Clock, local
from alegra_cli.testing import FakeClock
from tests.cases import cases


def test_a_long_wait_is_made_of_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C that comes just before a nap is heard after it, and not after ten minutes."""
    naps: list[float] = []
    monkeypatch.setattr(time, "monotonic", lambda: sum(naps))
    monkeypatch.setattr(time, "sleep", naps.append)
    Clock().sleep(600)
    assert sum(naps) == 600
    assert max(naps) <= NAP < 1


@cases("seconds", [2.4e-7, 1e-9, 0.1, 20.0])
def test_the_clock_of_the_tests_never_stands_still_for_who_waits(seconds: float) -> None:
    """Two moments as floats may differ by less than a microsecond, and a wait is in a loop."""
    clock = FakeClock()
    before = clock.seconds()
    clock.sleep(seconds)
    assert clock.seconds() >= before + seconds
    assert clock.seconds() > before


def test_a_moment_is_told_also_where_tz_is_no_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(2026, 6, 15, 12, tzinfo=UTC)
    with monkeypatch.context() as here:
        here.setenv("TZ", "today-999999999992026-06-15")
        time.tzset()
        with pytest.raises(ValueError, match="offset"):
            noon.astimezone()
        assert local(noon) == noon
        here.setenv("TZ", "America/Bogota")
        time.tzset()
        assert local(noon).hour == 7
    time.tzset()
