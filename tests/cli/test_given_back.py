"""Every resource that can be changed: what a list or an export gave is given back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.declare import Resource
from alegra_cli.registry import Registry
from tests.cli.office import Office

REGISTRY = Registry({})
FORMATS = ("csv", "xlsx", "json", "jsonl", "yaml")
# The sandbox has none of them until somebody makes one.
EMPTY = {"global-invoices", "transportation-receipts", "webhook-subscriptions"}


def changeable() -> Iterator[Resource]:
    for name in REGISTRY.names():
        resource = REGISTRY.declaration(name)
        update = resource.by_verb("update")
        if update is None or not update.arguments or resource.by_verb("list") is None:
            continue
        if resource.group or resource.name in EMPTY:
            continue
        yield resource


CHANGEABLE = {resource.name: resource for resource in changeable()}


def exported(office: Office, resource: str, kind: str) -> str:
    path = office.home / f"{resource}.{kind}"
    told = office.alegra(resource, "export", "--out", str(path), "--force")
    assert told.code == 0, told.err
    return str(path)


@pytest.mark.parametrize("name", sorted(CHANGEABLE))
def test_an_export_that_is_given_back_changes_nothing(office: Office, name: str) -> None:
    resource = CHANGEABLE[name]
    before = office.thin(name, resource.id_key)
    for kind in FORMATS:
        file = exported(office, name, kind)
        told = office.alegra(name, "update", "--yes", "-f", file)
        assert (told.code, told.err) == (0, f"{len(before)} unchanged.\n"), kind
        if kind in ("csv", "json") and resource.by_verb("create"):
            told = office.alegra(name, "import", file, "--upsert", resource.id_key)
            assert told.code == 0, (kind, told.err)
            assert f"{len(before)} updated." in told.err
    assert office.list(name) == before


def text_field(resource: Resource, record: dict[str, Any]) -> str:
    """A text of the record that an update takes as it is typed."""
    fields = [field for field in resource.fields if "update" in field.actions]
    names = [
        field.path
        for field in fields
        if field.kind == "text" and not field.choices and isinstance(record.get(field.path), str)
    ]
    liked = ("observations", "anotation", "description", "name", "reference", "comments")
    return next((name for name in liked if name in names), names[0] if names else "")


def corrected(file: str, column: str, key: str, id_key: str, text: str) -> None:
    path = Path(file)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if row[id_key] == key:
            row[column] = text
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("name", ["contacts", "items", "cost-centers", "terms"])
@pytest.mark.parametrize("verb", ["update", "import"])
def test_of_an_export_only_the_cell_that_was_corrected_changes(
    office: Office, name: str, verb: str
) -> None:
    resource = CHANGEABLE[name]
    before = office.thin(name, resource.id_key)
    record = before[0]
    field = text_field(resource, record)
    key = str(record[resource.id_key])
    file = exported(office, name, "csv")
    corrected(file, field, key, resource.id_key, "Otro texto")
    line = {"update": ("update", "--yes", "-f"), "import": ("import", "--upsert", resource.id_key)}
    words = (*line[verb][:1], file, *line[verb][1:]) if verb == "import" else (*line[verb], file)
    told = office.alegra(name, *words)
    assert told.code == 0, told.err
    after = office.list(name)
    assert after[1:] == before[1:]
    changed = {k for k in record if after[0].get(k) != record[k]}
    assert changed - {field, "updated_at", "nameObject", "fullName"} == set()
    assert after[0][field] == "Otro texto"


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("items", "id,name,price"),
        ("items", "id,type,status"),
        ("contacts", "id,identification,email"),
        ("invoices", "id,status,dueDate"),
        ("bills", "id,observations,total"),
    ],
)
def test_some_columns_of_a_list_are_given_back(office: Office, name: str, columns: str) -> None:
    before = office.thin(name)
    for kind in ("csv", "json", "yaml"):
        listed = office.alegra(name, "list", "--all", "--columns", columns, "-o", kind).out
        file = office.file(listed, f"some.{kind}")
        told = office.alegra(name, "update", "--yes", "-f", file)
        assert (told.code, told.err) == (0, f"{len(before)} unchanged.\n"), kind
    assert office.list(name) == before


def test_a_closed_invoice_that_was_got_is_given_back(office: Office) -> None:
    key = office.list("invoices", "--status", "closed")[0]["id"]
    text = office.alegra("invoices", "get", key, "-o", "json").out
    told = office.alegra("invoices", "update", key, "-f", office.file(text, "i.json"), "-o", "json")
    assert (told.code, told.err) == (0, "Nothing changes.\n")
    assert json.loads(told.out) == json.loads(text)


def test_a_quantity_to_begin_with_is_not_sent_again(office: Office) -> None:
    record = next(item for item in office.list("items") if "inventory" in item)
    quantity = record["inventory"]["initialQuantity"]
    row = f"{record['id']},Otro,{quantity}"
    file = office.file(f"id,name,inventory.initialQuantity\n{row}\n")
    told = office.alegra("items", "update", "-f", file, "--dry-run", "-v", "-o", "json")
    assert [row["body"] for row in exact.loads(told.out)] == [{"name": "Otro"}], told.err


def test_what_an_update_does_not_take_is_told_where_it_was_corrected(office: Office) -> None:
    file = office.file("id,observations,total\n1,Nota,1\n2,Nota,2\n")
    told = office.alegra("bills", "update", "-f", file, "--dry-run")
    assert "Warning: an update does not take these" in told.err
    assert "total (2)" in told.err


def test_a_dry_run_shows_what_would_change(office: Office) -> None:
    office.alegra("items", "update", "1", "--price", "105000")
    name = office.alegra("items", "get", "3", "-o", "json", "--select", "name").out.strip('"\n')
    rows = f"1,Uno,105.0\n2,Dos,340100\n3,{name},\n"
    file = office.file(f"id,name,price\n{rows}")
    told = office.alegra("items", "update", "-f", file, "--dry-run")
    assert told.code == 0
    assert "Id  Record" in told.out
    assert "×" not in told.out
    assert "÷1000" in told.out
    assert "1 record would not change." in told.err
    assert "1 amount changes by more than 50 %" in told.err
    told = office.alegra("items", "update", "-f", file, "--dry-run", "-o", "json")
    found = [row for row in exact.loads(told.out) if row["field"] == "price"]
    assert [(row["before"], row["after"], row["look"]) for row in found] == [
        (105000, 105.0, "÷1000"),
        (350000, 340100, ""),
    ]
    assert [str(row["percent"]) for row in found] == ["-99.9", "-2.8"]
    told = office.alegra("items", "update", "-f", file, "--dry-run", "-v", "-o", "json")
    assert [row["method"] for row in exact.loads(told.out)] == ["PUT", "PUT"]
    named = office.alegra("items", "update", "1", "2", "--price", "1", "--dry-run", "-o", "json")
    assert [row["record"] for row in exact.loads(named.out)] == [
        "SRV-001 Consultoría",
        "SRV-002 Asesoría contable",
    ]
    assert office.list("items")[0]["price"][0]["price"] == 105000


def test_columns_that_are_nothing_are_told_all_at_once(office: Office) -> None:
    file = office.file("id,Precio nuevo,name,Bodega\n1,5,Uno,x\n2,6,Dos,y\n")
    told = office.alegra("items", "update", "-f", file, "--yes")
    assert told.code == 2
    assert "items has no field for the columns Precio nuevo, Bodega." in told.err
    assert "Precio nuevo=" in told.err
    assert "nothing to change" not in told.err
    left = ("--map", "Precio nuevo=price", "--map", "Bodega=")
    assert office.alegra("items", "update", "-f", file, "--yes", *left).code == 0
    items = {item["id"]: item for item in office.list("items")}
    assert (items["1"]["name"], items["1"]["price"][0]["price"]) == ("Uno", 5)
