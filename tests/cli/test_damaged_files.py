"""Packed files and workbooks that are damaged, and expressions that no library can take."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from tests.cli.office import Office

PACKED = gzip.compress(b"name,days\n" + b"".join(b"Plazo %d,%d\n" % (n, n) for n in range(9000)))
SHEET = "xl/worksheets/sheet1.xml"


@cache
def workbook(sheet: bytes) -> bytes:
    """An XLSX file whose first sheet has this content."""
    from openpyxl import Workbook

    made = io.BytesIO()
    book = Workbook()
    book.worksheets[0].append(["name", "days"])
    book.save(made)
    damaged = io.BytesIO()
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(damaged, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, sheet if name == SHEET else whole.read(name))
    return damaged.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plazos.json.gz", b"ju"),
        ("plazos.csv.gz", PACKED[:-200]),
        ("plazos.csv.gz", PACKED[:4000] + b"\xff\x00" * 40 + PACKED[4080:]),
        ("plazos.csv.gz", PACKED[:-8] + b"\x00" * 8),
        ("plazos.yaml.gz", b"\x1f\x8b\x08\x00" + b"x" * 40),
        ("plazos.xlsx", b"PK\x03\x04 and no more"),
        ("plazos.xlsx", partial(workbook, b"")),
        ("plazos.xlsx", partial(workbook, b"<worksheet><sheetData><row><c>&a;</c></row>")),
        ("plazos.xlsx", partial(workbook, b"<worksheet")),
    ],
    ids=["none", "cut", "changed", "sum", "header", "archive", "empty", "entity", "unclosed"],
)
@pytest.mark.parametrize(
    "verb", [("import",), ("update", "--yes", "-f"), ("delete", "--yes", "-f")]
)
def test_a_damaged_file_is_named_and_nothing_is_sent(
    office: Office,
    tmp_path: Path,
    name: str,
    content: bytes | Callable[[], bytes],
    verb: tuple[str, ...],
) -> None:
    file = tmp_path / name
    file.write_bytes(content() if callable(content) else content)
    result = office.alegra("terms", *verb, str(file))
    assert result.code in (1, 2)
    assert result.out == ""
    assert name in result.err
    assert "unexpected" not in result.err
    assert "POST" not in office.alegra("log", "-o", "csv").out


@pytest.mark.parametrize(
    "line",
    [
        ("--select", "[::0]"),
        ("--select", "sort_by(@, &" + "1" * 5000 + ")"),
        ("--select", "[" * 5000),
        ("-o", "template={{ " + "(" * 3000 + " }}"),
    ],
    ids=["step", "number", "select", "template"],
)
def test_an_expression_that_nothing_can_take_is_a_plain_error(
    office: Office, line: tuple[str, str]
) -> None:
    result = office.alegra("terms", "list", *line)
    assert result.code == 2
    assert "unexpected" not in result.err
    assert result.err.startswith("Error: ")
