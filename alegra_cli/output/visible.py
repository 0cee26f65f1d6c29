"""Text of the data made harmless for a terminal: nothing in it moves the cursor or hides."""

from __future__ import annotations

import re

# DEL and C1 controls, line and paragraph separators, the marks that reorder text, and half
# characters, which no encoding can write.
_BEYOND_ASCII = "\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_HARMFUL = re.compile(f"[\x00-\x1f{_BEYOND_ASCII}]")
_HARMFUL_IN_JSON = re.compile(f"[{_BEYOND_ASCII}]")

_SHOWN = {"\n": "⏎", "\r": "␍", "\t": "␉"}


def visible(text: str) -> str:
    """The text on one line, with every control and reordering character as a visible sign."""
    # Nothing harmful can be printed, and this is known at once of nearly every text.
    return text if text.isprintable() else _HARMFUL.sub(_sign, text)


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


def escape(json_text: str) -> str:
    """JSON text with the harmful characters that JSON allows written as ``\\u…`` escapes."""
    return _HARMFUL_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", json_text)
