"""A map of columns and of their values, in the kinds of file that people write one in."""

from __future__ import annotations

from pathlib import Path

import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.transfer.map_file import ColumnMap, read_map
from tests.cases import cases

MEANT = ColumnMap(
    ("Nombre=name", "Tipo=type", "Notas="), {"Tipo": {"A": "product", "B": "service"}}
)
SAME = {
    "m.yaml": "Nombre: name\nTipo:\n  path: type\n  values: {A: product, B: service}\nNotas:\n",
    "m.json": '{"Nombre": "name", "Tipo": {"path": "type", "values": '
    '{"A": "product", "B": "service"}}, "Notas": ""}',
    "m.csv": "column;path;value;means\nNombre;name;;\nTipo;type;A;product\nTipo;;B;service\n"
    "Notas;;;\n",
}


@pytest.mark.parametrize("name", SAME)
def test_each_kind_says_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SAME[name], encoding="utf-8-sig")
    assert read_map(str(tmp_path / name)) == MEANT


def test_values_alone_leave_the_column_where_it_goes(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("Tipo: {values: {1: product}}\n", encoding="utf-8")
    assert read_map(str(tmp_path / "m.yaml")) == ColumnMap((), {"Tipo": {"1": "product"}})
    assert read_map(None) == ColumnMap()


@cases(
    ("name", "content"),
    [
        ("m.yaml", "- Nombre\n"),
        ("m.yaml", "Nombre: {pth: name}\n"),
        ("m.yaml", "Nombre: {path: name, values: [1]}\n"),
        ("m.yaml", "Nombre: [name]\n"),
        ("m.yaml", "Nombre: 'x\n"),
        ("m.json", "{"),
        ("m.csv", "a,b\n1,2\n"),
    ],
)
def test_what_is_no_map_is_told(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageProblem):
        read_map(str(tmp_path / name))
    with pytest.raises(UsageProblem):
        read_map(str(tmp_path / "none.yaml"))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes(b"\xff\xfea")
    with pytest.raises(UsageProblem, match="no map of columns"):
        read_map(str(tmp_path / "m.yaml"))
