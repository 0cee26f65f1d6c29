"""kill -9 at every step of what writes: nothing twice, nothing lost, no half file under its name.

``make crash``; `pytest` alone does not collect it, since it makes hundreds of runs. Each has an
office of its own, is killed at the step, and run again until it is through.
"""

from __future__ import annotations

import csv
import json
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from alegra_cli import exact
from tests.cli.conftest import Served, serving
from tests.cli.office import Office, killed
from tests.cli.test_emit import draft

ROWS = 3
NAMES = [f"Eva {n}" for n in range(1, ROWS + 1)]
# More steps than any of these runs has; the last of each must be one that nothing kills.
MOST = {
    "import": 50,
    "delete": 26,
    "update": 26,
    "emit": 24,
    "export": 18,
    "set": 8,
    "copy": 60,
    "received": 130,
}


@pytest.fixture
def office(tmp_path: Path, filled: Path) -> Office:
    return Office(tmp_path, filled)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Served]:
    """Another company, which the runs of this module share."""
    yield from serving(tmp_path_factory.mktemp("served"), filled)


def steps_of(command: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("step", range(1, MOST[command] + 1))


def crashed(office: Office, command: str, step: int, *line: str) -> bool:
    """Whether it was killed; the last step must be behind the end of the run."""
    code = killed(office.alegra, step, *line, everywhere=True)
    assert code == (-signal.SIGKILL if code < 0 else 0)
    assert step < MOST[command] or code == 0, "it has more steps than are tried: raise MOST"
    return code < 0


def through(office: Office, *line: str) -> str:
    told = office.alegra(*line)
    assert told.code == 0, told.err
    return told.out


@steps_of("import")
def test_import(office: Office, step: int) -> None:
    content = "".join(f"{name},{7000 + n}\n" for n, name in enumerate(NAMES))
    file = office.file("name,identification\n" + content)
    line = ("contacts", "import", file, "--jobs", "1")
    crashed(office, "import", step, *line)
    results = Path(f"{file}.results.csv")
    if results.exists():
        lines = results.read_text(encoding="utf-8").splitlines()
        assert len(list(csv.reader(lines))) == ROWS + 1
    # Once more, and killed again somewhere else, before it may come to its end.
    killed(office.alegra, step // 2 + 1, *line, everywhere=True)
    told = exact.loads(through(office, *line, "-o", "json"))
    assert {row["outcome"] for row in told} <= {"created", "found"}
    assert [office.count_of(name) for name in NAMES] == [1] * ROWS


def those(office: Office) -> tuple[list[str], str]:
    """Ids of new contacts, and a file that names them."""
    made = [
        exact.loads(through(office, "contacts", "create", "--name", name, "-o", "json"))["id"]
        for name in NAMES
    ]
    return made, office.file("id,observations\n" + "".join(f"{key},visto\n" for key in made))


@steps_of("delete")
def test_delete(office: Office, step: int) -> None:
    _ids, file = those(office)
    line = ("contacts", "delete", "-f", file, "--yes", "--jobs", "1")
    crashed(office, "delete", step, *line)
    again = office.alegra(*line, "-o", "json")
    # Those that are gone are told of; the others went now.
    assert {row["outcome"] for row in exact.loads(again.out)} <= {"deleted", "failed"}
    assert [office.count_of(name) for name in NAMES] == [0] * ROWS


@steps_of("update")
def test_update(office: Office, step: int) -> None:
    ids, file = those(office)
    line = ("contacts", "update", "-f", file, "--yes", "--jobs", "1")
    crashed(office, "update", step, *line)
    through(office, *line)
    found = {one["id"]: one["observations"] for one in office.list("contacts")}
    assert [found[key] for key in ids] == ["visto"] * ROWS


@steps_of("emit")
def test_emit(office: Office, step: int) -> None:
    books = office.books
    before = books.store.count("authority-log")
    keys = draft(books, ROWS)
    line = ("invoices", "emit", *keys, "--yes")
    crashed(office, "emit", step, *line)
    office.alegra(*line)
    rows = books.store.find("authority-log")[before:]
    reached = Counter(row["document"] for row in rows)
    assert set(reached.values()) <= {1}
    left = [key for key in keys if f"invoices/{key}" not in reached]
    if left:  # somebody looked, and says that they did not go
        through(office, "invoices", "emit", *left, "--never-sent", "--yes")
    rows = books.store.find("authority-log")[before:]
    assert Counter(row["document"] for row in rows) == {f"invoices/{key}": 1 for key in keys}
    books.close()


@steps_of("export")
def test_export(office: Office, step: int) -> None:
    file = office.home / "contacts.jsonl"
    file.write_text("the one of yesterday\n", encoding="utf-8")
    line = ("contacts", "export", "--out", str(file), "--force", "--jobs", "1")
    crashed(office, "export", step, *line)
    lines = file.read_text(encoding="utf-8").splitlines()
    whole = len(office.list("contacts"))
    assert lines == ["the one of yesterday"] or len([json.loads(one) for one in lines]) == whole
    through(office, *line)
    assert len(file.read_text(encoding="utf-8").splitlines()) == whole


@steps_of("copy")
def test_copy(office: Office, served: Served, step: int) -> None:
    through(office, "sandbox", "reset", "--yes", "--size", "empty")
    seller = f"Luis {step}"
    made = exact.loads(through(office, "sellers", "create", "--name", seller, "-o", "json"))
    names = [f"Eva {n} {step}" for n in range(1, ROWS + 1)]
    for number, name in enumerate(names):
        own = ("--identification", f"{step}00{number}", "--seller", made["id"])
        through(office, "contacts", "create", "--name", name, *own)
    account = ("--profile", "acme", "--email", served.email, "--base-url", served.url)
    line = ("auth", "login", *account, "--insecure-storage")
    assert office.alegra(*line, stdin=served.token + "\n").code == 0
    copy = ("copy", "sellers", "contacts", "--from", "sandbox", "--to", "acme", "--yes")
    crashed(office, "copy", step, *copy)
    killed(office.alegra, step // 2 + 1, *copy, everywhere=True)
    told = exact.loads(through(office, *copy, "-o", "json"))
    assert {row["outcome"] for row in told} <= {"created", "exists"}
    every = ("-p", "acme", "list", "--all", "-o", "json")
    contacts = exact.loads(through(office, *every[:2], "contacts", *every[2:]))
    sellers = exact.loads(through(office, *every[:2], "sellers", *every[2:]))
    assert [one["name"] for one in sellers].count(seller) == 1
    there = {one["name"]: one for one in contacts if one["name"] in names}
    assert sum(one["name"] in names for one in contacts) == len(there) == ROWS
    assert {one["seller"]["name"] for one in there.values()} == {seller}


@steps_of("set")
def test_a_setting(office: Office, step: int) -> None:
    through(office, "config", "set", "output", "csv")
    crashed(office, "set", step, "config", "set", "output", "json")
    told = through(office, "config", "view", "-o", "json")
    assert exact.loads(told)
    through(office, "config", "set", "output", "json")


@steps_of("received")
def test_received(office: Office, step: int) -> None:
    folder = str(office.home / "october")
    through(office, "sandbox", "received", folder, "--count", "2")
    through(office, "received", "rules", "set", "*", "--category", "5")
    line = ("received", "post", folder, "--only", "ready", "--attach", "xml,pdf", "--yes")
    crashed(office, "received", step, *line)
    killed(office.alegra, step // 2 + 1, *line, everywhere=True)
    through(office, *line)
    bills = [one for one in office.list("bills") if str(one["observations"] or "")[:1] == "["]
    assert len(bills) == len({one["observations"] for one in bills}) == 2
    for bill in bills:
        told = exact.loads(through(office, "bills", "attachments", bill["id"], "-o", "json"))
        assert sorted(Path(one["name"]).suffix for one in told) == [".pdf", ".xml"]
