"""Making a grid as narrow as a terminal: what goes first, what is cut, what wraps, what never."""

# By hand: tabulate knows nothing of what a column means, and rich is heavy to import. Widths and
# what a person sees as one character are wcwidth's.

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

GAP = 2
ELLIPSIS = "…"
# A name of 20 is read at a glance, one of 12 is still told from others; 6 is the last resort.
_EASY, _NARROW, _NARROWEST = 20, 12, 6

# Letters of the languages here and the signs between them: each is one character of one column.
# Most texts have no others, and to read the tables of all characters takes longer than to show one
# record.
PLAIN = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u20a0-\u20bf]*")

CellRows = Sequence[Sequence[str]]


class ColumnShape(NamedTuple):
    """What may happen to a column where there is no room for it.

    whole: never cut. priority: 0 stays; the others go, the highest first. wraps: takes several
    lines rather than being cut.
    """

    whole: bool = False
    priority: int = 1
    wraps: bool = False


class Layout(NamedTuple):
    """What is shown: indexes of the columns and how wide each may be; None for all they need.

    constant: columns that say the same in every row and are told once. omissions: others that say
    something and are not shown. gap: blanks between columns. fits: False where not even that is
    narrow enough.
    """

    columns: list[int]
    widths: list[int]
    constant: list[int]
    omissions: list[int]
    gap: int = GAP
    fits: bool = True


def layout(
    heads: Sequence[str], rows: CellRows, shapes: Sequence[ColumnShape], width: int
) -> Layout:
    """The columns of a grid that take at most `width` columns of a terminal.

    First names shrink to what is read at a glance; then columns go that say nothing or the same
    in every row; then names shrink further, and columns go by their priority; then all moves
    closer together.
    """
    natural = [_natural(heads, rows, index) for index in range(len(heads))]
    kept = list(range(len(heads)))
    constant: list[int] = []
    dropped: list[int] = []

    def fitting(least: int, gap: int = GAP) -> list[int] | None:
        part = [natural[index] for index in kept]
        room = width - gap * (len(part) - 1)
        return _shrunk(part, [shapes[index] for index in kept], least, room)

    def go(index: int, where: list[int]) -> None:
        kept.remove(index)
        where.append(index)

    widths = fitting(_EASY)
    for index in _without_news(rows, shapes, len(heads)):
        if widths is not None or len(kept) == 1:
            break
        go(index, constant if any(row[index] for row in rows) else [])
        widths = fitting(_EASY)
    widths = widths or fitting(_NARROW)
    for index in _by_priority(kept, shapes):
        if widths is not None or len(kept) == 1:
            break
        go(index, dropped)
        widths = fitting(_NARROW)
    if widths is not None or (widths := fitting(_NARROWEST)) is not None:
        return Layout(kept, widths, constant, sorted(dropped))
    if (widths := fitting(_NARROWEST, 1)) is not None:
        return Layout(kept, widths, constant, sorted(dropped), gap=1)
    return Layout(list(range(len(heads))), natural, [], [], fits=False)


def _natural(heads: Sequence[str], rows: CellRows, index: int) -> int:
    return max([width_of(heads[index]), *(width_of(row[index]) for row in rows)])


def _without_news(rows: CellRows, shapes: Sequence[ColumnShape], count: int) -> list[int]:
    """Columns that are empty, then those that say one thing; an amount is worth its place."""
    free = [index for index in range(count) if shapes[index].priority]
    empty = [index for index in range(count) if not any(row[index] for row in rows)]
    same = [
        index
        for index in free
        if len(rows) > 1 and len({row[index] for row in rows}) == 1 and index not in empty
    ]
    return [index for index in [*empty, *same] if shapes[index].priority or index in empty]


def _by_priority(kept: Sequence[int], shapes: Sequence[ColumnShape]) -> list[int]:
    free = [index for index in kept if shapes[index].priority]
    return sorted(free, key=lambda index: (-shapes[index].priority, -index))


def _shrunk(
    natural: Sequence[int], shapes: Sequence[ColumnShape], least: int, room: int
) -> list[int] | None:
    """The widths under the highest common cap that fits, or None when none does."""
    for cap in range(max(room, least), least - 1, -1):
        widths = [
            size if shape.whole else min(size, cap)
            for size, shape in zip(natural, shapes, strict=True)
        ]
        if sum(widths) <= room:
            return widths
    return None


def fit_values(rows: CellRows, whole: Sequence[bool], width: int) -> list[list[str]]:
    """Rows of key and value in at most `width` columns: only values that may be cut are."""
    keys = max(width_of(key) for key, _value in rows)
    room = max(width - keys - GAP, _NARROWEST)
    return [
        [key, value if keep else cut(value, room)]
        for (key, value), keep in zip(rows, whole, strict=True)
    ]


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii() or PLAIN.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _graphemes(text: str) -> Iterable[str]:
    """What a person sees as one character each."""
    if PLAIN.fullmatch(text):
        return text
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def text_lines(text: str, width: int, breaks: bool = True) -> list[str]:
    """The text on lines of at most `width` columns, broken between words where that can be.

    breaks: whether a word that is longer is broken too; an address is never, so that it can be
    copied.
    """
    lines: list[str] = []
    for word in text.split(" "):
        for part in [word] if "://" in word or not breaks else _pieces(word, width):
            joined = part is word and lines
            if joined and width_of(lines[-1]) + 1 + width_of(part) <= width:
                lines[-1] += f" {part}"
            else:
                lines.append(part)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """The word itself where it fits; else pieces that do, none within one character."""
    if width_of(word) <= width:
        return [word]
    pieces = [""]
    for grapheme in _graphemes(word):
        if pieces[-1] and width_of(pieces[-1] + grapheme) > width:
            pieces.append("")
        pieces[-1] += grapheme
    return pieces


def cut(text: str, width: int) -> str:
    """At most `width` columns of a text, a sign at the end if some is missing.

    Never inside what a person sees as one character: a letter and its marks, a joined emoji.
    """
    if width_of(text) <= width:
        return text
    kept, room = "", width - width_of(ELLIPSIS)
    for grapheme in _graphemes(text):
        room -= width_of(grapheme)
        if room < 0:
            break
        kept += grapheme
    return kept + ELLIPSIS
