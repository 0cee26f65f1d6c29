"""A sum below the rows is noticed; a row that only looks a little like one is a row."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.exact.notation import COMMA, POINT
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.transfer.total_row import total_row, without_totals
from tests.cases import cases

COLUMNS = ("name", "code", "price", "stock")
NUMERIC = ("price", "stock")


def source(*rows: str) -> Source:
    read = [
        Row(number, f"line {number + 1}", dict(zip(COLUMNS, row.split(";"), strict=True)))
        for number, row in enumerate(rows, 1)
    ]
    return Source(lambda: iter(read), True, COLUMNS)


def is_total(*rows: str, sign: str = POINT) -> bool:
    return total_row(source(*rows), NUMERIC, sign) is not None


@cases(
    "last", ["Total;;30;3", "TOTAL GENERAL:;;30;", ";Totales;;", ";;30;3", ";;30;", "Suma;x;30;3"]
)
def test_a_sum_is_noticed(last: str) -> None:
    assert is_total("a;A;10;1", "b;B;20;2", last)


@cases(
    "last",
    [
        "c;C;30;3",  # the sum by chance
        "Total 90;T9;12;1",  # a name
        "Total;T9;12;1",  # a product of that name
        ";;31;",  # not the sum: its missing name is told as such
        "c;;;",
    ],
)
def test_a_row_is_no_sum(last: str) -> None:
    assert not is_total("a;A;10;1", "b;B;20;2", last)


def test_one_row_is_never_a_sum_and_numbers_count_as_they_are_meant() -> None:
    assert not is_total("Total;;30;3")
    assert not is_total(";;10;", ";;10;")
    assert is_total("a;A;1.000,50;", "b;B;0,50;", "Total;T;1.001,00;", sign=COMMA)


def test_the_word_in_the_place_of_an_id_is_enough() -> None:
    rows = source("1;A;10;1", "2;B;20;2", "Total;x;7;y")
    assert total_row(rows, NUMERIC, POINT) is None
    assert total_row(rows, NUMERIC, POINT, "name") is not None


def rows_and_note(asked: str | None) -> tuple[list[Any], str]:
    rows = source("a;A;10;1", "b;B;20;2", "Total;;30;3")
    kept, text = without_totals(rows, "f.csv", NUMERIC, POINT, asked)
    return [row.number for row in kept.rows()], text


def test_it_is_asked_about_left_out_or_kept() -> None:
    with pytest.raises(UsageProblem) as caught:
        rows_and_note(None)
    assert "line 4 looks like a total: Total, 30, 3; price, stock" in caught.value.message
    assert "--total-row skip" in caught.value.hint
    assert rows_and_note("skip") == ([1, 2], "f.csv, line 4 is a total; it was left out.")
    assert rows_and_note("keep") == ([1, 2, 3], "")
