"""Rows of a table that are one document."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.errors import UsageProblem
from alegra_cli.transfer.grouping import DocumentRow, columns_of, document_rows, merge_rows
from alegra_cli.transfer.rows import Row, Source


def _source(*cells: dict[str, Any], word: str = "line") -> Source:
    rows = [Row(n, f"{word} {n + 1}", one) for n, one in enumerate(cells, 1)]
    return Source(lambda: iter(rows), table=True, columns=("no", "what"))


@given(st.lists(st.tuples(st.sampled_from(["1", "2", " 2", "30"]), st.integers()), max_size=12))
def test_every_line_is_in_the_one_document_of_its_number(lines: list[tuple[str, int]]) -> None:
    cells = [{"no": number, "what": str(what)} for number, what in lines]
    found = list(document_rows(_source(*cells), ("no",)).rows())
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    parts = [[part.cells for part in row.parts or (row,)] for row in found]
    keys = [one[0]["no"].strip() for one in parts]
    assert keys == list(dict.fromkeys(number.strip() for number, _what in lines))
    for key, one in zip(keys, parts, strict=True):
        assert one == [cell for cell in cells if cell["no"].strip() == key]


@given(
    st.lists(
        st.lists(st.fixed_dictionaries({"id": st.text(max_size=3), "price": st.integers()})),
        min_size=1,
        max_size=5,
    )
)
def test_lines_come_one_after_another_and_the_head_once(lines: list[list[dict[str, Any]]]) -> None:
    parts = [
        DocumentRow(f"line {n}", {"client": {"id": "1"}, "date": "2026-01-02", "items": own})
        for n, own in enumerate(lines, 2)
    ]
    whole, wrong = merge_rows(parts, ("items",))
    assert not wrong
    assert whole["client"] == {"id": "1"}
    assert whole["items"] == [line for own in lines for line in own]


def test_a_head_may_stand_on_the_first_row_alone_and_may_not_differ() -> None:
    parts = [
        DocumentRow("line 2", {"client": "1", "total": "100", "items": [{"id": "1"}]}),
        DocumentRow("line 3", {"items": [{"id": "2"}]}),
        DocumentRow("line 4", {"client": "2", "total": "100.00"}),
    ]
    whole, wrong = merge_rows(parts, ("items",))
    assert whole == {"client": "1", "total": "100.00", "items": [{"id": "1"}, {"id": "2"}]}
    assert [(one.path, one.message) for one in wrong] == [
        ("client", "says 2 in line 4, and 1 in line 2: it is one document")
    ]


def test_a_list_that_is_of_the_head_is_there_once() -> None:
    parts = [DocumentRow(f"line {n}", {"retentions": [{"id": "1"}], "items": [{}]}) for n in (2, 3)]
    whole, wrong = merge_rows(parts, ("items",))
    assert (whole, wrong) == ({"retentions": [{"id": "1"}], "items": [{}, {}]}, [])


def test_lists_within_an_object_are_lines_too() -> None:
    parts = [DocumentRow("line 2", {"purchases": {"items": [{"id": n}]}}) for n in (1, 2)]
    whole, _wrong = merge_rows(parts, ("purchases.items",))
    assert whole == {"purchases": {"items": [{"id": 1}, {"id": 2}]}}


def test_a_row_without_a_number_is_told() -> None:
    with pytest.raises(UsageProblem, match="line 3 has nothing in no"):
        list(document_rows(_source({"no": "1"}, {"no": " "}), ("no",)).rows())


def test_the_columns_have_to_be_there() -> None:
    source = _source({"no": "1", "what": "x"})
    assert columns_of(None, source) == columns_of("none", source) == ()
    assert columns_of("no, what", source) == ("no", "what")
    with pytest.raises(UsageProblem, match="no column number"):
        columns_of("number", source)
    with pytest.raises(UsageProblem, match="for tables"):
        columns_of("no", source._replace(table=False))
