"""Exports: files whole or not at all, what was read never lost, and only what changed."""

from __future__ import annotations

import gzip
import signal
import subprocess
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
import responses
from requests import PreparedRequest

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.conftest import Inside, Served
from tests.cli.fork_server import LONGEST, python, server_for
from tests.cli.office import Office, killed_by
from tests.conftest import API

Answer = tuple[int, dict[str, str], str]


def test_several_resources_at_once_each_into_its_file(office: Office) -> None:
    folder = office.home / "all"
    told = office.alegra("export", "contacts", "items", "--out", str(folder), "--gzip")
    assert (told.code, told.out) == (0, "")
    assert {file.name for file in folder.iterdir()} == {"contacts.csv.gz", "items.csv.gz"}
    packed = gzip.decompress((folder / "items.csv.gz").read_bytes()).decode()
    assert packed == office.alegra("items", "export").out
    again = office.alegra("export", "terms", "items", "--out", str(folder), "--gzip")
    assert again.code == 2
    assert not (folder / "terms.csv.gz").exists()


def test_the_whole_account_but_for_what_the_plan_withholds(office: Office) -> None:
    books = office.books
    books.settings.set("withheld", ["/bills"])
    books.close()
    folder = office.home / "all"
    told = office.alegra("export", "--all", "--out", str(folder), "--format", "jsonl")
    assert told.code == 9
    assert "Not exported: bills." in told.err
    kept = {file.stem for file in folder.iterdir()}
    assert {"contacts", "invoices", "journals", "webhook-subscriptions"} <= kept
    assert "bills" not in kept


def test_the_format_is_the_one_that_the_file_is_named_by(office: Office) -> None:
    file = office.home / "terms.jsonl"
    assert office.alegra("terms", "export", "--out", str(file)).code == 0
    assert all(exact.loads(line)["id"] for line in file.read_text().splitlines())


def test_only_what_changed_since_the_last_export(office: Office) -> None:
    def changed(*words: str) -> list[str]:
        told = office.alegra("contacts", "export", "--since-last", "-o", "jsonl", *words)
        assert told.code == 0, told.err
        return [exact.loads(line)["id"] for line in told.out.splitlines()]

    everything = changed()
    assert len(everything) == len(office.list("contacts"))
    assert changed() == []
    assert office.alegra("contacts", "update", "3", "--set", "observations=x").code == 0
    assert office.alegra("contacts", "create", "--name", "Nuevo").code == 0
    assert len(changed("--type", "client")) > 2  # another question has a memory of its own
    assert changed() == ["3", office.list("contacts")[-1]["id"]]
    assert changed() == []
    assert "does not tell" in office.alegra("invoices", "export", "--since-last").err
    assert office.alegra("contacts", "export", "--since-last", "--limit", "9").code == 2


class Ledger:
    """300 terms behind an API that has bad days."""

    def __init__(self) -> None:
        self.rows = [{"id": str(number), "name": f"a {number}"} for number in range(300)]
        self.trouble: dict[int, list[Answer | Exception]] = {}

    def __call__(self, request: PreparedRequest) -> Answer:
        query = dict(parse_qsl(urlsplit(str(request.url)).query))
        start, limit = int(query["start"]), int(query["limit"])
        if waiting := self.trouble.get(start):
            answer = waiting[0] if len(waiting) == 1 else waiting.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        body = {"metadata": {"total": 300}, "data": self.rows[start : start + limit]}
        return 200, {}, exact.dumps(body)

    def ids(self, text: str) -> list[str]:
        return [exact.loads(line)["id"] for line in text.splitlines()]


@pytest.fixture
def ledger(api: responses.RequestsMock) -> Ledger:
    made = Ledger()
    api.add_callback("GET", f"{API}/terms", made)
    return made


@pytest.mark.parametrize("jobs", ["1", "4"])
@pytest.mark.parametrize(
    ("trouble", "code"), [((500, {}, "{}"), 8), (requests.ConnectionError("unplugged"), 8)]
)
def test_a_page_that_stays_failed_loses_nothing_that_was_read(
    alegra: Runner, ledger: Ledger, trouble: Answer | Exception, code: int, jobs: str
) -> None:
    ledger.trouble = {145: [trouble]}
    file = alegra.home / "terms.jsonl"
    line = ("terms", "export", "--out", str(file), "--jobs", jobs)
    told = alegra(*line)
    assert told.code == code
    assert "--start 146 goes on" in told.err
    assert f"What was read is in {file}.partial" in told.err
    assert not file.exists()
    assert [path.name for path in alegra.home.glob("*terms*")] == ["terms.jsonl.partial"]
    ledger.trouble.clear()
    assert alegra(*line, "--start", "146").code == 0
    read = (alegra.home / "terms.jsonl.partial").read_text() + file.read_text()
    assert ledger.ids(read) == [row["id"] for row in ledger.rows]


def test_a_page_that_fails_for_a_while_is_asked_for_alone(alegra: Runner, ledger: Ledger) -> None:
    storm: Answer = (429, {"X-Rate-Limit-Reset": "20"}, "{}")
    fine: Answer = (200, {}, exact.dumps({"metadata": {"total": 300}, "data": ledger.rows[87:117]}))
    gone = requests.ConnectionError("unplugged")
    ledger.trouble = {87: [storm, (503, {}, "{}"), gone, storm, fine]}
    told = alegra("terms", "list", "--all", "-o", "jsonl", "--jobs", "4")
    assert told.code == 0, told.err
    assert ledger.ids(told.out) == [row["id"] for row in ledger.rows]
    assert sum(alegra.clock.slept) > 40


def test_a_disk_that_is_full_leaves_no_half_file(inside: Inside) -> None:
    file = inside.home / "invoices.json"
    code = (
        "import resource\n"
        "from alegra_cli import cli\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "cli.main()"
    )
    line = ("invoices", "export", "--out", str(file))
    with python(code, *line, env=inside.variables(), stderr=subprocess.PIPE) as program:
        told = program.communicate(timeout=20)[1].decode()
    assert program.returncode == 1, told
    assert "can't be written" in told
    assert not list(inside.home.glob("*invoices*"))


def test_killed_while_it_writes_it_leaves_the_file_that_was_there(office: Office) -> None:
    file = office.home / "invoices.csv"
    file.write_text("the one of yesterday")
    line = ("invoices", "export", "--out", str(file), "--force")
    assert killed_by("tests.cli.killed_replacing", office.alegra, *line) == -signal.SIGKILL
    assert file.read_text() == "the one of yesterday"
    assert office.alegra(*line).code == 0
    assert file.read_text().startswith("id,")


def test_records_that_come_and_go_while_another_process_reads(
    inside: Inside, served: Served
) -> None:
    """The reader waits for us whenever the pipe between us is full."""
    books = served.books
    with books.transaction():
        for number in range(260):
            body = {"name": f"Cliente {number}", "observations": "x" * 2000}
            books.call("POST", "/contacts", body)
    before = exact.loads(inside("contacts", "list", "--all", "-o", "json").out)
    process = inside.start(
        "contacts", "list", "--all", "-o", "jsonl", "--jobs", "2", stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    # Far enough for some of those that go to lie behind it.
    lines = [process.stdout.readline() for _line in range(100)]
    gone = [record["id"] for record in before if "Cliente 1" in record["name"]]
    for key in gone:
        books.call("DELETE", f"/contacts/{key}")
    books.close()
    lines += process.stdout.readlines()
    process.stdout.close()
    assert process.wait(timeout=20) == 0
    found = [exact.loads(line)["id"] for line in lines]
    assert len(found) == len(set(found))
    stayed = {record["id"] for record in before} - set(gone)
    assert stayed <= set(found)
    assert len(gone) > 100


def piped(inside: Inside, *line: str) -> tuple[int, bytes, str]:
    """Exit code, stdout and stderr of the program, in a folder of its own, into a pipe."""
    folder = inside.home / "cwd"
    folder.mkdir(exist_ok=True)
    server = server_for(inside.variables())
    assert server is not None
    pipe = subprocess.PIPE
    with server.start(line, inside.variables(), folder, stdout=pipe, stderr=pipe) as process:
        out, err = process.communicate(timeout=LONGEST)
        code = process.wait(LONGEST)
    assert list(folder.iterdir()) == [], "no file is called like stdout"
    return code, out, err.decode()


def test_a_dash_is_stdout_wherever_a_file_is_written(inside: Inside) -> None:
    csv = inside("terms", "export").out.encode()
    assert csv.startswith(b"id,")
    for line in (
        ("terms", "export", "--out", "-"),
        ("terms", "export", "-O", "-", "--force"),
        ("export", "terms", "--out", "-"),
    ):
        assert piped(inside, *line) == (0, csv, ""), line
    code, out, err = piped(
        inside, "export", "terms", "-O", "-", "--format", "jsonl", "--since", "7d"
    )
    assert (code, out[:6]) == (0, b'{"id":')
    assert "Whole, since they have no date: terms." in err
    code, out, err = piped(inside, "export", "terms", "taxes", "-O", "-", "--format", "xlsx")
    assert (code, out[:2], err) == (0, b"PK", "")
    for name, start in (("pdf", b"%PDF"), ("xml", b"<?xml")):
        code, out, err = piped(inside, "invoices", name, "1", "--out", "-")
        assert (code, out[: len(start)], err) == (0, start, ""), name


def test_what_stdout_can_not_take_is_refused_before_any_request(inside: Inside) -> None:
    for line, why in {
        ("export", "terms", "taxes", "-O", "-"): "nothing would keep them apart",
        ("export", "terms", "-O", "-", "--gzip"): "`| gzip` packs stdout",
        ("invoices", "pdf", "1", "2", "-O", "-"): "Only one document goes to stdout",
        ("invoices", "pdf", "--all", "-O", "-"): "Only one document goes to stdout",
    }.items():
        code, out, err = piped(inside, *line)
        assert (code, out) == (2, b""), line
        assert why in err, line
    # The streams of this runner take no bytes, as a terminal takes none.
    for line in (("export", "terms", "-O", "-", "-o", "xlsx"), ("invoices", "pdf", "1", "-O", "-")):
        told = inside(*line)
        assert (told.code, told.out) == (2, ""), line
        assert "is not for a terminal" in told.err, line
