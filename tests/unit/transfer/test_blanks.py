"""Blanks around cells are no part of them, those that nobody sees included."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alegra_cli.transfer.blanks import trim
from alegra_cli.transfer.error_words import error_in
from alegra_cli.transfer.files import FileOptions, source_of
from tests.cases import cases

UNSEEN = "\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff\u200e\u202c\t\r\n \u3000"
AROUND = st.text(UNSEEN, max_size=4)


@given(AROUND, st.text(st.characters(categories=["L", "N", "P", "S"])), AROUND)
def test_only_what_stands_around_goes(before: str, text: str, after: str) -> None:
    assert trim(before + text + after) == text
    assert trim(f"{before}a{text}\u00a0{text}b{after}") == f"a{text}\u00a0{text}b"


@given(AROUND, AROUND)
@example("\r\t\t", "\r")  # more tabs than commas, in quotes that go on in the next line
def test_in_headers_and_cells_of_a_table(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str
) -> None:
    file = tmp_path_factory.mktemp("blanks") / "f.csv"
    file.write_text(f'"x","{before}name{after}"\n1,"{before}Café{after}"\n"{after}","{before}"\n')
    assert [row.cells for row in source_of(file, "f.csv", FileOptions()).rows()] == [
        {"x": "1", "name": "Café"}
    ]


def test_raw_keeps_them(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text(" a , b\n 1 ,#N/A\n")
    (row,) = source_of(file, "f.csv", FileOptions(raw=True)).rows()
    assert row.cells == {"a": " 1 ", "b": "#N/A"}
    assert not row.damage


def test_rows_that_are_no_table_stay_exact(tmp_path: Path) -> None:
    file = tmp_path / "f.json"
    file.write_text('[{"a": " 1\\u00a0", "b": "#N/A"}]')
    (row,) = source_of(file, "f.json", FileOptions()).rows()
    assert row.cells == {"a": " 1\u00a0", "b": "#N/A"}
    assert not row.damage


@cases(
    "word",
    [
        *("#N/A", "#N/D", "#REF!", "#¡REF!", "#VALUE!", "#¡VALOR!", "#NAME?", "#¿NOMBRE?"),
        *("#DIV/0!", "#¡DIV/0!", "#NUM!", "#¡NUM!", "#NULL!", "#¡NULO!", "#SPILL!", "#CALC!"),
        *("#¡DESBORDAMIENTO!", "#ERROR!", "#GETTING_DATA", "########", "Err:502"),
    ],
)
def test_errors_of_a_spreadsheet_in_both_languages(word: str, tmp_path: Path) -> None:
    assert word in error_in(word)
    file = tmp_path / "f.csv"
    file.write_text(f"a;b\n1; {word} \n")
    (row,) = source_of(file, "f.csv", FileOptions()).rows()
    assert list(row.damage) == ["b"]


@cases("text", ["", "#1", "# 12-30", "#REF", "##", "Error", "Err:", "N/A", "#12"])
def test_what_only_looks_like_one(text: str) -> None:
    assert error_in(text) == ""
