"""update and delete of many: checked first, asked with a number, each told."""

from __future__ import annotations

from typing import Any

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.office import Office
from tests.conftest import API


def states(office: Office, field: str = "status") -> dict[str, Any]:
    return {record["id"]: record[field] for record in office.list("contacts")}


def test_what_a_list_gives_an_update_takes(office: Office) -> None:
    piped = office.alegra("contacts", "list", "--limit", "4", "-o", "jsonl").out
    line = ("contacts", "update", "-f", "-", "--set", "status=inactive")
    asked = office.alegra(*line, stdin=piped)
    assert asked.code == 2
    assert "Change 4 records of contacts?" in asked.err
    before = states(office)
    assert [before[key] for key in "1234"] == ["active"] * 4
    done = office.alegra(*line, "--yes", stdin=piped)
    assert (done.code, done.out) == (0, "")
    assert "4 changed." in done.err
    assert states(office) == before | dict.fromkeys("1234", "inactive")


def test_a_table_says_what_each_record_is_to_have(office: Office) -> None:
    file = office.file("id;observations;name\n2;dos;Uno S.A.\n3;tres;Dos S.A.\n")
    told = office.alegra("contacts", "update", "-f", file, "--yes", "-o", "json")
    assert [row["outcome"] for row in exact.loads(told.out)] == ["changed", "changed"]
    names = states(office, "name")
    assert (names["2"], names["3"]) == ("Uno S.A.", "Dos S.A.")
    assert states(office, "observations")["3"] == "tres"


def test_a_column_of_names_finds_the_records_where_that_is_said(office: Office) -> None:
    """Otherwise a name is what the record is to have, and nothing is guessed."""
    names = states(office, "name")
    file = office.file(f"name,observations\n{names['2']},dos\n{names['3']},tres\n")
    told = office.alegra("contacts", "update", "-f", file, "--yes")
    assert told.code == 5
    wanted = "id: is needed to find the record; --map 'name=id' finds it by the column name"
    assert wanted in told.err
    told = office.alegra("contacts", "update", "-f", file, "--map", "name=id", "--yes")
    assert (told.code, "2 changed." in told.err) == (0, True), told.err
    assert states(office, "name") == names
    assert states(office, "observations")["3"] == "tres"


def test_everything_wrong_is_told_before_anything_is_sent(office: Office) -> None:
    file = office.file("id,type\n2,x\n,client\n2,client\n4,\n")
    told = office.alegra("contacts", "update", "-f", file, "--yes")
    assert told.code == 5
    for text in ("line 3, id: is needed", "line 4, id: the same as in line 2"):
        assert text in told.err
    assert office.alegra("contacts", "update", "-f", office.file("id\n"), "--yes").code == 2
    told = office.alegra("contacts", "update", "-f", office.file("id\n2\n"), "--yes")
    assert (told.code, "line 2, id: has nothing to change" in told.err) == (5, True)
    told = office.alegra("contacts", "update", "-f", office.file("id,name\n2,\n9999,x\n"), "--yes")
    assert (told.code, "line 3, id: there is no 9999" in told.err) == (5, True)
    assert "line 2" not in told.err


def test_what_was_named_on_the_line_is_no_file(office: Office) -> None:
    line = ("invoices", "update", "1", "2", "--set", "dueDate=2020-01-01", "--yes")
    told = office.alegra(*line)
    assert told.code == 5
    assert "2 of the records can't be changed as you say; nothing was sent:" in told.err
    assert "(arguments 1–2)" in told.err
    assert "file" not in told.err


def test_several_are_deleted_and_each_is_told(office: Office) -> None:
    made = [office.alegra("contacts", "create", "--name", f"N{n}", "-o", "json") for n in range(3)]
    ids = [exact.loads(one.out)["id"] for one in made]
    dry = office.alegra("contacts", "delete", *ids, "--dry-run", "-o", "json")
    assert [row["method"] for row in exact.loads(dry.out)] == ["DELETE"] * 3
    told = office.alegra("contacts", "delete", *ids, "99999", "--yes", "-o", "json")
    assert told.code == 9
    rows = exact.loads(told.out)
    assert [row["outcome"] for row in rows] == ["deleted", "deleted", "deleted", "failed"]
    assert "No se encontró" in rows[3]["message"]
    assert not set(ids) & set(states(office))


@pytest.mark.parametrize("words", [("update", "--set", "name=x"), ("delete", "--yes")])
def test_nothing_is_not_everything(alegra: Runner, words: tuple[str, ...]) -> None:
    told = alegra("contacts", *words)
    assert told.code == 2
    assert "Which contacts?" in told.err


def test_what_makes_the_rest_pointless_ends_it(alegra: Runner, api: responses.RequestsMock) -> None:
    api.delete(f"{API}/terms/1", json={"message": "Su plan no lo incluye"}, status=402)
    told = alegra("terms", "delete", "1", "2", "3", "--yes", "--jobs", "1", "-o", "json")
    assert told.code == 6
    assert [row["outcome"] for row in exact.loads(told.out)] == ["failed", "not sent", "not sent"]


def test_a_file_is_read_as_an_import_reads_it(office: Office) -> None:
    file = office.file("Código;Razón\n2;Peñón S.A.\n")
    (office.home / "f.csv").write_bytes("Código;Razón\n2;Peñón S.A.\n".encode("cp850"))
    how = ("--encoding", "cp850", "--map", "Código=id", "--map", "Razón=name")
    told = office.alegra("contacts", "update", "-f", file, *how, "--yes")
    assert (told.code, states(office, "name")["2"]) == (0, "Peñón S.A."), told.err
    prices = office.file("id,price\n1,105.000\n", "prices")
    for sign, price in (("comma", 105000), ("point", 105)):
        line = ("items", "update", "-f", prices, "--from", "csv", "--decimal", sign)
        assert office.alegra(*line, "--yes").code == 0
        assert office.list("items")[0]["price"][0]["price"] == price
    told = office.alegra("contacts", "create", "--name", "Nadie", "-o", "json")
    made = exact.loads(told.out)
    gone = office.file(f"Nro\n{made['id']}\n")
    assert office.alegra("contacts", "delete", "-f", gone, "--map", "Nro=id", "--yes").code == 0
    assert made["id"] not in states(office)


@pytest.mark.parametrize(
    "line",
    [
        ("items", "update", "1", "-f", "-", "--decimal", "comma"),
        ("items", "update", "1", "2", "--name", "x", "--map", "a=b"),
        ("items", "delete", "1", "--encoding", "cp1252"),
    ],
)
def test_how_a_file_is_written_says_nothing_where_none_is_read(
    alegra: Runner, line: tuple[str, ...]
) -> None:
    told = alegra(*line, stdin="{}")
    assert (told.code, "is for a file of many records" in told.err) == (2, True), told.err


def test_nothing_is_required_of_a_change(alegra: Runner) -> None:
    shown = alegra("items", "update", "--help").out
    assert "Required" not in shown
    assert "CSV" in shown
    assert "Required" in alegra("items", "create", "--help").out
