"""Output formats that come as plugins, through the hook that is anybody's."""

from __future__ import annotations

import datetime
import subprocess

import pytest
import responses
from openpyxl import load_workbook

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.cli.conftest import Program
from tests.cli.office import Office
from tests.conftest import API


def test_a_spreadsheet_has_numbers_dates_and_texts_that_are_that(office: Office) -> None:
    file = office.home / "i.xlsx"
    told = office.alegra("invoices", "export", "--out", str(file))
    assert told.code == 0, told.err
    sheet = load_workbook(file).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert sheet.freeze_panes == "A2"
    assert isinstance(first["total"], (int, float))
    assert isinstance(first["date"], datetime.datetime)
    assert first["id"] == "1"
    assert len(rows) == 1 + len(office.list("invoices"))
    back = office.alegra("terms", "export", "--out", str(office.home / "t.xlsx"), "--columns", "id")
    assert back.code == 0


def test_what_a_cell_cannot_be_is_a_text(alegra: Runner, api: responses.RequestsMock) -> None:
    hostile = {"id": "1", "name": "=1+1", "days": exact.Number("12345678901234567890.10")}
    odd = {"id": "2", "name": "a\x07b\nc", "days": "2026-02-31", "note": "x" * 40_000}
    api.get(f"{API}/terms", body=exact.dumps([hostile, odd]))
    file = alegra.home / "t.xlsx"
    told = alegra("terms", "export", "--out", str(file))
    assert told.code == 0, told.err
    assert "1 text is longer" in told.err
    sheet = load_workbook(file).active
    assert sheet is not None
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert cells["=1+1"].data_type == "s"
    assert "12345678901234567890.10" in cells
    assert "2026-02-31" in cells


def test_bytes_go_into_a_file_or_a_pipe_and_never_onto_a_terminal(office: Office) -> None:
    assert "not for a terminal" in office.alegra("terms", "list", "-o", "xlsx").err
    program = Program(office.home, office.alegra.variables())
    with program.start("terms", "list", "-o", "xlsx", stdout=subprocess.PIPE) as process:
        out, _err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.startswith(b"PK")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ id }}: {{ name|upper }}", "1: CONTADO\n"),
        ("{{ days * 2 }}", "21.0\n"),
        ("{{ client.name }}{{ record['no such'] }}", "\n"),
        ("{% if days > 10 %}long{% endif %}", "long\n"),
    ],
)
def test_a_template_says_what_each_record_looks_like(
    alegra: Runner, api: responses.RequestsMock, template: str, text: str
) -> None:
    api.get(f"{API}/terms", body='[{"id": "1", "name": "Contado", "days": 10.5}]')
    told = alegra("terms", "list", "-o", f"template={template}")
    assert (told.code, told.out) == (0, text), told.err


@cases(
    ("asked", "why"),
    [
        ("template={{ id", "malformed"),
        ("template", "-o 'template={{…}}'"),
        ("json=x", "-o json"),
        ("nothing", "Formats: table, json, jsonl, yaml, csv, template, xlsx"),
    ],
)
def test_a_wrong_format_is_told_before_anything_is_sent(
    alegra: Runner, asked: str, why: str
) -> None:
    told = alegra("terms", "create", "--name", "x", "-o", asked)
    assert told.code == 2
    assert why in told.err


def test_a_template_reaches_nothing_but_the_record(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/terms", json=[{"id": "1"}])
    told = alegra("terms", "list", "-o", "template={{ ''.__class__.__mro__[1].__subclasses__() }}")
    assert told.code == 2
    assert "can't be applied" in told.err


@pytest.mark.parametrize("written", [["-ojson"], ["-o", "json"], ["-o=json"], ["--output=json"]])
def test_a_short_option_takes_its_value_however_it_is_written(
    alegra: Runner, written: list[str]
) -> None:
    told = alegra("-p", "sandbox", "terms", "get", "1", *written)
    assert (told.code, exact.loads(told.out)["id"]) == (0, "1"), told.err
