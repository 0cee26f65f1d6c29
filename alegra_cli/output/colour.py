"""Colour where it tells something, and only on a terminal that a person wants it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

BOLD, DIM, RED, GREEN, YELLOW = "1", "2", "31", "32", "33"
ERROR = f"{BOLD};{RED}"

# What a state means to whoever looks for it: bad news, good news, not over yet, no longer alive.
_OF_STATE = {
    RED: ("rejected", "failed", "refused", "error", "problem", "invalid", "overdue", "missing"),
    GREEN: ("accepted", "created", "updated", "changed", "done", "ok", "found", "ready"),
    YELLOW: ("unknown", "pending", "processing", "incomplete", "warning", "not sent", "not issued"),
    DIM: ("void", "closed", "inactive", "deleted", "empty"),
}
_STYLES = {word: style for style, words in _OF_STATE.items() for word in words}


def is_wanted(stream: TextIO, env: Mapping[str, str], refused: bool) -> bool:
    """Whether a stream may have colours. refused: ``--no-color`` (no-color.org, TERM=dumb)."""
    off = refused or bool(env.get("NO_COLOR")) or env.get("TERM") == "dumb"
    return not off and stream.isatty()


def paint(text: str, style: str) -> str:
    """The text in a style; each line by itself, so that a pager may cut between them."""
    if not style or not text:
        return text
    return "\n".join(f"\x1b[{style}m{line}\x1b[0m" if line else line for line in text.split("\n"))


def of_state(value: Any) -> str:
    """The style of a state's word, as the data has it; empty for none."""
    return _STYLES.get(value, "") if isinstance(value, str) else ""
