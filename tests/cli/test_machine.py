"""The machine that the program runs on: streams that are closed, folders and certificates."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.testing import Result
from alegra_cli.transport.certificates import unusable_bundle
from tests.cli.conftest import Program
from tests.cli.fork_server import CLOSED, Forked
from tests.hostile import hostile, reply

CREATE = "terms create --name 'Plazo 45' --days 45"


@pytest.fixture
def alegra(tmp_path: Path, filled: Path) -> Program:
    """On a sandbox that is there."""
    database = tmp_path / ".config" / "alegra-cli" / "sandbox.sqlite3"
    database.parent.mkdir(parents=True)
    shutil.copy(filled, database)
    return Program(tmp_path, {"ALEGRA_PROFILE": "sandbox"})


STREAMS = {"<": "stdin", ">": "stdout", "2>": "stderr"}


def redirected(alegra: Program, line: str, where: str) -> Result:
    """A run whose streams lead where a shell's signs say: ``>&-`` closes one."""
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with contextlib.ExitStack() as opened:
        for sign, file in re.findall(r"(2?[<>])(\S+)", where):
            if file == "&-":
                streams[STREAMS[sign]] = CLOSED
            else:
                streams[STREAMS[sign]] = opened.enter_context(open(file, "wb")).fileno()
        process = opened.enter_context(alegra.start(*shlex.split(line), **streams))
        assert isinstance(process, Forked)
        out, err = process.communicate(timeout=60)
        assert process.returncode is not None
        return Result(process.returncode, out.decode(), err.decode())


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-", ">/dev/full"])
@pytest.mark.parametrize("form", ["", "-o json"])
def test_a_change_that_was_done_is_no_failure(alegra: Program, closed: str, form: str) -> None:
    done = redirected(alegra, f"{CREATE} {form}", closed)
    assert done.code == 0, done.err
    assert "Error" not in done.err
    assert ("was done, but it can't be shown" in done.err) == ("full" in closed)
    terms = alegra("terms", "list", "-o", "csv")
    assert terms.out.count("Plazo 45") == 1


@pytest.mark.parametrize(
    ("line", "closed", "code"),
    [
        ("terms lst", ">&-", 2),
        ("terms lst", "2>&-", 2),
        ("terms list", "2>/dev/full", 0),
        ("terms list", ">/dev/full", 1),
        ("terms create -f -", "<&-", 2),
        ("terms import -", "<&-", 2),
        ("terms delete 1", "<&-", 2),
        ("auth login", "<&-", 2),
        ("terms list -o xlsx", ">&-", 0),
    ],
)
def test_closed_streams_are_told_or_done_without(
    alegra: Program, line: str, closed: str, code: int
) -> None:
    done = redirected(alegra, line, closed)
    assert done.code == code, done.err
    assert "unexpected" not in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("home", ["file", "file/below", "/proc/1"])
@pytest.mark.parametrize(
    "line",
    [
        ("terms", "list"),
        ("terms", "create", "--name", "x", "--days", "3"),
        ("sandbox", "status"),
        ("sandbox", "reset"),
        ("config", "set", "output", "json"),
        ("completion", "install", "bash", "--yes"),
    ],
    ids=" ".join,
)
def test_a_home_that_can_t_be_written_is_named(
    tmp_path: Path, line: tuple[str, ...], home: str
) -> None:
    alegra = Program(tmp_path, {"ALEGRA_PROFILE": "sandbox"})
    (tmp_path / "file").write_text("")
    place = str(tmp_path / home)
    told = alegra(*line, env={"HOME": place})
    assert told.code in (1, 2)
    assert "unexpected" not in told.err
    assert place in told.err
    assert "can't be written" in told.err


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.pem", "which is not there"),
        ("no.pem", "no certificates"),
    ],
)
@pytest.mark.parametrize(
    "line", [("terms", "list"), ("terms", "create", "--name", "x", "--days", "3")], ids=" ".join
)
def test_certificates_that_can_t_be_used_are_named(
    tmp_path: Path, variable: str, name: str, words: str, line: tuple[str, ...]
) -> None:
    own = {"ALEGRA_EMAIL": "ana@example.com", "ALEGRA_TOKEN": "t", "ALEGRA_ASK_COMPANY": "no"}
    (tmp_path / "no.pem").write_text("no certificate\n")
    file = str(tmp_path / name)
    with hostile(reply(b"[]")) as server:
        url = server.url.replace("http:", "https:")
        own |= {"NO_PROXY": "127.0.0.1", variable: file}
        told = Program(tmp_path, own)(*line, "--base-url", url)
    assert told.code == 2, told.err
    assert f"{variable} names" in told.err
    assert file in told.err
    assert words in told.err


def test_a_folder_without_certificates_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    told = unusable_bundle()
    assert told is not None
    assert f"the folder {tmp_path}, which holds no certificates" in told.message
    (tmp_path / "4a6481c9.0").write_text("")  # as `openssl rehash` names them
    assert unusable_bundle() is None


def test_a_sandbox_whose_file_was_damaged_is_told(alegra: Program) -> None:
    assert alegra("terms", "list").code == 0
    file = alegra.home / ".config" / "alegra-cli" / "sandbox.sqlite3"
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"x" * 200_000 + content[208_192:])
    told = alegra("contacts", "list", "--all")
    assert told.code == 1
    assert "The sandbox" in told.err
    assert "alegra sandbox reset" in told.err


@pytest.mark.parametrize("resource", ["recurring-invoices", "terms"])
def test_a_record_that_was_damaged_is_told_as_the_sandboxs(alegra: Program, resource: str) -> None:
    file = alegra.home / ".config" / "alegra-cli" / "sandbox.sqlite3"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as books:
        books.execute("UPDATE records SET body = '{\"id' WHERE resource = ?", [resource])
    told = alegra("terms", "list")
    assert told.code == 1
    assert told.err.startswith("Error: The sandbox")
    assert "alegra sandbox reset" in told.err


@pytest.mark.parametrize("body", ['{"nbme": "x"}', '{"name', "[1]"])
def test_a_company_that_was_damaged_is_told_and_no_reason_against_a_new_one(
    alegra: Program, body: str
) -> None:
    file = alegra.home / ".config" / "alegra-cli" / "sandbox.sqlite3"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as books:
        books.execute("UPDATE records SET body = ? WHERE resource = 'company'", [body])
    told = alegra("sandbox", "status")
    assert told.code == 1
    assert f"The sandbox {file} can't be used: it is damaged" in told.err
    assert "Throw away ?, the sandbox's company" in alegra("sandbox", "reset").err
    assert alegra("sandbox", "reset", "--yes").code == 0
    assert "Comercial Ejemplo S.A.S." in alegra("sandbox", "status").out
