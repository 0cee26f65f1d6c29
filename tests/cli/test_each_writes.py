"""Writing in many companies: shown, asked once by name, and never in the wrong one."""

from __future__ import annotations

import io
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import click
import pytest

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.companies.choice import companies_of
from alegra_cli.companies.company_app import CompanyApp
from alegra_cli.companies.spool import Spool
from alegra_cli.config.file import ConfigFile
from alegra_cli.errors import UsageProblem
from alegra_cli.registry import Registry
from alegra_cli.testing import Runner
from alegra_cli.wire import Request
from tests.cli.conftest import Program
from tests.cli.many_companies import Company, companies_served, configure
from tests.companies import Companies
from tests.hostile import Answer, hostile, reply
from tests.sandbox.conftest import TODAY

CREATE = ("terms", "create", "--name", "Noventa", "--days", "90")


@pytest.fixture(scope="module")
def three(
    tmp_path_factory: pytest.TempPathFactory, companies: Companies
) -> Iterator[list[Company]]:
    folder = tmp_path_factory.mktemp("three")
    with companies_served(
        folder, lambda country: companies(country, today=TODAY), "--count=4"
    ) as told:
        yield [one for one in told if not one.trouble]


@pytest.fixture
def alegra(tmp_path: Path, three: list[Company]) -> Runner:
    configure(tmp_path, three)
    return Runner(tmp_path, {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""})


def records_of(alegra: Runner, company: Company, name: str) -> list[Any]:
    told = alegra("-p", company.name, "terms", "list", "--all", "-o", "json")
    return [one for one in exact.loads(told.out) if one["name"] == name]


def test_a_write_needs_its_own_word(alegra: Runner, three: list[Company]) -> None:
    told = alegra("each", "--all", "--", *CREATE)
    assert told.code == 2
    assert "--write" in told.err
    for line in (
        ("terms", "delete", "1"),
        ("contacts", "import", "f.csv"),
        ("invoices", "emit", "1"),
        ("api", "POST", "/terms", "-d", "{}"),
        ("contacts", "attach", "1", "f.pdf"),
    ):
        assert alegra("each", "--all", "--", *line).code == 2
    assert not any(records_of(alegra, one, "Noventa") for one in three)


def test_it_shows_what_it_would_do_and_asks_once_naming_each(
    alegra: Runner, three: list[Company]
) -> None:
    line = ("each", "--all", "--write", "--", *CREATE)
    no = alegra(*line, stdin="n\n", terminal=True)
    assert no.code == 1
    names = ", ".join(one.name for one in three)
    assert f"Run `terms create` in 3 companies: {names}?" in no.err
    for one in three:
        assert [row.split()[-1] for row in no.err.splitlines() if row.startswith(one.name)] == ["1"]
    assert not any(records_of(alegra, one, "Noventa") for one in three)
    nobody = alegra(*line)
    assert nobody.code == 2
    assert "--yes" in nobody.err

    yes = alegra(*line, "-o", "jsonl", stdin="y\n", terminal=True)
    assert yes.code == 0, yes.err
    assert yes.err.count("?") == 1
    assert [exact.loads(row)["company"] for row in yes.out.splitlines()] == [
        one.name for one in three
    ]
    assert [len(records_of(alegra, one, "Noventa")) for one in three] == [1, 1, 1]
    log = exact.loads(alegra("log", "-o", "json").out)
    assert sorted(row["profile"] for row in log) == sorted(one.name for one in three)
    assert {row["state"] for row in log} == {"done"}


def test_yes_answers_the_questions_of_the_command_too(alegra: Runner, three: list[Company]) -> None:
    assert alegra("each", "--all", "--write", "--yes", "--", "terms", "create", "--name", "Weg",
                  "--days", "1").code == 0  # fmt: skip
    told = alegra("each", "--all", "--write", "--yes", "--", "terms", "delete", "Weg")
    assert told.code == 0, told.err
    assert "It can't be taken back." not in told.out
    assert not any(records_of(alegra, one, "Weg") for one in three)


@pytest.mark.parametrize(
    "line",
    [
        ("terms", "delete", "1"),
        ("terms", "update", "01a223f0-bddc-7001-98e2-d95748c3f741", "--name", "A"),
        ("invoices", "create", "--client", "1", "--date", "today"),
        ("invoices", "create", "--set", "client.id=1"),
        ("invoices", "create", "--set", "items.0.id=7"),
        ("invoices", "create", "-d", '{"client": {"id": 1}}'),
        ("invoices", "create", "-d", '{"items": [{"id": "7", "price": 1}]}'),
        ("invoices", "create", "-d", '{"client": "1"}'),
        ("invoices", "create", "-f", "-"),
    ],
    ids=" ".join,
)
def test_a_bare_id_means_another_record_in_each(alegra: Runner, line: tuple[str, ...]) -> None:
    told = alegra("each", "--all", "--write", "--yes", "--", *line, stdin='{"client": {"id": 1}}')
    assert told.code == 2, told.err
    assert "each company" in told.err or "every company" in told.err


def test_what_a_plugins_own_command_would_write_is_held_back(
    alegra: Runner, three: list[Company]
) -> None:
    """Nobody knows what such a command does until it does it."""
    env = alegra.variables()
    streams = io.StringIO(), io.StringIO(), io.StringIO()
    parent = App(env, *streams, alegra.clock)
    config = ConfigFile(Path(env["ALEGRA_CONFIG"]))
    (company,) = companies_of(env, config, [three[0].name])
    spool = Spool()
    own = CompanyApp(parent, company, spool, reads=True, tell=lambda line: None)
    write = Request("POST", "/terms", body={"name": "Held", "days": 1})
    for session in (own.session, own.session.sibling(), own.connection.impatient(5).session):
        with pytest.raises(UsageProblem, match="only allowed to read"):
            session.send(write)
    spool.close()
    assert not records_of(alegra, three[0], "Held")
    assert exact.loads(alegra("log", "-o", "json").out) == []


def test_a_dry_run_shows_every_request_and_asks_nothing(
    alegra: Runner, three: list[Company]
) -> None:
    told = alegra("each", "--all", "--write", "--", *CREATE, "--dry-run", "-o", "jsonl")
    assert told.code == 0, told.err
    rows = [exact.loads(line) for line in told.out.splitlines()]
    assert [(row["company"], row["method"], row["url"]) for row in rows] == [
        (one.name, "POST", f"{one.url}/terms") for one in three
    ]
    assert not any(one.token in told.out for one in three)


def test_a_command_of_a_plugin_runs_without_knowing(
    alegra: Runner, three: list[Company], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain Click command, as the contract of plugins allows it, that reads and then writes."""

    @click.command("tips")
    @click.option("--keep", is_flag=True)
    @click.pass_obj
    def tips(app: App, keep: bool) -> None:
        found = app.session.send(Request("GET", "/terms")).body
        app.show_records([{"terms": len(found), "tip": "12.50"}])
        app.note("A tip is no income.")
        if keep:
            app.session.send(Request("POST", "/terms", body={"name": "Tip", "days": 1}))

    own = Registry({})
    for name, found in (("match", "tips"), ("resource", None), ("group", []), ("command", tips)):
        before = getattr(own, name)
        monkeypatch.setattr(
            Registry,
            name,
            lambda _self, word, before=before, found=found: (
                found if word == "tips" else before(word)
            ),
        )
    told = alegra("-o", "jsonl", "each", "--all", "--", "tips")
    assert told.code == 0, told.err
    rows = [exact.loads(line) for line in told.out.splitlines()]
    assert [row["company"] for row in rows] == [one.name for one in three]
    assert {row["tip"] for row in rows} == {"12.50"}
    assert told.err.count("A tip is no income.") == 1

    told = alegra("-o", "jsonl", "each", "--all", "--", "tips", "--keep")
    assert told.code == 2
    assert "only allowed to read" in told.err
    assert not any(records_of(alegra, one, "Tip") for one in three)
    told = alegra("-o", "jsonl", "each", "--all", "--write", "--yes", "--", "tips", "--keep")
    assert told.code == 0, told.err
    assert all(records_of(alegra, one, "Tip") for one in three)


def test_an_interrupted_write_is_not_said_to_be_undone(
    alegra: Runner, three: list[Company], tmp_path: Path
) -> None:
    """One company never answers its write; the other one is done."""
    writes = threading.Event()

    def answer(request: bytes) -> Answer:
        if request.startswith(b"GET"):
            return reply(b'{"id": "1", "applicationVersion": "colombia"}')
        writes.set()
        return "hang"

    with hostile(answer) as server:
        silent = attrs.evolve(three[0], name="silent", url=server.url)
        config = configure(tmp_path, [three[1], silent])
        program = Program(tmp_path, {"ALEGRA_CONFIG": str(config)})
        line = ("each", "--all", "--write", "--yes", "--", "terms", "create", "--name", "Half",
                "--days", "2", "-o", "jsonl", "-v")  # fmt: skip
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with program.start(*line, **pipes) as process:
            assert process.stderr is not None
            told = (line.decode().rstrip() for line in iter(process.stderr.readline, b""))
            # The rehearsal told of a record as well, and sent nothing.
            assert any(f"{three[1].name}: POST" in line for line in told)
            assert f"{three[1].name}: 1 record" in told
            assert writes.wait(20)
            process.send_signal(signal.SIGINT)
            _out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Perhaps done, perhaps not: silent." in err.decode()
    assert f"Done: {three[1].name}." in err.decode()
    log = {row["profile"]: row["state"] for row in exact.loads(program("log", "-o", "json").out)}
    assert log == {three[1].name: "done", "silent": "unknown"}


DIVIDED = ("-o", "template={{ 1 / 0 }}")


@pytest.mark.parametrize("split", [False, True])
def test_what_was_done_is_no_failure_where_it_can_t_be_shown(
    alegra: Runner, three: list[Company], tmp_path: Path, split: bool
) -> None:
    name = f"Unshown {split}"
    more = ("--split", str(tmp_path / "split")) if split else ()
    line = ("terms", "create", "--name", name, "--days", "9", *DIVIDED)
    told = alegra("each", "--all", *more, "--write", "--yes", "--", *line)
    assert told.code == 0, told.err
    assert told.err.count("What was sent was done, but it can't be shown: ") == (3 if split else 1)
    assert [len(records_of(alegra, one, name)) for one in three] == [1, 1, 1]
    read = alegra("each", "--all", "--", "terms", "list", *DIVIDED)
    assert read.code == 2


def test_what_was_done_is_no_failure_where_a_file_of_it_can_t_be_written(
    alegra: Runner, three: list[Company], tmp_path: Path
) -> None:
    (tmp_path / "split" / f"{three[1].name}.json").mkdir(parents=True)
    line = ("terms", "create", "--name", "Unwritten", "--days", "9", "-o", "json")
    each = ("each", "--all", "--split", str(tmp_path / "split"), "--force")
    told = alegra(*each, "--write", "--yes", "--", *line)
    assert told.code == 0, told.err
    assert told.err.count("What was sent was done, but it can't be shown: ") == 1
    assert f"{three[1].name}.json can't be written" in told.err
    assert [len(records_of(alegra, one, "Unwritten")) for one in three] == [1, 1, 1]
    read = alegra(*each, "--", "terms", "list", "-o", "json")
    assert read.code != 0
    assert read.err.startswith("Error: ")
