"""JSON that is nested more deeply than anything that is meant, refused before it is read.

What is read could otherwise be too deep to be written again: an answer to a write, say.
"""

from __future__ import annotations

import re

DEEPEST = 100
"""Levels; what Alegra knows has fewer than ten."""

_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def refuse_deep(text: str) -> None:
    """Raise ``ValueError`` for a JSON text that is nested too deeply."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    # Brackets within texts may hide the end of a level, so they are taken away where it matters.
    if _deep(text) and _deep(_TEXTS.sub("", text)):
        from alegra_cli.i18n import _

        raise ValueError(_("it is nested too deeply"))


def _deep(text: str) -> bool:
    """Level by level from within, each at the speed of C."""
    left = text.encode(errors="surrogatepass").translate(None, _BUT_BRACKETS)
    for _level in range(DEEPEST):
        if len(left) <= DEEPEST:
            return False
        before = len(left)
        left = left.replace(b"[]", b"").replace(b"{}", b"")
        if len(left) == before:
            break
    return len(left) > DEEPEST
