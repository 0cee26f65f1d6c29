"""``alegra export … --out book.xlsx``: one workbook, and given back."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import responses
from openpyxl import load_workbook

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.office import Office
from tests.conftest import API


def book_of(office: Office, *resources: str) -> Path:
    file = office.home / "libro.xlsx"
    told = office.alegra("export", *resources, "--out", str(file), "--force")
    assert told.code == 0, told.err
    return file


def column(sheet: Any, title: str) -> list[Any]:
    rows = list(sheet.iter_rows(values_only=True))
    return [row[rows[0].index(title)] for row in rows[1:]]


def test_a_workbook_has_a_sheet_a_resource_and_one_of_its_lines(office: Office) -> None:
    office.thin("invoices")
    file = book_of(office, "invoices", "contacts")
    book = load_workbook(file, data_only=True)
    shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert shown == ["Sales invoices", "Sales invoices - lines", "Clients and suppliers"]
    records = office.list("invoices")
    sheet = book["Sales invoices"]
    assert [cell.value for cell in sheet[1]][:4] == ["Id", "Number", "Date", "Due"]
    assert column(sheet, "Id") == [record["id"] for record in records] + ["Total"]
    assert isinstance(column(sheet, "Date")[0], datetime.datetime)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.endswith(str(len(records) + 1)), "the totals are not filtered"
    assert sheet.column_dimensions["E"].width > 20
    count = sum(len(record["items"]) for record in records)
    lines = book["Sales invoices - lines"]
    assert len(column(lines, "Id")) == count + 1
    first = records[0]
    assert column(lines, "Number")[0] == first["numberTemplate"]["fullNumber"]
    assert column(lines, "Client")[0] == first["client"]["name"]
    assert column(lines, "Tax amount")[0] == first["items"][0]["tax"][0]["amount"]


def test_totals_follow_the_filter_and_have_their_value_already(office: Office) -> None:
    records = office.thin("invoices")
    file = book_of(office, "invoices")
    total = sum(Decimal(str(record["total"])) for record in records)
    told = load_workbook(file, data_only=True)
    values = column(told["Sales invoices"], "Total")
    formulas = column(load_workbook(file)["Sales invoices"], "Total")
    assert Decimal(str(values[-1])) == total
    assert formulas[-1] == f"=SUBTOTAL(109,G2:G{len(values)})"
    lines = column(told["Sales invoices - lines"], "Total")
    assert Decimal(str(lines[-1])) == total


@pytest.mark.parametrize(
    ("lang", "resources"),
    [("en", ("invoices", "items", "terms")), ("es", ("bills", "contacts", "payments"))],
    ids=["en", "es"],
)
def test_a_workbook_that_is_given_back_changes_nothing(
    office: Office, lang: str, resources: tuple[str, ...]
) -> None:
    left = {name: office.thin(name) for name in resources}
    file = office.home / "libro.xlsx"
    told = office.alegra("--lang", lang, "export", *resources, "--out", str(file))
    assert told.code == 0, told.err
    for name, before in left.items():
        told = office.alegra(name, "update", "--yes", "-f", str(file))
        assert told.code == 0, told.err
        assert f"{len(before)} unchanged." in told.err
        assert office.list(name) == before


def test_the_sheets_are_called_in_the_language_of_the_person(office: Office) -> None:
    file = office.home / "libro.xlsx"
    told = office.alegra(
        "--lang", "es", "export", "bills", "income-debit-notes", "--out", str(file)
    )
    assert told.code == 0, told.err
    shown = [one.title for one in load_workbook(file) if one.sheet_state == "visible"]
    assert shown == [
        "Facturas de proveedor",
        "Facturas de proveedor - líneas",
        "Notas débito a cliente",
        "Notas débito a cliente - líneas",
    ]


@pytest.mark.parametrize("written", ["en", "es"])
@pytest.mark.parametrize("kept", [True, False])
def test_its_sheet_is_found_in_either_language_by_any_of_its_names(
    office: Office, written: str, kept: bool
) -> None:
    """kept: whether the program that saved it kept the sheet that nobody sees."""
    office.thin("items")
    file = office.home / "libro.xlsx"
    told = office.alegra("--lang", written, "export", "items", "terms", "--out", str(file))
    assert told.code == 0, told.err
    if not kept:
        book = load_workbook(file)
        del book["_alegra"]
        book.save(file)
    before = office.list("terms")
    for lang in ("en", "es"):
        for sheet in ((), ("--sheet", "terms"), ("--sheet", "plazos de pago")):
            words = ("terms", "update", "--yes", "-f", str(file), *sheet)
            told = office.alegra("--lang", lang, *words)
            assert told.code == 0, (lang, sheet, told.err)
            assert f"\n{len(before)} " in f"\n{told.err}", (lang, sheet, told.err)
            assert office.list("terms") == before


def test_a_cell_that_was_corrected_in_it_is_changed(office: Office) -> None:
    file = book_of(office, "items", "contacts")
    book = load_workbook(file)
    sheet = book["Clients and suppliers"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("E-mail") + 1).value = "nuevo@example.com"
    book.save(file)
    told = office.alegra("contacts", "update", "--yes", "-f", str(file))
    assert told.code == 0, told.err
    assert "1 changed, 44 unchanged" in told.err
    assert office.list("contacts")[0]["email"] == "nuevo@example.com"


def test_what_cannot_be_a_workbook_is_refused_before_any_request(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    book = str(alegra.home / "b.xlsx")
    told = alegra("export", "terms", "--out", book, "--format", "csv")
    assert (told.code, "is a workbook" in told.err) == (2, True)
    told = alegra("export", "terms", "--out", book, "--gzip")
    assert (told.code, "packed already" in told.err) == (2, True)
    Path(book).write_text("mine", encoding="utf-8")
    told = alegra("export", "terms", "--out", book)
    assert (told.code, "--force" in told.err) == (2, True)
    assert Path(book).read_text(encoding="utf-8") == "mine"


def test_what_the_account_does_not_have_is_told_and_the_rest_is_there(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/sellers", status=403, json={"message": "No"})
    api.get(f"{API}/terms", body=exact.dumps([{"id": "1", "name": "=1+1", "days": "8"}]))
    book = alegra.home / "b.xlsx"
    told = alegra("export", "sellers", "terms", "--out", str(book))
    assert (told.code, "Not exported: sellers." in told.err) == (9, True)
    cells = list(load_workbook(book)["Payment terms"].iter_rows(values_only=True))
    assert cells[1][:2] == ("1", "=1+1")
    api.get(f"{API}/sellers", status=403, json={"message": "No"})
    told = alegra("export", "sellers", "--out", str(alegra.home / "none.xlsx"))
    assert told.code == 9
    assert not (alegra.home / "none.xlsx").exists()


def test_amounts_in_several_currencies_are_not_summed(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    records = [
        {"id": "1", "total": 10, "currency": {"code": "USD"}, "items": [{"id": "1", "total": 10}]},
        {"id": "2", "total": 20, "currency": {"code": "COP"}, "late": "x"},
    ]
    api.get(f"{API}/invoices", body=exact.dumps(records))
    book = alegra.home / "b.xlsx"
    assert alegra("export", "invoices", "--out", str(book)).code == 0
    sheet = load_workbook(book)["Sales invoices"]
    assert column(sheet, "Total") == [10, 20]
    assert column(sheet, "late") == [None, "x"]


def test_a_reading_that_fails_leaves_no_workbook(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/terms", status=401, json={"message": "No"})
    book = alegra.home / "b.xlsx"
    assert alegra("export", "terms", "--out", str(book)).code == 3
    assert list(alegra.home.glob("*.xlsx")) == []
