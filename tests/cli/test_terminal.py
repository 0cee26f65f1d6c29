"""What a person at a real terminal sees."""

from __future__ import annotations

import re

import pytest
from wcwidth import wcswidth

from tests.cli.conftest import Inside, Program
from tests.cli.terminal import Terminal

COLOUR = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_table_fits_the_terminal(alegra_on: Program, width: int) -> None:
    terminal = Terminal(("invoices", "list", "--limit", "20"), alegra_on.variables(), width)
    assert terminal.finish() == 0
    lines = COLOUR.sub("", terminal.output).split("\n")
    assert [line for line in lines if wcswidth(line) > width] == []
    assert lines[0].startswith("Id")
    assert any("closed" in line for line in lines)


def test_amounts_are_never_cut(alegra_on: Program, inside: Inside) -> None:
    totals = [str(row["total"]) for row in inside.json("invoices", "list", "--limit", "20")]
    terminal = Terminal(
        ("invoices", "list", "--limit", "20", "--columns", "client.name,total"),
        alegra_on.variables(),
        30,
    )
    terminal.finish()
    assert all(total in terminal.output for total in totals)


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("s", 0), ("SÍ", 0), ("n", 1), ("", 1)])
def test_a_delete_asks(alegra_on: Program, inside: Inside, answer: str, code: int) -> None:
    made = inside.json("contacts", "create", "--name", "Preguntada")
    terminal = Terminal(("contacts", "delete", made["id"]), alegra_on.variables())
    terminal.expect("[y/N]")
    terminal.type(answer + "\n")
    assert terminal.finish() == code
    assert inside("contacts", "get", made["id"]).code == (4 if code == 0 else 0)


@pytest.mark.parametrize("line", ["doctor", "terms list", "terms get 1", "terms lst", "--help"])
@pytest.mark.parametrize("how", ["NO_COLOR=1", "TERM=dumb", "--no-color"])
def test_nothing_is_coloured_where_nobody_wants_it(alegra_on: Program, line: str, how: str) -> None:
    name, equals, value = how.partition("=")
    env = alegra_on.variables() | ({name: value} if equals else {})
    terminal = Terminal([*line.split(), *([] if equals else [how])], env, 200)
    terminal.finish()
    assert terminal.output
    assert "\x1b" not in terminal.output


def test_colour_tells_an_error_and_a_state(alegra_on: Program) -> None:
    for line, words in (
        ("terms lst", "\x1b[1;31mError:\x1b[0m"),
        ("invoices list --status closed --limit 1", "\x1b[2mclosed\x1b[0m"),
    ):
        terminal = Terminal(line.split(), alegra_on.variables(), 200)
        terminal.finish()
        assert words in terminal.output


@pytest.mark.parametrize("columns", [(), ("--columns", "dueDate,client")])
def test_a_day_that_is_past_is_red_while_the_document_is_open(
    alegra_on: Program, inside: Inside, columns: tuple[str, ...]
) -> None:
    today = inside.json("invoices", "list", "--newest", "--limit", "1")[0]["date"]
    rows = inside.json("invoices", "list", "--all")
    late = [row["dueDate"] for row in rows if row["status"] == "open" and row["dueDate"] < today]
    early = [row for row in rows if row["status"] == "open" and row["dueDate"] >= today]
    assert late
    assert early
    words = ("invoices", "list", "--all", "--no-pager", *columns)
    terminal = Terminal(words, alegra_on.variables(), 200)
    assert terminal.finish() == 0
    assert re.findall("\x1b\\[31m(\\d{4}-\\d\\d-\\d\\d)\x1b", terminal.output) == late
    assert alegra_on(*words).out.count("\x1b") == 0
    plain = Terminal((*words, "--no-color"), alegra_on.variables(), 200)
    plain.finish()
    assert not COLOUR.search(plain.output)


def test_one_record_that_is_overdue_says_so_in_red(alegra_on: Program, inside: Inside) -> None:
    rows = inside.json("invoices", "list", "--status", "open,closed", "--all")
    today = inside.json("invoices", "list", "--newest", "--limit", "1")[0]["date"]
    for status in ("open", "closed"):
        row = next(row for row in rows if row["status"] == status and row["dueDate"] < today)
        terminal = Terminal(("invoices", "get", row["id"]), alegra_on.variables(), 100)
        terminal.finish()
        assert (f"\x1b[31m{row['dueDate']}\x1b" in terminal.output) is (status == "open")


def test_spanish(alegra_on: Program, inside: Inside) -> None:
    for how in ({"ALEGRA_LANG": "es"}, {"ALEGRA_LANG": "", "LANG": "es_CO.UTF-8"}):
        told = alegra_on("invoices", "lst", env=how).err
        assert "No existe" in told
    asked = inside("invoices", "list", "--lang", "es", "--limit", "1")
    assert asked.out.splitlines()[0].split()[:3] == ["Id", "Número", "Fecha"]
    assert "Facturas de venta" in inside("--lang", "es", "--help").out
    assert "Error: " in inside("contacts", "list", "--lang", "es", "--limit", "x").err
    inside("config", "set", "language", "es")
    configured = inside("invoices", "lst", env={"ALEGRA_LANG": "", "LANG": "C.UTF-8"})
    assert "No existe" in configured.err


def test_progress_is_shown_while_a_person_waits_and_then_gone(alegra_on: Program) -> None:
    terminal = Terminal(
        ("invoices", "export", "--out", str(alegra_on.home / "all.csv")), alegra_on.variables()
    )
    assert terminal.finish() == 0
    assert re.search(r"█+░+ 61 of 130 · \d+ a second · \d s left", terminal.output)
    told = " ".join(terminal.output.split())
    assert told.endswith(f"130 records written to {alegra_on.home}/all.csv.")
    piped = alegra_on("invoices", "list", "--all", "-o", "jsonl")
    assert piped.err == ""
