"""Files of any encoding and kind, and pipes: read right, or refused before anything is sent."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from alegra_cli import exact
from tests.cli.fork_server import LONGEST, server_for
from tests.cli.office import Office

CHANGING = [("import",), ("update", "--yes", "-f"), ("delete", "--yes", "-f")]


def put(office: Office, name: str, content: bytes) -> str:
    (office.home / name).write_bytes(content)
    return str(office.home / name)


def writes(office: Office) -> list[str]:
    rows = exact.loads(office.alegra("log", "-o", "json").out)
    return [row["method"] for row in rows if row["method"] != "GET"]


@pytest.mark.parametrize("verb", CHANGING)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("f.csv", "id,name\n1,Corazón\n2,Pl".encode() + b"\xe1tano\n", "line 3, character 5"),
        ("f.csv", "id;name\n1;Última\n".encode("cp850"), "can be read in more than one way"),
        ("f.xls", b"<html><table><tr><td>id</td></tr></table></html>", "is HTML"),
        ("f.xml", b"<?xml version='1.0'?><Invoice/>", "is XML, not a table"),
        ("f.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an XLS of Excel"),
        ("f.csv", b'id,name\n1,"Codo "verde"\n', "line 2:"),
        ("f.csv", "id,name\n1,#¡REF!\n".encode(), "#¡REF!"),
        ("f.csv", b"id,name\n#N/A,x\n", "#N/A"),
    ],
)
def test_nothing_is_sent_of_what_is_not_understood(
    office: Office, verb: tuple[str, ...], name: str, content: bytes, said: str
) -> None:
    if verb[0] != "update" and "#" in said:
        verb = ("update", "--yes", "-f")  # only an update takes both columns
    told = office.alegra("terms", *verb, put(office, name, content))
    assert told.code in (2, 5)
    assert said in told.err
    assert writes(office) == []


def test_the_reason_is_in_the_language_of_the_user(office: Office) -> None:
    file = put(office, "f.csv", b'name,days\n"Codo "verde",1\n')
    told = office.alegra("terms", "import", file, env={"ALEGRA_LANG": "es"})
    assert "expected" not in told.err
    assert "después de" in told.err


def test_the_encoding_that_is_named_is_taken_and_the_assumed_one_is_told(office: Office) -> None:
    old = put(office, "viejo.csv", "name;days\nÚltimo día;3\n".encode("cp850"))
    assert office.alegra("terms", "import", old, "--encoding", "cp850").code == 0
    excel = put(office, "excel.csv", "name;days\nÚltima canción;4\n".encode("cp1252"))
    told = office.alegra("terms", "import", excel)
    assert told.code == 0
    assert "it was read as Windows-1252" in told.err
    names = {row["name"] for row in office.list("terms")}
    assert {"Último día", "Última canción"} <= names


@pytest.mark.parametrize("way", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_bodies_and_rows_in_every_unicode(office: Office, way: str) -> None:
    body = put(office, "uno.json", '{"name": "Año", "days": 7}'.encode(way))
    made = office.alegra("terms", "create", "-f", body, "-o", "json")
    assert made.code == 0, made.err
    assert exact.loads(made.out)["name"] == "Año"
    rows = put(office, "dos.jsonl", '{"name": "Año dos", "days": 8}\n'.encode(way))
    assert office.outcomes("terms", rows) == ["created"]


def test_blanks_around_values_are_no_part_of_them(office: Office) -> None:
    content = "name\u00a0,\u200bdays\n \u00a0Quincena \u200b,15\u202f\n".encode()
    assert office.outcomes("terms", put(office, "f.csv", content)) == ["created"]
    assert office.outcomes("terms", put(office, "g.csv", content), "--upsert", "name") == [
        "updated"
    ]
    assert [row["name"] for row in office.list("terms")].count("Quincena") == 1


def test_a_formula_without_a_value_is_told_by_its_cell(office: Office) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["name", "days"])
    book.active.append(["Plazo nuevo", "=10+5"])
    book.save(office.home / "f.xlsx")
    told = office.alegra("terms", "import", str(office.home / "f.xlsx"))
    assert told.code == 5
    assert "row 2, days: has a formula without its value" in told.err
    assert "row 2, days: is required" not in told.err
    left_out = ("--map", "days=", "--set", "days=4")
    assert office.outcomes("terms", str(office.home / "f.xlsx"), *left_out) == ["created"]


def test_a_pipe_is_read_once_and_its_journal_goes_where_that_of_stdin_goes(office: Office) -> None:
    pipe = office.home / "tubo"
    os.mkfifo(pipe)

    def run(*words: str) -> str:
        content = b"name,days\nPor el tubo,9\n"
        writer = threading.Thread(target=pipe.write_bytes, args=(content,), daemon=True)
        writer.start()
        told = office.alegra("terms", "import", str(pipe), *words)
        writer.join(30)
        assert not writer.is_alive()
        assert told.code == 0, told.err
        return told.err

    assert "POST" not in run("--dry-run")
    assert "1 created" in run()
    assert "1 of them before this run" in run(), "the same content is the same import"
    beside = {item.name for item in office.home.iterdir()}
    assert not {name for name in beside if name.startswith("tubo.")}


@contextlib.contextmanager
def substituted(content: bytes) -> Iterator[str]:
    """What a shell makes of ``<(…)``: the name of a pipe that is open already."""
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    yield f"/dev/fd/{reader}"
    os.close(reader)


def test_stdin_by_its_name_and_process_substitution(office: Office) -> None:
    env = office.alegra.variables() | {"PYTHONWARNINGS": "error"}
    server = server_for(env)
    assert server is not None
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    with server.start(("terms", "import", "/dev/stdin"), env, **pipes) as process:
        _out, err = process.communicate(b"name,days\nUno,31\n", timeout=LONGEST)
        assert process.returncode == 0, err
    with substituted(b"name,days\nDos,32\n") as name:
        told = office.alegra("terms", "import", name)
        assert told.code == 0, told.err
    with substituted(b'{"name": "Tres", "days": 33}') as name:
        told = office.alegra("terms", "create", "-f", name)
        assert told.code == 0, told.err
    names = {row["name"] for row in office.list("terms")}
    assert {"Uno", "Dos", "Tres"} <= names


def test_a_table_is_validated_row_by_row(office: Office) -> None:
    good = put(office, "f.csv", b"name,days\nUno,1\n")
    assert office.alegra("validate", "terms", good).code == 0
    bad = put(office, "g.csv", "name,days\nUno,1\nDos,#¡VALOR!\n,3\n".encode())
    told = office.alegra("validate", "terms", bad, "-o", "json")
    assert told.code == 5
    found = [(row["record"], row["field"]) for row in exact.loads(told.out)]
    assert found == [(2, "days"), (3, "name")]
    piped = office.alegra("validate", "terms", "-", stdin="name,days\n,1\n")
    assert piped.code == 5
    body = office.alegra("validate", "terms", "-", stdin="name: Uno\ndays: 1\n")
    assert body.code == 0, body.out
    assert writes(office) == []


def test_days_with_a_time_are_days(office: Office) -> None:
    content = (
        "client,date,dueDate,paymentForm,items.0.id,items.0.price,items.0.quantity\n"
        "1,2026-03-02 00:00:00,02/03/2026 0:00,CASH,1,100,1\n"
        "1,2026/03/03,02/03/2026 12:00:00 a. m.,CREDIT,1,100,1\n"
        "1,46083,03/03/26,CASH,1,100,1\n"
    )
    file = put(office, "f.csv", content.encode())
    told = office.alegra("invoices", "import", file, "--dry-run")
    assert told.code == 5
    lines = [line.strip() for line in told.err.splitlines() if line.startswith("  line")]
    assert lines == [
        "line 3, dueDate: is before the date of the document",
        "line 4, date: 46083 is 2026-03-02 in Excel's count: give the column the format of a day",
        "line 4, dueDate: 03/03/26 seems to be 2026-03-03: write its year with four digits",
    ]
