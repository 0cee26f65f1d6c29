"""Making a grid as narrow as a terminal."""

# By hand: tabulate wraps cells over several lines and rich is heavy to import. Widths and what a
# person sees as one character are wcwidth's.

from __future__ import annotations

from collections.abc import Sequence

from wcwidth import iter_graphemes, wcswidth

GAP = 2
NARROWEST = 6
ELLIPSIS = "…"

Rows = Sequence[Sequence[str]]


def fit(
    heads: Sequence[str], rows: Rows, fixed: Sequence[bool], width: int
) -> tuple[list[str], list[list[str]], int]:
    """(heads, rows, columns dropped at the right) that take at most `width` columns.

    The widest text columns shrink first; fixed ones (ids, amounts, dates) are never cut.
    """
    count = len(heads)
    natural = [_natural(heads, rows, index) for index in range(count)]
    widths = _shrunk(natural, fixed, width - GAP * (count - 1))
    while widths is None and count > 1:
        count -= 1
        widths = _shrunk(natural[:count], fixed[:count], width - GAP * (count - 1))
    limits = widths or natural[:count]
    cut_heads = [cut(text, limit) for text, limit in zip(heads, limits, strict=False)]
    cut_rows = [
        [cut(text, limit) for text, limit in zip(row, limits, strict=False)] for row in rows
    ]
    return cut_heads, cut_rows, len(heads) - count


def _natural(heads: Sequence[str], rows: Rows, index: int) -> int:
    return max([width_of(heads[index]), *(width_of(row[index]) for row in rows)])


def _shrunk(natural: list[int], fixed: Sequence[bool], room: int) -> list[int] | None:
    """The widths under the highest common cap that fits, or None when none does."""
    for cap in range(max(room, NARROWEST), NARROWEST - 1, -1):
        widths = [
            size if keep else min(size, cap) for size, keep in zip(natural, fixed, strict=True)
        ]
        if sum(widths) <= room:
            return widths
    return None


def fit_values(rows: Rows, fixed: Sequence[bool], width: int) -> list[list[str]]:
    """Rows of key and value in at most `width` columns: only values that may be cut are."""
    keys = max(width_of(key) for key, _value in rows)
    room = max(width - keys - GAP, NARROWEST)
    return [
        [key, value if keep else cut(value, room)]
        for (key, value), keep in zip(rows, fixed, strict=True)
    ]


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return max(0, wcswidth(text))


def cut(text: str, width: int) -> str:
    """At most `width` columns of a text, a sign at the end if some is missing.

    Never inside what a person sees as one character: a letter and its marks, a joined emoji.
    """
    if width_of(text) <= width:
        return text
    kept, room = "", width - width_of(ELLIPSIS)
    for grapheme in iter_graphemes(text):
        room -= width_of(grapheme)
        if room < 0:
            break
        kept += grapheme
    return kept + ELLIPSIS
