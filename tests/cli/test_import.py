"""Files of records into a sandbox: checked, sent once, told, and gone on with."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests
import responses
from hypothesis import given, settings
from hypothesis import strategies as st

from alegra_cli import exact
from alegra_cli.files import checksums
from alegra_cli.sandbox.database import open_books, reset
from alegra_cli.testing import Result, Runner
from alegra_cli.transfer.blanks import trim
from tests.cli.office import Office, killed
from tests.conftest import API, SHARED_FIXTURES

ROOT = Path(__file__).parents[2]


PEOPLE = "nombre;identification;address.city\nJosé Núñez;700111;Bogotá\nAna;700112;\n"


def test_a_spreadsheet_becomes_contacts_once(office: Office) -> None:
    file = office.file(PEOPLE)
    first = office.alegra("contacts", "import", file, "--map", "nombre=name")
    assert (first.code, first.out) == (0, "")
    assert "2 created." in first.err
    again = office.alegra("contacts", "import", file, "--map", "nombre=name")
    assert "2 created (2 of them before this run)." in again.err
    assert office.count_of("José Núñez") == 1
    results = (office.home / "f.csv.results.csv").read_text("utf-8").splitlines()
    assert results[0] == "row;place;outcome;id;message"
    assert results[1].startswith("1;line 2;created;")
    assert (office.home / "f.csv.journal").stat().st_mode & 0o077 == 0


def test_a_file_named_by_option_has_the_same_journal(office: Office) -> None:
    file = office.file(PEOPLE)
    assert office.alegra("contacts", "import", "-f", file, "--map", "nombre=name").code == 0
    again = office.alegra("contacts", "import", file, "--map", "nombre=name")
    assert "2 created (2 of them before this run)." in again.err
    assert office.count_of("José Núñez") == 1


def test_everything_wrong_is_told_before_anything_is_sent(office: Office) -> None:
    file = office.file("name,price,tax\nA,12,1\n,x,1\nB,,1\n")
    told = office.alegra("items", "import", file)
    assert told.code == 5
    assert "line 3, name: is required" in told.err
    assert "line 3, price: must be an amount" in told.err
    assert "line 4, price: is required" in told.err
    assert "2 rows of" in told.err
    assert not (office.home / "f.csv.journal").exists()
    assert not any(item["name"] == "A" for item in office.list("items"))


def test_decimals_are_never_guessed(office: Office) -> None:
    file = office.file("name;price\nA;1.234\n")
    told = office.alegra("items", "import", file)
    assert told.code == 2
    assert "1.234 (line 2, price)" in told.err
    assert office.outcomes("items", file, "--decimal", "comma") == ["created"]
    made = [item for item in office.list("items") if item["name"] == "A"]
    assert [str(item["price"][0]["price"]) for item in made] == ["1234"]


def test_a_rehearsal_shows_the_requests_and_leaves_nothing(office: Office) -> None:
    file = office.file('{"name": "Ana", "identification": "1"}\n', "f.jsonl")
    told = office.alegra("contacts", "import", file, "--dry-run", "--set", "type=client")
    assert told.code == 0
    assert told.out.startswith("POST http://127.0.0.1:8765/api/v1/contacts\n")
    assert '"type": "client"' in told.out
    assert sorted(item.name for item in office.home.glob("f.*")) == ["f.jsonl"]


def test_from_stdin_what_was_created_is_known_too(office: Office) -> None:
    for said in ("1 created.", "1 created (1 of them before this run)."):
        told = office.alegra("contacts", "import", "-", stdin="name,identification\nEva,7\n")
        assert said in told.err
    assert office.count_of("Eva") == 1


def test_some_rows_fail_and_are_corrected_in_the_same_file(office: Office) -> None:
    head = "name,price,category.id\n"
    file = office.file(head + "Uno,10,\nDos,20,99999\nTres,30,\n")
    code, rows = office.bring("items", file, "--no-validate")
    assert code == 9
    assert [row["outcome"] for row in rows] == ["created", "failed", "created"]
    assert rows[1]["message"]
    office.file(head + "Dos,20,\nUno,10,\nTres,30,\n")
    assert office.outcomes("items", file) == ["created", "created", "created"]
    names = [item["name"] for item in office.list("items")]
    assert [names.count(name) for name in ("Uno", "Dos", "Tres")] == [1, 1, 1]


def test_after_a_failure_nothing_more_where_that_was_asked(office: Office) -> None:
    file = office.file("name,price,category.id\nDos,20,99999\nUno,10,\nTres,30,\n")
    words = ("--on-error", "stop", "--jobs", "1", "--no-validate")
    assert office.outcomes("items", file, *words) == ["failed", "not sent", "not sent"]
    assert not any(item["name"] == "Tres" for item in office.list("items"))


def test_what_exists_is_updated_and_what_does_not_is_created(office: Office) -> None:
    known = office.list("contacts")[0]
    file = office.file(f"identification,mobile,name\n{known['identification']},3001,\n9,3002,Z\n")
    code, rows = office.bring("contacts", file, "--upsert", "identification")
    assert (code, [row["outcome"] for row in rows]) == (0, ["updated", "created"])
    after = exact.loads(office.alegra("contacts", "get", known["id"], "-o", "json").out)
    assert (after["mobile"], after["name"]) == ("3001", known["name"])
    twice = office.file("identification,name\n9,Z\n9,Y\n,X\n", "twice.csv")
    told = office.alegra("contacts", "import", twice, "--upsert", "identification")
    assert told.code == 5
    assert "line 3, identification: the same as in line 2" in told.err
    assert "line 4, identification: is needed to find the record" in told.err


def test_a_row_changed_after_it_was_created_is_not_created_again(office: Office) -> None:
    file = office.file("name,identification\nEva,7\n")
    assert office.outcomes("contacts", file) == ["created"]
    office.file("name,identification\nEva María,7\n")
    code, rows = office.bring("contacts", file)
    assert (code, rows[0]["outcome"]) == (9, "failed")
    assert "created one with the same identification 7" in rows[0]["message"]
    assert office.count_of("Eva María") == 0


def test_a_journal_is_of_one_company_and_one_set_of_options(office: Office) -> None:
    file = office.file("name,identification\nEva,7\n")
    office.bring("contacts", file)
    told = office.alegra("contacts", "import", file, "--set", "type=provider")
    assert told.code == 2
    assert "other options" in told.err
    told = office.alegra("sellers", "import", file, "--map", "identification=")
    assert "another resource" in told.err


def test_documents_for_the_authority_are_asked_about(office: Office) -> None:
    file = office.file(
        exact.dumps(
            {
                "date": "2026-06-01",
                "dueDate": "2026-06-30",
                "client": "1",
                "items": [{"id": "1", "price": 100, "quantity": 1}],
                "paymentForm": "CASH",
                "paymentMethod": "CASH",
                "stamp": {"generateStamp": True},
            }
        ),
        "f.jsonl",
    )
    told = office.alegra("invoices", "import", file)
    assert told.code == 2
    assert "Create 1 document and send it to the tax authority?" in told.err


@pytest.mark.parametrize("resource", ["contacts", "items", "price-lists", "warehouses"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_out_and_in_again_is_the_same(office: Office, resource: str, kind: str) -> None:
    upsert = ("--upsert", "name") if resource in ("price-lists", "warehouses") else ()
    file = str(office.home / f"before.{kind}")
    before = office.list(resource) if upsert else office.thin(resource)
    assert office.alegra(resource, "export", "--format", kind, "--out", file).code == 0
    assert office.alegra("sandbox", "reset", "--yes", "--size", "empty").code == 0
    for other in ("price-lists", "warehouses", "item-categories", "sellers"):
        assert office.list(other), other
    code, rows = office.bring(resource, file, "--jobs", "1", *upsert)
    assert code == 0, rows
    assert [own(item) for item in office.list(resource)] == [own(item) for item in before]


def own(record: dict[str, Any]) -> dict[str, Any]:
    """What a person gave the record: no ids, no dates of the server, no stock that moved."""
    gone = ("id", "created_at", "updated_at", "priceList", "availableQuantity")
    return {
        key: own(value)
        if isinstance(value, dict)
        else [own(item) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for key, value in record.items()
        if key not in gone
    }


HOSTILE = st.text(min_size=1, max_size=30) | st.sampled_from(
    [
        "=1+1",
        "@SUM(A1)",
        "'=1",
        '"; DROP',
        'a "b", c',
        "línea 1\nlínea 2\r\nlínea 3",
        "עברית مرحبا",
        "\u202eabc",
        "x" * 10_000,
        "-5",
        "+57 300 123 4567",
        "007",
        "true",
        "1e5",
        "[1]",
        '{"a": 1}',
        "a\u2028b\x85c",
    ]
)
AMOUNTS = st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=6).map(
    lambda value: format(value, "f")
)


class Emptied(Office):
    """A company on its first day."""

    def wipe(self) -> None:
        books = open_books(self.database)
        with books.transaction():
            for item in books.store.find("items"):
                books.call("DELETE", f"/items/{item['id']}")
        books.close()


@pytest.fixture
def served_empty(tmp_path: Path, filled: Path) -> Emptied:
    office = Emptied(tmp_path, filled)
    reset(office.database, size="empty", today=date.today())
    books = open_books(office.database)
    books.settings.set("rate_limit", 100_000)
    books.close()
    return office


def post(office: Emptied, bodies: Iterable[dict[str, Any]]) -> None:
    books = open_books(office.database)
    with books.transaction():
        for body in bodies:
            books.call("POST", "/items", body)
    books.close()


# Few examples of several texts each: every one takes eight runs of the program.
@settings(max_examples=7, suppress_health_check=SHARED_FIXTURES)
@given(texts=st.lists(HOSTILE.filter(trim), min_size=1, max_size=10), amount=AMOUNTS)
def test_hostile_values_survive_out_and_in(
    served_empty: Emptied, texts: list[str], amount: str
) -> None:
    office = served_empty
    office.wipe()
    body = {"name": "Nota", "price": exact.Number(amount)}
    # A reference may be an object, so in a cell what begins like one is JSON.
    known = {text: text.lstrip("[{") if trim(text.lstrip("[{")) else "-" for text in texts}
    post(office, (body | {"reference": known[one], "description": one} for one in texts))
    before = [own(item) for item in office.list("items")]
    # Blanks around a cell are no part of it, unless a person says so.
    for kind, raw in (("csv", ()), ("csv", ("--raw",)), ("json", ()), ("yaml", ())):
        same = without_blanks if kind == "csv" and not raw else list
        file = str(office.home / f"again.{kind}")
        told = office.alegra("items", "export", "--format", kind, "--out", file, "--force", *raw)
        assert told.code == 0, told.err
        office.wipe()
        told = office.alegra(
            "items", "import", file, "--jobs", "1", "--no-validate", "--equal-rows", *raw
        )
        assert told.code == 0, told.err
        (office.home / f"again.{kind}.journal").unlink()
        after = [own(item) for item in office.list("items")]
        assert same(after) == same(before)
        if same is without_blanks:
            office.wipe()
            post(office, (body | {name: item[name] for name in SENT} for item in before))


SENT = ("name", "reference", "description")


def without_blanks(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {key: trim(value) if isinstance(value, str) else value for key, value in record.items()}
        for record in records
    ]


@pytest.mark.parametrize("step", [3, 5, 7, 9, 11, 12, 14, 16])
def test_killed_anywhere_nothing_is_sent_twice_and_nothing_is_forgotten(
    office: Office, step: int
) -> None:
    file = office.file("name,identification\nEva,7001\n")
    assert killed(office.alegra, step, "contacts", "import", file) == -signal.SIGKILL
    assert office.count_of("Eva") <= 1
    # The clock of the second run is one that sleeping moves.
    told = office.alegra("contacts", "import", file, "-o", "json")
    assert told.code == 0, told.err
    assert exact.loads(told.out)[0]["outcome"] in ("created", "found")
    assert office.count_of("Eva") == 1


def unsure(alegra: Runner, file: str, *words: str) -> Result:
    with responses.RequestsMock() as api:
        api.get(f"{API}/company", json={"id": "1", "applicationVersion": "colombia"})
        api.post(f"{API}/contacts", status=500, json={"message": "boom"})
        return alegra("contacts", "import", file, *words)


def test_a_row_of_unknown_outcome_is_looked_up_before_it_goes_again(
    alegra: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "f.csv"
    file.write_text("name,identification\nEva,7\n")
    told = unsure(alegra, str(file))
    assert told.code == 9
    assert "nobody knows whether Alegra has them" in told.err
    with responses.RequestsMock() as api:
        api.get(f"{API}/company", json={"id": "1"})
        api.get(f"{API}/contacts", json=[{"id": "5", "identification": "7", "name": "EVA"}])
        told = alegra("contacts", "import", str(file), "-o", "json")
    assert told.code == 0
    assert [(row["outcome"], row["id"]) for row in exact.loads(told.out)] == [("found", "5")]
    assert alegra.clock.slept == [10.0]


def test_one_that_never_arrived_goes_again(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("name,identification\nEva,7\n")
    unsure(alegra, str(file))
    with responses.RequestsMock() as api:
        api.get(f"{API}/company", json={"id": "1"})
        api.get(f"{API}/contacts", json=[{"id": "5", "identification": "8", "name": "Eva"}])
        api.post(f"{API}/contacts", json={"id": "6"})
        told = alegra("contacts", "import", str(file), "-o", "json")
    assert [(row["outcome"], row["id"]) for row in exact.loads(told.out)] == [("created", "6")]


def test_what_nothing_tells_apart_waits_for_a_persons_word(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text('{"date": "2026-06-01", "entries": []}\n')

    def run(*words: str) -> Result:
        with responses.RequestsMock(assert_all_requests_are_fired=False) as api:
            api.get(f"{API}/company", json={"id": "1"})
            api.post(f"{API}/journals", status=200 if words else 500, json={"id": "6"})
            told = alegra("journals", "import", str(file), "--no-validate", *words)
            posts = [call for call in api.calls if call.request.method == "POST"]
            assert len(posts) == expected.pop(0)
            return told

    expected = [1, 0, 1]
    assert run().code == 9
    assert run().code == 9
    assert run("--never-sent").code == 0


def test_a_mark_tells_apart_what_nothing_else_does(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text('{"date": "2026-06-01", "entries": [], "observations": "Enero"}\n')
    words = ("journals", "import", str(file), "--no-validate", "--mark", "observations")
    with responses.RequestsMock() as api:
        api.get(f"{API}/company", json={"id": "1"})
        sent = api.post(f"{API}/journals", status=500, json={})
        assert alegra(*words).code == 9
        body = exact.loads(sent.calls[0].request.body)
    assert body["observations"].startswith("Enero [alegra-cli ")
    with responses.RequestsMock() as api:
        api.get(f"{API}/company", json={"id": "1"})
        api.get(f"{API}/journals", json=[{"id": "9", "observations": body["observations"]}])
        told = alegra(*words, "-o", "json")
    assert [(row["outcome"], row["id"]) for row in exact.loads(told.out)] == [("found", "9")]


def test_the_network_goes_and_the_rest_waits(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("name,identification\n" + "".join(f"N{n},{n}\n" for n in range(20)))
    with responses.RequestsMock() as api:
        api.get(f"{API}/company", json={"id": "1"})
        api.post(f"{API}/contacts", json={"id": "1"})
        api.post(f"{API}/contacts", body=requests.ConnectionError("reset"))
        told = alegra("contacts", "import", str(file), "--jobs", "1", "-o", "json")
        assert len(api.calls) == 3
    assert told.code == 10
    outcomes = [row["outcome"] for row in exact.loads(told.out)]
    assert outcomes == ["created", "unknown", *["not sent"] * 18]
    assert "it goes on where this one stopped" in told.err


@pytest.mark.parametrize("room", [0, 1])
def test_no_room_for_the_journal_means_no_request(
    office: Office, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    left = [room]
    write = checksums.complete_write

    def full(descriptor: int, content: bytes) -> None:
        left[0] -= 1
        write(descriptor, content if left[0] >= 0 else content[:9])
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    file = office.file("name,identification\nEva,7\n")
    with monkeypatch.context() as patch:
        patch.setattr(checksums, "complete_write", full)
        told = office.alegra("contacts", "import", file)
    assert told.code == 1
    assert "No space left on device" in told.err
    assert office.count_of("Eva") == 0
    assert office.outcomes("contacts", file) == ["created"]


def test_a_journal_is_a_file(office: Office) -> None:
    file = office.file("name,identification\nEva,7\n")
    told = office.alegra("contacts", "import", file, "--journal", "/dev/full")
    assert (told.code, "no ordinary file" in told.err) == (2, True)


def test_one_file_is_imported_once_at_a_time(office: Office) -> None:
    from alegra_cli.transfer.journal import Purpose, RowJournal

    file = office.file("name,identification\nEva,7\n")
    with RowJournal(Path(f"{file}.journal"), Purpose("contacts", "x", "")):
        told = office.alegra("contacts", "import", file)
    assert told.code == 2
    assert "Another import is using the journal" in told.err


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "is empty"), ("name\n", "has no rows"), ("name,name\na,b\n", "twice")],
)
def test_files_that_hold_nothing_to_import(office: Office, content: str, said: str) -> None:
    told = office.alegra("contacts", "import", office.file(content))
    assert told.code == 2
    assert said in told.err
