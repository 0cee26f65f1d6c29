"""Making a grid as narrow as a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from wcwidth import wcwidth

GAP = 2
_NARROWEST = 6
ELLIPSIS = "…"

Rows = Sequence[Sequence[str]]


def fit(
    heads: Sequence[str], rows: Rows, fixed: Sequence[bool], width: int
) -> tuple[list[str], list[list[str]], int]:
    """(heads, rows, columns dropped at the right) that take at most `width` columns.

    The widest text columns shrink first; fixed ones (ids, amounts, dates) are never cut.
    """
    count = len(heads)
    while True:
        natural = [_natural(heads[:count], rows, index) for index in range(count)]
        widths = _shrunk(natural, fixed[:count], width - GAP * (count - 1))
        if widths is not None or count == 1:
            break
        count -= 1
    limits = widths or natural
    cut_heads = [cut(text, limit) for text, limit in zip(heads, limits, strict=False)]
    cut_rows = [
        [cut(text, limit) for text, limit in zip(row, limits, strict=False)] for row in rows
    ]
    return cut_heads, cut_rows, len(heads) - count


def _natural(heads: Sequence[str], rows: Rows, index: int) -> int:
    return max([width_of(heads[index]), *(width_of(row[index]) for row in rows)])


def _shrunk(natural: list[int], fixed: Sequence[bool], room: int) -> list[int] | None:
    """The widths under the highest common cap that fits, or None when none does."""
    for cap in range(max(room, _NARROWEST), _NARROWEST - 1, -1):
        widths = [
            size if keep else min(size, cap) for size, keep in zip(natural, fixed, strict=True)
        ]
        if sum(widths) <= room:
            return widths
    return None


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(max(0, wcwidth(character)) for character in text)


def cut(text: str, width: int) -> str:
    """At most `width` columns of a text, a sign at the end if some is missing.

    Never between a character and the marks that combine with it.
    """
    if width_of(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        size = max(0, wcwidth(character))
        joins = unicodedata.combining(character) or character in "\u200d\ufe0f"
        if used + size > width - 1 and not (joins and used <= width - 1):
            break
        kept += character
        used += size
    return kept + ELLIPSIS
