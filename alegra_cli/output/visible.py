"""Text of the data made harmless for a terminal: nothing in it moves the cursor or hides."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line and paragraph separators, and the marks that reorder text.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

_SHOWN = {"\n": "⏎", "\r": "␍", "\t": "␉"}


def visible(text: str) -> str:
    """The text on one line, with every control and reordering character as a visible sign."""
    return _HARMFUL.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    character = match.group()
    if character in _SHOWN:
        return _SHOWN[character]
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"\\u{code:04x}"


def escaped(json_text: str) -> str:
    """JSON text with the harmful characters that JSON allows written as ``\\u…`` escapes."""
    return _HARMFUL_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", json_text)


_HARMFUL_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
