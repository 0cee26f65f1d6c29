"""What ``export`` wrote, corrected in one place and given back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from alegra_cli.transfer.agreement import Contradiction, union
from tests.cli.office import Office


def exported(office: Office, resource: str, *words: str) -> Path:
    path = office.home / f"{resource}.csv"
    told = office.alegra(resource, "export", "--out", str(path), "--force", *words)
    assert told.code == 0, told.err
    return path


def correct(path: Path, key: str, changes: dict[str, str]) -> None:
    """Give the row of an id other cells."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["id"] == key:
            assert set(changes) <= set(row)
            row.update(changes)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("resource", "changes", "told"),
    [
        (
            "items",
            {"price.0.price": "999"},
            "price: says 100000, and price.0.price says 999",
        ),
        (
            "contacts",
            {"identification": "900999999"},
            "identification: says 900999999, and identificationObject.number says 902580854",
        ),
        ("contacts", {"identificationObject.number": "1"}, "identification: says 902580854"),
    ],
)
def test_one_of_two_cells_that_say_the_same_is_corrected(
    office: Office, resource: str, changes: dict[str, str], told: str
) -> None:
    before = office.thin(resource, besides="1")
    file = exported(office, resource)
    correct(file, "1", changes)
    for line in (("import",), ("import", "--upsert", "id"), ("update", "--yes", "-f")):
        answer = office.alegra(resource, *line, str(file))
        assert answer.code == 5
        assert told in answer.err
    assert office.list(resource) == before


def test_a_surname_that_only_one_of_two_names_has(office: Office) -> None:
    body = json.dumps({"name": "Ana Ruiz", "nameObject": {"firstName": "Ana", "lastName": "Gil"}})
    told = office.alegra("contacts", "create", "-d", body, "--dry-run")
    assert (told.code, "nameObject says Ana Gil" in told.err) == (5, True)
    same = body.replace("Gil", "Ruiz")
    assert office.alegra("contacts", "create", "-d", same, "--dry-run").code == 0


@pytest.mark.parametrize("by", ["id", "reference", "name"])
def test_exported_items_update_what_they_are_of(office: Office, by: str) -> None:
    file = exported(office, "items", "--status", "active")
    correct(file, "1", {"description": "Por horas"})
    told = office.alegra("items", "import", str(file), "--upsert", by)
    assert told.code == 0, told.err
    items = {item["id"]: item for item in office.list("items")}
    assert items["1"]["description"] == "Por horas"
    assert items["1"]["price"][0]["price"] == 100000
    assert len(items) == 30


def test_an_exported_sheet_is_what_an_update_takes(office: Office) -> None:
    file = exported(office, "items", "--status", "active")
    correct(file, "1", {"price.0.price": "999", "price": ""})
    told = office.alegra("items", "update", "--yes", "-f", str(file))
    assert told.code == 0, told.err
    assert office.list("items")[0]["price"][0]["price"] == 999


def given_back(office: Office, resource: str, key: str) -> str:
    """What the program said when a record was updated with itself; nothing else may change."""
    text = office.alegra(resource, "get", key, "-o", "json").out
    told = office.alegra(resource, "update", key, "-f", office.file(text, "one.json"))
    again = office.alegra(resource, "get", key, "-o", "json").out
    assert json.loads(again).keys() == json.loads(text).keys()
    return told.err


@pytest.mark.parametrize("resource", ["items", "contacts"])
def test_a_record_that_was_read_is_what_an_update_takes(office: Office, resource: str) -> None:
    assert given_back(office, resource, "1") == "Nothing changes.\n"


def test_a_word_that_is_only_read_is_still_refused_where_it_is_typed(office: Office) -> None:
    told = office.alegra("items", "update", "1", "--set", "type=simple", "--dry-run")
    assert (told.code, "simple is not one of" in told.err) == (5, True)


def test_what_agrees_is_put_together() -> None:
    one = {"price": [{"id": "1", "price": "10.0"}], "note": None}
    other = {"price": [{"price": 10, "name": "x"}, {"id": "2"}], "note": "y"}
    assert union(one, other) == {
        "price": [{"id": "1", "price": 10, "name": "x"}, {"id": "2"}],
        "note": "y",
    }
    for before, after in (("a", "b"), ("1", "01x"), ({"a": 1}, {"a": 2}), ([1], [2]), ([1], {})):
        with pytest.raises(Contradiction):
            union(before, after)
