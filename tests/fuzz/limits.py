"""The program within limits, with notes of what no output tells: a module of the fork server.

FUZZ_NOTES: a file that gets one JSON object when the program ends: ``peak`` (MB resident),
``slept`` (seconds that it would have waited) and ``where`` (of a failure that nobody expected).
"""

from __future__ import annotations

import atexit
import faulthandler
import json
import os
import resource
import threading
import traceback
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from alegra_cli import cli, failing
from alegra_cli.app import App
from alegra_cli.clock import Clock
from alegra_cli.failing import as_error
from alegra_cli.i18n import _
from alegra_cli.output import bounds

# Bytes of address space: far more than what is allowed to be resident, and far less than the
# machine has, so that a bomb ends as an error of this run alone.
SPACE = 900 << 20

notes: dict[str, Any] = {"slept": 0.0, "where": ""}
_guard = threading.Lock()
_now, _seconds, _report = Clock.now, Clock.seconds, failing.report


def slept(_clock: Clock, seconds: float) -> None:
    """Time passes without anybody waiting for it."""
    with _guard:
        notes["slept"] += seconds
    if notes["slept"] > 1e7:
        raise AssertionError(f"it waits for {notes['slept']:.0f} seconds")


def now(clock: Clock) -> datetime:
    return _now(clock) + timedelta(seconds=notes["slept"])


def seconds(clock: Clock) -> float:
    return _seconds(clock) + float(notes["slept"])


def report(app: App, problem: BaseException, argv: Sequence[str]) -> int:
    if _("Something unexpected happened: {problem}").split("{")[0] in as_error(problem).message:
        notes["where"] = "".join(traceback.format_exception(problem))[-6000:]
    return _report(app, problem, argv)


def write_notes() -> None:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    notes["peak"] = int(peak.split()[1]) / 1024
    Path(os.environ["FUZZ_NOTES"]).write_text(json.dumps(notes), encoding="utf-8")


def main() -> None:
    # What the warm program held is no part of this run's peak.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    atexit.register(write_notes)
    stuck = open(os.environ["FUZZ_NOTES"] + ".stuck", "w", encoding="utf-8")  # noqa: SIM115
    faulthandler.dump_traceback_later(float(os.environ["FUZZ_LONGEST"]) - 0.3, file=stuck)
    for owner, name, instead in (
        (Clock, "sleep", slept),
        (Clock, "now", now),
        (Clock, "seconds", seconds),
        (failing, "report", report),
        # An expression that multiplies has gone far enough after this.
        (bounds, "SECONDS", 0.1),
    ):
        setattr(owner, name, instead)
    try:
        cli.main()
    finally:
        faulthandler.cancel_dump_traceback_later()
        stuck.close()
