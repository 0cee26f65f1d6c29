"""Cells of a workbook: what a person sees in them, and those that have no value."""

from __future__ import annotations

import datetime
import gc
import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from alegra_cli.transfer.files import FileOptions, source_of
from alegra_cli.transfer.rows import Row

SHEET = "xl/worksheets/sheet1.xml"
# More rows than are kept of any file.
COUNT = 1100


def rows(file: Path) -> list[Row]:
    return list(source_of(file, file.name, FileOptions()).rows())


def sheet(tmp_path: Path, value: Any, form: str = "General") -> Row:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["a", "b"])
    book.active.append(["x", value])
    book.active["B2"].number_format = form
    book.save(tmp_path / "f.xlsx")
    return rows(tmp_path / "f.xlsx")[0]


def row_with_cell(tmp_path: Path, cell: str) -> Row:
    """The row of a sheet whose cell B2 is this XML."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["a", "b"])
    book.active.append(["x", 4711])
    book.save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(tmp_path / "f.xlsx", "w") as archive:
        for name in whole.namelist():
            content = whole.read(name).decode()
            if name == SHEET:
                start = content.index('<c r="B2"')
                end = content.index("</c>", start) + len("</c>")
                content = content[:start] + cell + content[end:]
            archive.writestr(name, content)
    return rows(tmp_path / "f.xlsx")[0]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (6600, "00000", "06600"),
        (7, "000", "007"),
        (6600.0, "[$-80A]00000", "06600"),
        (1234567, "00000", "1234567"),
        (6600, "0.00", "6600"),
        (6600, "#,##0", "6600"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (123456789012345, "General", "123456789012345"),
        (True, "General", "true"),
        (datetime.datetime(2026, 3, 2), "dd/mm/yyyy", "2026-03-02"),
        (datetime.datetime(2026, 3, 2, 21, 58, 49), "dd/mm/yyyy hh:mm", "2026-03-02 21:58:49"),
        (datetime.time(8, 30), "hh:mm", "08:30:00"),
        ("\u00a0 Café\u200b ", "General", "Café"),
    ],
)
def test_what_a_person_sees(tmp_path: Path, value: Any, form: str, text: str) -> None:
    row = sheet(tmp_path, value, form)
    assert row.cells == {"a": "x", "b": text}
    assert not row.damage


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="B2"><f>A1</f><v></v></c>', "a formula without its value"),
        ('<c r="B2"><f>A1</f></c>', "a formula without its value"),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B2" t="inlineStr"><is><t>#¡REF!</t></is></c>', "#¡REF!"),
        ('<c r="B2"><v>1234567890123450</v></c>', "more than 15 digits"),
        ('<c r="B2"><v>1.2345678901234501E+19</v></c>', "more than 15 digits"),
    ],
)
def test_cells_without_a_value_are_told(tmp_path: Path, cell: str, said: str) -> None:
    row = row_with_cell(tmp_path, cell)
    assert list(row.damage) == ["b"]
    assert said in row.damage["b"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B2"><f>A1</f><v>12.5</v></c>', "12.5"),
        ('<c r="B2" t="str"><f>A1</f><v>x</v></c>', "x"),
        ('<c r="B2" t="str"><f>IF(A1="","",1)</f><v></v></c>', ""),
        ('<c r="B2"><v></v></c>', ""),
        ('<c r="B2"><v>1234567890123456789</v></c>', "1234567890123456789"),
    ],
)
def test_what_was_calculated_is_taken(tmp_path: Path, cell: str, text: str) -> None:
    row = row_with_cell(tmp_path, cell)
    assert row.cells["b"] == text
    assert not row.damage


# They take 1.9 and 2.7 megabytes, and would take 2.7 and 4.7 if they were read as a whole.
@pytest.mark.parametrize(
    ("formula", "most"), [(None, 2_300_000), ("=1+1", 3_700_000)], ids=["values", "formulas"]
)
def test_a_sheet_of_any_size_is_read_in_little_memory(
    tmp_path: Path, formula: str | None, most: int
) -> None:
    sheet(tmp_path, 1)  # what is imported for the first one is not counted
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    page.append(["name", "price", "note"])
    for number in range(COUNT):
        page.append([number, number * 1.5, formula])
    book.save(tmp_path / "f.xlsx")
    gc.collect()
    tracemalloc.start()
    try:
        found = source_of(tmp_path / "f.xlsx", "f.xlsx", FileOptions())
        assert sum(bool(row.damage) == bool(formula) for row in found.rows()) == COUNT
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < most
