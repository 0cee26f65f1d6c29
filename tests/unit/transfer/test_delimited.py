"""CSV as it comes from Excel, from other programs, and broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.transfer.files import FileOptions, source_of
from alegra_cli.transfer.rows import Source
from tests.cases import cases

FOUND_OUT = FileOptions()


def source(
    tmp_path: Path, content: bytes, how: FileOptions = FOUND_OUT, name: str = "f.csv"
) -> Source:
    file = tmp_path / name
    file.write_bytes(content)
    return source_of(file, name, how)


def cells(found: Source) -> list[dict[str, str]]:
    return [row.cells for row in found.rows()]


SPANISH = 'nombre;ciudad\r\nJosé Núñez;Bogotá\r\n"a;b";""\r\n'
READ = [{"nombre": "José Núñez", "ciudad": "Bogotá"}, {"nombre": "a;b", "ciudad": ""}]


@cases("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_excel_in_spanish_writes(tmp_path: Path, encoding: str) -> None:
    found = source(tmp_path, SPANISH.encode(encoding))
    assert cells(found) == READ
    assert cells(found) == READ, "as often as it is asked"
    assert bool(found.notes) == (encoding == "cp1252")


@cases("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = [["a", "b;,c"], ["1", '"x,;y"']]
    lines[0][1] = f'"{lines[0][1]}"'
    text = "\n".join(delimiter.join(line) for line in lines)
    assert cells(source(tmp_path, text.encode())) == [{"a": "1", "b;,c": "x,;y"}]


def test_excels_own_line_tells_the_delimiter(tmp_path: Path) -> None:
    found = source(tmp_path, b"sep=|\r\na|b,c\r\n1|2\r\n")
    assert [(row.place, row.cells) for row in found.rows()] == [("line 3", {"a": "1", "b,c": "2"})]


def test_a_person_may_say_it(tmp_path: Path) -> None:
    assert cells(source(tmp_path, b"a;b,c\n1;2,3\n", FileOptions(delimiter=","))) == [
        {"a;b": "1;2", "c": "3"}
    ]
    latin = "ñ\n1\n".encode("latin-1")
    assert cells(source(tmp_path, latin, FileOptions(encoding="latin-1"))) == [{"ñ": "1"}]


def test_packed_by_its_name(tmp_path: Path) -> None:
    assert cells(source(tmp_path, gzip.compress(SPANISH.encode()), name="f.csv.gz")) == READ


def test_a_row_is_where_it_begins_whatever_its_cells_hold(tmp_path: Path) -> None:
    content = 'a,b\n"1\n2\u2028\x85.",3\n\n,\n4,5\n'.encode()
    assert [(row.number, row.place, row.cells) for row in source(tmp_path, content).rows()] == [
        (1, "line 2", {"a": "1\n2\u2028\x85.", "b": "3"}),
        (2, "line 6", {"a": "4", "b": "5"}),
    ]


@cases(
    ("content", "said"),
    [
        (b"", "f.csv is empty: it has no header"),
        (b"\n\n", "f.csv is empty"),
        (b"a,b\n1,2\n3\n", "line 3: it has 1 cells, and the header 2"),
        (b"a,b\n1,2,3\n", "line 2: it has 3 cells, and the header 2"),
        (b'a,b\n1,"2\n', "line 2: unexpected end of data"),
        (b'a,b\n1,"2"x\n', "line 2: ',' expected after"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        cells(source(tmp_path, content))
    assert said in caught.value.message


def test_an_encoding_that_is_none_or_not_the_right_one(tmp_path: Path) -> None:
    for name in ("klingon", "ascii"):
        with pytest.raises(UsageProblem) as caught:
            cells(source(tmp_path, SPANISH.encode(), FileOptions(encoding=name)))
        assert f"can't be read as {name}" in caught.value.message


def test_empty_columns_at_the_end_are_no_columns(tmp_path: Path) -> None:
    assert cells(source(tmp_path, b"a,b,,\n1,2,,\n")) == [{"a": "1", "b": "2"}]
