"""Bars in a terminal, as long as their numbers."""

# By hand: plotext and termgraph draw far more, import for longer than a report takes, and know
# nothing of exact numbers.

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TextIO

from alegra_cli.output.fitting import GAP, cut, width_of

_WIDEST_LABEL = 30
_LEAST_BAR = 8
_WIDTH = 80
_PARTS = "▏▎▍▌▋▊▉█"
_BELOW_ZERO = "░"


class Bar(NamedTuple):
    label: str
    value: Decimal


def bars(rows: Sequence[Bar], width: int | None, blocks: bool) -> list[str]:
    """A line for each row, of at most `width` columns: label, bar, number.

    The longest bar is the largest number without its sign; those below zero are lighter.
    blocks: whether the terminal writes more than ASCII.
    """
    labels = [cut(row.label, _WIDEST_LABEL) for row in rows]
    numbers = [f"{row.value:f}" for row in rows]
    label_room = max(map(width_of, labels), default=0)
    number_room = max(map(len, numbers), default=0)
    room = (width or _WIDTH) - label_room - number_room - 2 * GAP
    if room < _LEAST_BAR:
        label_room = max(label_room - (_LEAST_BAR - room), _LEAST_BAR)
        labels = [cut(label, label_room) for label in labels]
        room = max((width or _WIDTH) - label_room - number_room - 2 * GAP, 1)
    most = max((abs(row.value) for row in rows), default=Decimal(0))
    gap = " " * GAP
    return [
        f"{label}{' ' * (label_room - width_of(label))}{gap}"
        f"{_bar(row.value, most, room, blocks):<{room}}{gap}{number:>{number_room}}"
        for row, label, number in zip(rows, labels, numbers, strict=True)
    ]


def writes_blocks(stream: TextIO) -> bool:
    """Whether the encoding of a stream has the characters of a bar."""
    try:
        (_PARTS + _BELOW_ZERO).encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _bar(value: Decimal, most: Decimal, room: int, blocks: bool) -> str:
    if not value or not most:
        return ""
    eighths = max(int(abs(value) * room * len(_PARTS) / most), 1)
    if not blocks:
        return ("#" if value > 0 else "-") * max(eighths // len(_PARTS), 1)
    if value < 0:
        return _BELOW_ZERO * max(eighths // len(_PARTS), 1)
    whole, part = divmod(eighths, len(_PARTS))
    return _PARTS[-1] * whole + (_PARTS[part - 1] if part else "")
