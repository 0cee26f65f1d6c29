"""Blanks around the cells of a table, those that nobody sees among them."""

from __future__ import annotations

# Zero-width blanks and joiners, the mark of a file's start, and the marks of a text's direction:
# what is copied from a web page, a PDF or a chat brings them along.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f" + "\u202a\u202b\u202c\u202d\u202e"
_SEEN = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_WIDE = "".join(map(chr, range(0x2000, 0x200B)))
_BLANKS = _SEEN + _WIDE + _UNSEEN + "\u2066\u2067\u2068\u2069"


def trim(text: str) -> str:
    """Without the blanks at both ends; what stands between words stays."""
    return text.strip(_BLANKS)
