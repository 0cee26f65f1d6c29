"""Waiting for a process until it waits itself: for an answer that never comes, or for a quota."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Process

LONGEST = 30.0
_BETWEEN = 0.01
_LOOKS = 3


def until_said(process: Process, text: bytes) -> bytes:
    """What it has written to stderr once the text is in it."""
    assert process.stderr is not None
    said = b""
    until = time.monotonic() + LONGEST
    while text not in said:
        ready, _, _ = select.select([process.stderr], [], [], max(until - time.monotonic(), 0))
        part = os.read(process.stderr.fileno(), 65536) if ready else b""
        assert part, f"it did not say {text!r}, but {said!r}"
        said += part
    return said


def until_it_waits(process: Process, sent: Callable[[], int]) -> None:
    """Every thread of it sleeps, and no request arrives any more, at several looks on end.

    sent: how many requests have arrived.
    """
    until = time.monotonic() + LONGEST
    before, quiet = -1, 0
    while quiet < _LOOKS:
        assert time.monotonic() < until, f"it never waits; requests that arrived: {before}"
        time.sleep(_BETWEEN)  # nothing tells that another process has begun to wait
        now = sent()
        quiet = quiet + 1 if now == before and _sleeps(process.pid) else 0
        before = now


def _sleeps(number: int) -> bool:
    """Whether no thread of the process runs; where no system tells, what arrives has to do."""
    try:
        told = [file.read_text() for file in Path(f"/proc/{number}/task").glob("*/stat")]
    except OSError:  # one ended between the two
        return False
    # The state comes after the name, which is in parentheses and may have any sign in it.
    return all(text.rpartition(")")[2].split()[0] == "S" for text in told)
