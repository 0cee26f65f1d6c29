"""Bars: as long as their numbers, never wider than the terminal, on any of them."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.output.chart import Bar, bars, writes_blocks
from alegra_cli.output.fitting import width_of

AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
ROWS = st.lists(st.builds(Bar, st.text("aé漢 x", max_size=40), AMOUNTS), max_size=9)


def test_the_longest_fills_its_room_and_the_others_their_part() -> None:
    drawn = bars([Bar("a", Decimal(100)), Bar("b", Decimal(50)), Bar("c", Decimal(0))], 30, True)
    assert drawn == [
        f"a  {'█' * 22}  100",
        f"b  {'█' * 11}{' ' * 11}   50",
        f"c  {' ' * 22}    0",
    ]


def test_what_is_below_zero_is_lighter() -> None:
    drawn = bars([Bar("a", Decimal(-2)), Bar("b", Decimal(1))], 25, True)
    assert drawn[0].count("░") == 2 * drawn[1].count("█") > 0
    plain = bars([Bar("a", Decimal(-2)), Bar("b", Decimal(1))], 25, False)
    assert plain[0].count("-") - 1 == 2 * plain[1].count("#") > 0


@given(ROWS, st.integers(50, 200), st.booleans())
def test_no_line_is_wider_than_the_terminal(rows: list[Bar], width: int, blocks: bool) -> None:
    drawn = bars(rows, width, blocks)
    assert len(drawn) == len(rows)
    assert all(width_of(line) <= width for line in drawn)
    for row, line in zip(rows, drawn, strict=True):
        assert line.endswith(f"{row.value:f}")
        assert blocks or not set(line) & set("▏▎▍▌▋▊▉█░")


@pytest.mark.parametrize(
    ("encoding", "can"), [("utf-8", True), ("ascii", False), ("cp1252", False)]
)
def test_a_stream_writes_blocks_or_does_not(encoding: str, can: bool) -> None:
    assert writes_blocks(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) is can
    assert not writes_blocks(io.StringIO())
