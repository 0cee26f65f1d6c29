"""What headers mean: paths, labels in two languages, templates; and what is asked, all at once."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.declare import CRUD, Column, Field, Resource, Template
from alegra_cli.errors import UsageProblem
from alegra_cli.transfer.columns import ColumnPaths, column_map, column_paths
from alegra_cli.transfer.headings import Headings
from alegra_cli.transfer.rows import Row, Source
from tests.cases import cases

NOUN = Resource(
    "things",
    singular="thing",
    path="/things",
    actions=CRUD,
    columns=(Column("Id", "id"), Column("Telephone", "phone")),
    fields=(
        Field("name", labels=("Nombre", "Razón social"), option="--full-name"),
        Field("phone"),
        Field("city", help="Postal code."),
        Field("state", countries=("mexico",), labels=("Estado",)),
        Field("status", labels=("Estado",)),
        Field("code"),
        Field("lines[].note", help="Telephone."),
    ),
    templates=(
        Template("Plain", columns=(("Código", "code"), ("Sobra", ""))),
        Template("Numbers", known_by=("Código", "Costo"), columns=(("Código", "id"),)),
        Template("Of Perú", countries=("peru",), columns=(("Ubigeo", "city"),)),
    ),
)


def resolved(
    *columns: str, maps: tuple[str, ...] = (), country: str | None = None, **how: Any
) -> ColumnPaths:
    cells = {name: f"x{place}" for place, name in enumerate(columns)}
    cells.update(how.pop("cells", {}))
    source = Source(lambda: iter([Row(1, "line 2", cells)]), True, columns)
    headings = Headings(NOUN, NOUN.fields, country=lambda: country)
    return column_paths(source, headings, column_map(maps, source), **how)


@cases(
    ("header", "path"),
    [
        ("name", "name"),
        ("NOMBRE", "name"),
        ("razon  SOCIAL", "name"),
        ("Nombre (obligatorio)", "name"),
        ("Full Name", "name"),
        ("Nombre o Razón social", "name"),
        ("NAME / Nombre", "name"),
        ("Teléfono", "phone"),  # the Spanish of the column's title
        ("telephone", "phone"),
        ("Código postal", "city"),  # the Spanish of the field's help
        ("Código", "code"),
        ("ID", "id"),
        ("Sobra", ""),
    ],
)
def test_a_field_is_known_by_what_it_is_called(header: str, path: str) -> None:
    assert resolved(header).paths == {header: path}


def test_what_was_read_otherwise_is_told_in_one_line() -> None:
    found = resolved("Nombre", "phone", "Sobra", "CODE")
    assert found.notes == ("Columns: Nombre → name.", "Columns left out: Sobra.")


def test_a_template_holds_where_its_signs_are_and_only_there() -> None:
    assert resolved("Código", "Costo", "name", maps=("Costo=",)).paths["Código"] == "id"
    assert resolved("Código", "name").paths["Código"] == "code"


def test_names_of_one_country_are_not_those_of_another() -> None:
    assert resolved("Ubigeo", country="peru").paths == {"Ubigeo": "city"}
    with pytest.raises(UsageProblem, match="no field for the column Ubigeo"):
        resolved("Ubigeo", country="colombia")
    assert resolved("Estado", country="colombia").paths == {"Estado": "status"}
    with pytest.raises(UsageProblem, match="Estado could be state or status"):
        resolved("Estado", country="mexico")


def test_all_that_is_not_clear_is_told_at_once_with_a_line_to_copy() -> None:
    with pytest.raises(UsageProblem) as caught:
        resolved("Nro", "Nombre", "O'Neil", "Estado", "phnoe", country="mexico")
    assert "no field for the columns Nro, O'Neil, phnoe" in caught.value.message
    assert "Estado could be" in caught.value.message
    line = "--map Nro= --map 'O'\"'\"'Neil=' --map phnoe=phone --map Estado="
    assert line in caught.value.hint


def test_two_columns_of_one_field_are_asked_about() -> None:
    with pytest.raises(UsageProblem, match="Nombre and Razón social are both name"):
        resolved("Nombre", "Razón social")
    with pytest.raises(UsageProblem, match="phone is there twice; the second is called phone#2"):
        resolved("phone", "phone#2")
    found = resolved("phone", "phone#2", "name", maps=("phone#2=",))
    assert found.paths == {"phone": "phone", "phone#2": "", "name": "name"}


def test_what_is_not_known_can_be_left_out_at_once() -> None:
    found = resolved("Nro", "Nombre", "Folio", maps=("Folio=code",), only_mapped=True)
    assert found.paths == {"Nro": "", "Nombre": "name", "Folio": "code"}
    assert found.notes[-1] == "Columns left out: Nro."


def test_columns_that_hold_nothing_need_no_answer() -> None:
    found = resolved("#1", "name", "Nada", cells={"#1": "0", "Nada": " "})
    assert found.paths == {"#1": "", "name": "name", "Nada": ""}
    assert "Empty columns left out: Nada." in found.notes
    assert "Left out, because they only count the rows: #1." in found.notes
    with pytest.raises(UsageProblem, match="column #1"):
        resolved("#1", "name", cells={"#1": "7"})


@cases(
    ("said", "column"),
    [("#2=", "Teléfono"), ("telefono=", "Teléfono"), ("Teléfono#1=", "Teléfono"), ("#1=", "#1")],
)
def test_a_column_is_named_by_position_or_in_any_spelling(said: str, column: str) -> None:
    source = Source(lambda: iter(()), True, ("#1", "Teléfono", "Teléfono#2"))
    assert column_map((said,), source) == {column: ""}


def test_a_file_of_records_keeps_what_only_answers_have() -> None:
    found = resolved("id", "name", "uuid", "price.0.price")
    assert found.paths["uuid"] == "uuid"
    with pytest.raises(UsageProblem, match="Precio nuevo"):
        resolved("id", "Precio nuevo")
