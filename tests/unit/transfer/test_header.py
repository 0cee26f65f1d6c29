"""The row that names the columns, under titles or not, and the names that it gives."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.errors import UsageProblem
from alegra_cli.transfer.files import FileOptions, source_of
from alegra_cli.transfer.header import HeaderSearch, column_names, header_of
from tests.cases import cases

KNOWN = HeaderSearch(
    names_field=lambda text: text.casefold() in ("name", "price", "nombre", "precio")
)


def records(*rows: str) -> list[tuple[int, list[str]]]:
    return [(number, row.split(";")) for number, row in enumerate(rows, 1)]


@cases(
    ("rows", "number"),
    [
        (("name;price", "a;1"), 1),
        (("Acme S.A.;", "NIT 900;", "", "Nombre;Precio", "a;1"), 4),
        # Nothing proves which row it is: the first, and its names are asked about.
        (("Acme S.A.;", "Detalle;Valor", "a;1"), 1),
        # As wide as the header of somebody else's names: a row, however it reads.
        (("Detalle;Valor", "name;price"), 1),
        # One known name is no proof.
        (("Acme S.A.;;", "Nombre;Valor;Otro", "a;1;2"), 1),
        # A number among the names: it is no header, nor can what follows be told from it.
        (("Acme;;", "Nombre;Precio;3", "Nombre;Precio;x"), 1),
    ],
)
def test_titles_are_passed_over_only_where_the_header_is_certain(
    rows: tuple[str, ...], number: int
) -> None:
    found = header_of("f.csv", records(*rows), KNOWN)
    assert found.number == number
    assert bool(found.notes) is (number > 1)


def test_the_row_that_a_person_says_is_the_header() -> None:
    rows = records("Acme;", "Detalle;Valor", "a;1")
    assert header_of("f.csv", rows, KNOWN._replace(row=2)).names == ("Detalle", "Valor")
    for row in (4, 9):
        with pytest.raises(UsageProblem, match=f"no header in row {row}"):
            header_of("f.csv", [*rows, (4, ["", ""])], KNOWN._replace(row=row))


@cases(
    ("cells", "names"),
    [
        (["a", " b ", "", ""], ("a", "b")),
        (["", "a"], ("#1", "a")),
        (["Unnamed: 0", "a"], ("#1", "a")),
        (["Teléfono", "a", "Teléfono", "Teléfono"], ("Teléfono", "a", "Teléfono#2", "Teléfono#3")),
        (["a#2", "a", "a"], ("a#2", "a", "a#3")),
    ],
)
def test_every_column_can_be_told(cells: list[str], names: tuple[str, ...]) -> None:
    assert column_names(cells) == names


@given(st.lists(st.sampled_from(["", "a", "a#2", "#1", "#2", "#3", "Unnamed: 0", "b"])))
def test_no_two_columns_are_called_the_same(cells: list[str]) -> None:
    names = column_names(cells)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "content",
    [
        "Acme\nLista de precios\n\nnombre;precio;x\na;1;2\n",
        "Acme, S.A. de C.V.\nLista\nnombre;precio;x\na;1;2\nb;3,5;4\n",
        "Acme\tS.A.\nnombre,precio,x\na,1,2\n",
    ],
)
def test_the_delimiter_is_that_of_the_table_and_not_of_its_title(
    tmp_path: Path, content: str
) -> None:
    file = tmp_path / "f.csv"
    file.write_text(content, encoding="utf-8")
    source = source_of(file, "f.csv", FileOptions(header=KNOWN))
    assert source.columns == ("nombre", "precio", "x")
    assert next(source.rows()).cells["x"] == "2"


def test_a_sheet_is_chosen_by_what_it_has_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("Instrucciones").append(["Cómo llenar la plantilla"])
    page = book.create_sheet("Datos")
    page.append(["Nombre", "Precio"])
    page.append(["Té", 3])
    book.create_sheet("Vacía")
    book.save(tmp_path / "f.xlsx")
    source = source_of(tmp_path / "f.xlsx", "f.xlsx", FileOptions(header=KNOWN))
    assert source.columns == ("Nombre", "Precio")
    (note,) = source.notes
    assert "the sheet Datos was read" in note
    assert "Instrucciones" in note
    assert "Vacía" not in note
    told = FileOptions(sheet="Instrucciones", header=KNOWN)
    assert source_of(tmp_path / "f.xlsx", "f.xlsx", told).columns == ("Cómo llenar la plantilla",)
