"""What a person reads of many rows: each thing once, with its rows; and the results file."""

from __future__ import annotations

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from alegra_cli.transfer.rows import together
from tests.cases import cases
from tests.cli.office import Office


def test_a_thing_that_is_wrong_with_many_rows_is_told_once(office: Office) -> None:
    rows = [f"P{number},x" for number in range(60)] + [",9"] + ["Q,x", "R,"]
    file = office.file("name,price\n" + "\n".join(rows) + "\n")
    told = office.alegra("items", "import", file)
    assert told.code == 5
    assert "price: must be an amount, or a list of them (lines 2–61, 63)" in told.err
    assert "line 62, name: is required" in told.err
    assert "line 64, price: is required" in told.err
    again = office.alegra("items", "import", file, "-o", "json")
    details = exact.loads(again.err.splitlines()[-1])["error"]["details"]
    assert [len(one["rows"]) for one in details] == [61, 1, 1]


def test_what_became_of_the_rows_is_told_by_reason(office: Office) -> None:
    person = "{0},CC,{0}\n"
    file = office.file(
        "name,identificationObject.type,identificationObject.number\n"
        + person.format(4001)
        + "Otra,NIT,900123456\n" * 3
    )
    told = office.alegra("contacts", "import", file, "--no-validate", "--equal-rows", "--jobs", "1")
    assert told.code == 9
    lines = told.out.splitlines()
    assert lines[0] == "failed:"
    assert "Alegra answered" not in told.out
    assert lines[1].endswith("900123456 (2006) (lines 4–5)")


def test_asked_for_columns_are_a_table(office: Office) -> None:
    file = office.file("name,price,category.id\nDos,20,99999\n")
    told = office.alegra("items", "import", file, "--no-validate", "--columns", "row,message")
    assert told.out.splitlines()[0].split() == ["Row", "Message"]


@cases(
    ("places", "text"),
    [
        (["line 7"], "line 7"),
        (["line 7", "line 3", "line 4", "line 5"], "lines 3–5, 7"),
        (["row 2", "row 3"], "rows 2–3"),
        (["argument 1", "argument 3"], "arguments 1, 3"),
        (["line 2", "lines 4–5"], "line 2, lines 4–5"),
        ([f"line {2 * n}" for n in range(1, 16)], "and 3 more"),
    ],
)
def test_places_in_a_few_words(places: list[str], text: str) -> None:
    assert together(places).endswith(text)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_the_results_are_written_like_the_file(office: Office, encoding: str) -> None:
    (office.home / "f.csv").write_text(
        "name\tidentification\nJosé Núñez\t700111\n", encoding=encoding
    )
    spanish = Runner(office.home, {"ALEGRA_PROFILE": "sandbox", "ALEGRA_LANG": "es"})
    told = spanish("contacts", "import", str(office.home / "f.csv"))
    assert told.code == 0, told.err
    lines = (office.home / "f.csv.results.csv").read_text(encoding).splitlines()
    assert lines[0] == "fila\tlugar\tresultado\tid\tmensaje"
    assert lines[1].startswith("1\tlínea 2\tcreado\t")
