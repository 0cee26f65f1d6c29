"""A file that is run again: saved anew, corrected, with other options, with rows that are gone."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli import exact
from tests.cli.office import Office

HEAD = "client,date,dueDate,items.0.id,items.0.price,items.0.quantity\n"
DRAFT = ("--set", "status=draft")


def line(client: int, price: str) -> str:
    return f"{client},2026-06-01,2026-06-30,1,{price},1\n"


def invoices(office: Office) -> int:
    return int(office.alegra("invoices", "list", "--count").out)


@pytest.fixture
def before(office: Office) -> int:
    """How many invoices there are at first."""
    return invoices(office)


def test_a_file_saved_anew_by_a_spreadsheet_has_the_same_rows(office: Office, before: int) -> None:
    file = office.file(HEAD + line(1, "100000.50") + line(2, "200000.50") + line(9999, "300000.5"))
    words = (*DRAFT, "--no-validate")
    assert office.outcomes("invoices", file, *words) == ["created", "created", "failed"]
    office.file(
        "items.0.quantity;items.0.price;dueDate;date;client;items.0.id\n"
        "1,0;100000,5;30/06/2026;01/06/2026; 1 ;1\n"
        "1;200.000,50;2026-06-30;1/6/2026;2;1\n"
        "1;300000,50;2026-06-30;2026-06-01;3;1\n"
    )
    assert office.outcomes("invoices", file, *words) == ["created"] * 3
    assert invoices(office) == before + 3


def test_created_under_another_reading_is_created(office: Office) -> None:
    file = office.file("name;price\nA;1.234\nB;5\n")
    assert office.outcomes("items", file, "--decimal", "comma") == ["created"] * 2
    assert office.outcomes("items", file, "--decimal", "point") == ["created"] * 2
    assert [item["name"] for item in office.list("items")].count("A") == 1


def test_a_corrected_option_goes_on_with_what_is_left(office: Office, before: int) -> None:
    file = office.file(HEAD + line(1, "10") + line(9999, "20"))
    assert office.outcomes("invoices", file, *DRAFT, "--no-validate") == ["created", "failed"]
    office.file(HEAD + line(1, "10,0").replace("10,0", "10.0") + line(3, "20"))
    more = (*DRAFT, "--set", "observations=marzo")
    told = office.alegra("invoices", "import", file, *more)
    assert told.code == 2
    assert "--go-on takes the rows that were created as done" in told.err
    assert office.outcomes("invoices", file, *more, "--go-on") == ["created"] * 2
    assert office.outcomes("invoices", file, *more) == ["created"] * 2
    assert invoices(office) == before + 2
    notes = [one.get("observations") for one in office.list("invoices")]
    assert notes.count("marzo") == 1


def test_a_column_more_and_the_rows_are_found_by_their_lines(office: Office, before: int) -> None:
    file = office.file(HEAD + line(1, "10") + line(9999, "20"))
    assert office.outcomes("invoices", file, *DRAFT, "--no-validate") == ["created", "failed"]
    longer = HEAD.replace("client", "observations,client")
    office.file(longer + "x," + line(1, "10") + "x," + line(3, "20"))
    told = office.alegra("invoices", "import", file, *DRAFT)
    assert told.code == 2
    assert "Row 1 (" in told.err
    assert "line 2 is new" in told.err
    told = office.alegra("invoices", "import", file, *DRAFT, "--go-on")
    assert told.code == 0
    assert "line 2 is taken for the row that was created as" in told.err
    assert invoices(office) == before + 2


def test_lines_that_moved_are_not_taken_for_others(office: Office, before: int) -> None:
    file = office.file(HEAD + line(1, "10") + line(2, "20"))
    assert office.outcomes("invoices", file, *DRAFT) == ["created", "created"]
    office.file(HEAD + line(3, "30"))
    told = office.alegra("invoices", "import", file, *DRAFT, "--go-on")
    assert told.code == 2
    assert "can't be found in the file" in told.err
    assert office.outcomes("invoices", file, *DRAFT, "--new-rows") == ["created"]
    assert invoices(office) == before + 3


def test_rows_that_only_went_away_need_no_word(office: Office, before: int) -> None:
    file = office.file(HEAD + line(1, "10") + line(2, "20"))
    assert office.outcomes("invoices", file, *DRAFT) == ["created", "created"]
    office.file(HEAD + line(2, "20"))
    assert office.outcomes("invoices", file, *DRAFT) == ["created"]
    assert invoices(office) == before + 2


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("A,10,R1\nA,10.00,R1\n", "line 3: the same as line 2"),
        ("A,10,R1\nB,20,r1\n", "line 3, reference: r1 is that of line 2 too"),
        ("A,10,\na,20,\n", "line 3, name: a is that of line 2 too"),
    ],
    ids=["row", "reference", "name"],
)
def test_the_same_twice_is_told_before_anything_is_sent(
    office: Office, rows: str, words: str
) -> None:
    file = office.file("name,price,reference\n" + rows)
    told = office.alegra("items", "import", file)
    assert told.code == 5
    assert words in told.err
    assert not (office.home / "f.csv.journal").exists()
    assert office.outcomes("items", file, "--equal-rows", "--jobs", "1") == ["created"] * 2


def told_faults(office: Office, resource: str, body: dict[str, Any]) -> str:
    file = office.file(exact.dumps(body) + "\n", "f.jsonl")
    told = office.alegra(resource, "import", file)
    assert told.code == 5
    assert not (office.home / "f.jsonl.journal").exists()
    return told.err


INVOICE = {"date": "2026-06-01", "dueDate": "2026-06-30", "status": "draft"}
LINE = {"id": "1", "price": 10, "quantity": 1}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"client": "777", "items": [LINE]}, "client: there is no 777"),
        ({"client": {"id": "777"}, "items": [LINE]}, "client: there is no 777"),
        ({"client": "1", "items": [LINE | {"id": "777"}]}, "items.0.id: there is no 777"),
        ({"client": "1", "items": [LINE], "seller": "777"}, "seller: there is no 777"),
        ({"client": "1", "items": [LINE], "warehouse": {"id": "77"}}, "warehouse: there is no 77"),
        (
            {"client": "1", "items": [LINE | {"tax": [{"id": "77"}]}]},
            "items.0.tax.0.id: there is no 77",
        ),
        ({"client": "1", "items": [LINE], "retentions": [{"id": "77"}]}, "there is no 77"),
    ],
    ids=["client", "object", "item", "seller", "warehouse", "tax", "retention"],
)
def test_records_that_are_not_there_are_told_first(
    office: Office, body: dict[str, Any], path: str
) -> None:
    assert path in told_faults(office, "invoices", INVOICE | body)


def test_many_ids_are_looked_up_in_the_list(office: Office) -> None:
    clients = [*range(1, 12), 9999]
    file = office.file(HEAD + "".join(line(client, str(client)) for client in clients))
    told = office.alegra("invoices", "import", file, *DRAFT)
    assert told.code == 5
    assert "line 13, client: there is no 9999" in told.err
    assert told.err.count("there is no") == 1
