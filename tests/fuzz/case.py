"""One thing to try, and what came of it."""

from __future__ import annotations

import re
from typing import Any

import attrs

EMAIL = "ana@example.com"
TOKEN = "s3cr3t-t0ken-of-ana"


@attrs.frozen
class Case:
    """group, seed, number: what it is made of, each time the same.

    files: content by name below the home. gone: names below it to take away first. answers:
    raw HTTP of the server, the last one for the rest; with none it is the sandbox.
    """

    group: str
    number: int
    line: tuple[str, ...]
    stdin: bytes = b""
    env: dict[str, str] = attrs.field(factory=dict)
    files: dict[str, bytes] = attrs.field(factory=dict)
    answers: tuple[bytes, ...] = ()


@attrs.frozen
class Outcome:
    """code: None where it had to be killed. notes: what `limited` wrote."""

    code: int | None
    out: str
    err: str
    notes: dict[str, Any]


# Those that are documented, and what a shell gives for a closed pipe.
CODES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130}
MOST_MEMORY = 200.0
LONGEST_WAIT = 3600.0


def wrong(case: Case, outcome: Outcome) -> list[str]:
    """What must not be, each in a few words that are the same for all of its kind."""
    found = []
    notes = outcome.notes
    if outcome.code is None:
        found.append(f"no end: {_innermost(notes.get('stuck', ''))}")
    elif outcome.code not in CODES:
        found.append(f"exit code {outcome.code}")
    if notes.get("where"):
        found.append(f"unexpected: {_innermost(notes['where'])}")
    elif "Traceback" in outcome.err and not any("v" in word for word in case.line):
        found.append(f"unexpected: {outcome.err.strip()[-200:]}")
    if "Exception ignored" in outcome.err or re.search(r"^[\w.]+Warning: ", outcome.err, re.M):
        found.append(f"a warning: {outcome.err.strip()[-200:]}")
    if TOKEN in outcome.out + outcome.err:
        found.append("the token is in the output")
    if notes.get("peak", 0.0) > MOST_MEMORY:
        found.append("more than 200 MB")
    if notes.get("slept", 0.0) > LONGEST_WAIT:
        found.append("waits for more than an hour")
    if outcome.code and not outcome.err and outcome.code in range(2, 10):
        found.append(f"exit code {outcome.code} without a word")
    return found


def _innermost(trace: str) -> str:
    """The last of our own lines in a traceback, and the problem's name."""
    lines = trace.strip().splitlines()
    ours = [line.strip() for line in lines if "alegra" in line and line.lstrip().startswith("File")]
    if not ours:
        return trace[-200:]
    # faulthandler tells the innermost first.
    first = trace.startswith(("Timeout", "Thread", "Current"))
    place = (ours[0] if first else ours[-1]).rpartition("alegra")[2]
    return place if first else f"{place}: {lines[-1][:100]}"
