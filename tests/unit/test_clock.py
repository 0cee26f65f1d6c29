"""Waiting, so that Ctrl-C is heard."""

from __future__ import annotations

import time

import pytest

from alegra_cli.clock import NAP, Clock


def test_a_long_wait_is_made_of_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C that comes just before a nap is heard after it, and not after ten minutes."""
    naps: list[float] = []
    monkeypatch.setattr(time, "monotonic", lambda: sum(naps))
    monkeypatch.setattr(time, "sleep", naps.append)
    Clock().sleep(600)
    assert sum(naps) == 600
    assert max(naps) <= NAP < 1
