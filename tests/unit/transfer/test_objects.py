"""JSON, JSON Lines, YAML and XLSX as rows."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli import exact
from alegra_cli.errors import UsageProblem
from alegra_cli.transfer import json_yaml
from alegra_cli.transfer.files import FileOptions, available, source_of
from tests.cases import cases
from tests.nesting import nested, objects

KEYS = st.text(max_size=5)
VALUES = nested((None, False, True), (st.integers(), st.text(max_size=20)), KEYS, most=8)
RECORDS = st.lists(objects(KEYS, VALUES, most=3), max_size=6)


def read(tmp_path: Path, content: str | bytes, name: str) -> list[tuple[str, Any]]:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    found = source_of(file, name, FileOptions())
    return [(row.place, row.cells) for row in found.rows()]


def records(tmp_path: Path, content: str, name: str) -> list[Any]:
    return [cells for _place, cells in read(tmp_path, content, name)]


@given(found=RECORDS, indent=st.none() | st.just(2), block=st.integers(1, 40))
def test_json_of_any_shape_read_in_pieces_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, found: list[Any], indent: int | None, block: int
) -> None:
    tmp_path = tmp_path_factory.mktemp("json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_yaml, "BLOCK", block)
        text = exact.dumps(found, indent=indent)
        assert records(tmp_path, text, "f.json") == found
        lines = "\n".join(exact.dumps(item) for item in found)
        assert records(tmp_path, lines, "f.jsonl") == found
        assert records(tmp_path, lines, "f.json") == found


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    assert exact.dumps(records(tmp_path, '[{"a": 10.00}]', "f.json")) == '[{"a": 10.00}]'
    assert exact.dumps(records(tmp_path, "- a: 10.00\n", "f.yaml")) == '[{"a": 10.00}]'


def test_yaml_lists_and_one_alone(tmp_path: Path) -> None:
    assert records(tmp_path, "- a: 1\n- a: 2\n", "f.yml") == [{"a": 1}, {"a": 2}]
    assert records(tmp_path, "a: 1\n", "f.yaml") == [{"a": 1}]
    assert records(tmp_path, "", "f.yaml") == []


@cases(
    ("name", "content", "said"),
    [
        ("f.json", '[{"a": 1}\n {"b": 2}]', "line 2: a comma or ] is missing"),
        ("f.json", '[{"a": 1},\n', "line 2: it ends in the middle"),
        ("f.json", '[{"a": "x', "it ends in the middle"),
        ("f.json", "[1]", "a record must be an object"),
        ("f.json", '[{"a": 1}] 7', "something follows the end"),
        ("f.json", '[{"a": 1},\n{"a": }]', "f.json, line 2, column 7: not JSON"),
        ("f.json", '[{"a": 1, "a": 2}]', "the key 'a' is there twice"),
        ("f.jsonl", '{"a": 1}\n[2]\n', "line 2: a record must be an object"),
        ("f.jsonl", '{"a": 1}\n{"a"}\n', "f.jsonl, line 2, column 5: not JSON"),
        ("f.yaml", "- a: 1\n- b\n", "record 2: a record must be an object"),
        ("f.xlsx", "no archive", "can't be read as XLSX"),
        ("f.json", b'[{"a": "\xff"}]', "not UTF-8"),
        ("f.jsonl", b'{"a": "\xff"}', "not UTF-8"),
        ("f.yaml", b"a: \xff", "not UTF-8"),
    ],
)
def test_a_broken_file_says_where(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(UsageProblem) as caught:
        read(tmp_path, content, name)
    assert said in caught.value.message


def test_yaml_too_large_to_be_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_yaml, "MOST_YAML", 10)
    with pytest.raises(UsageProblem) as caught:
        read(tmp_path, "- a: 1\n- a: 2\n", "f.yaml")
    assert "too large" in caught.value.message


def sheet(tmp_path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.create_sheet("Otra").append(["x"])
    book.save(tmp_path / "f.xlsx")
    return tmp_path / "f.xlsx"


def test_a_sheet_is_a_table_of_texts(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ["name", "price", "on", "sure"],
        ["Ñandú", 0.1 + 0.2, datetime.date(2026, 3, 2), True],
        [None, None, None, None],
        ["b", 12, datetime.datetime(2026, 3, 2, 8, 30), None],
    )
    found = source_of(file, "f.xlsx", FileOptions())
    assert [(row.place, row.cells) for row in found.rows()] == [
        ("row 2", {"name": "Ñandú", "price": "0.3", "on": "2026-03-02", "sure": "true"}),
        ("row 4", {"name": "b", "price": "12", "on": "2026-03-02 08:30:00", "sure": ""}),
    ]
    assert source_of(file, "f.xlsx", FileOptions(sheet="Otra")).columns == ("x",)
    with pytest.raises(UsageProblem) as caught:
        source_of(file, "f.xlsx", FileOptions(sheet="Nada"))
    assert "Sheet, Otra" in caught.value.hint


def test_the_kind_is_seen_in_what_comes_from_stdin() -> None:
    for text, count in (('{"a": 1}\n{"a": 2}', 2), ("[]", 0), ("- a: 1", 1), ("a;b\n1;2\n", 1)):
        with available("-", io.StringIO(text)) as file:
            assert len(list(source_of(file, "-", FileOptions()).rows())) == count
        assert not file.exists()
