"""Servers down, slow, cut off, nonsensical; configuration broken; pipes closed."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.conftest import Inside, Program, Served
from tests.cli.fork_server import LONGEST, server_for
from tests.cli.office import Office
from tests.hostile import hostile, reply

SECRET = "s3cret-token-of-ana"
CUT = b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{"id": "1"'


# The company is not asked for first: what arrives is the command's own request.
OWN = {"ALEGRA_EMAIL": "ana@example.com", "ALEGRA_TOKEN": SECRET, "ALEGRA_ASK_COMPANY": "no"}


@pytest.fixture
def alegra_at(tmp_path: Path) -> Inside:
    """Nobody waits before it tries again."""
    return Inside(tmp_path, OWN)


@pytest.fixture
def process_at(tmp_path: Path) -> Program:
    """The same with real streams, signals and words."""
    return Program(tmp_path, OWN)


def fails(program: Program, url: str, *line: str) -> tuple[int, str]:
    """(exit code, stderr) of a command that must fail plainly and tell no secret."""
    result = program(*line, "--base-url", url, "--timeout", "0.4")
    assert result.out == ""
    assert "Traceback" not in result.err
    assert SECRET not in result.err
    assert result.err.startswith("Error: ")
    assert "\nHint: " in result.err
    return result.code, result.err


# Unchecked, since a check reads the company first.
CREATE = ("contacts", "create", "--name", "Ana", "--no-validate")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (None, "broke during POST"),
        (CUT, "broke during POST"),
        ("hang", "No answer"),
        (reply(b"<html><h1>Welcome to the hotel</h1></html>"), "not JSON: Welcome to the hotel"),
    ],
    ids=["closed", "cut", "slow", "html"],
)
def test_a_write_without_an_answer_says_that_it_may_have_been_done(
    alegra_at: Inside, script: bytes | str | None, words: str
) -> None:
    with hostile(script) as server:
        code, told = fails(alegra_at, server.url, *CREATE)
        assert len(server.requests) == 1, "a POST is never sent twice"
    assert code == 10
    assert "Look before you try again: `alegra contacts list`." in told
    assert words in told
    assert "It may have been done" in told


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (reply(b"<html>maintenance</html>"), "not JSON: maintenance"),
        (reply(b""), "is empty"),
        (reply(b'{"a": 1}'), "not a list"),
        (reply(b"", "302 Found", "Location: https://elsewhere.example/x"), "not followed"),
        (reply(b"", "304 Not Modified"), "304"),
        (reply(b"<h1>Bad Gateway</h1>", "400 Bad Request"), "Bad Gateway"),
    ],
    ids=["html", "empty", "object", "redirect", "304", "html-400"],
)
def test_answers_that_make_no_sense(alegra_at: Inside, script: bytes, words: str) -> None:
    with hostile(script) as server:
        code, told = fails(alegra_at, server.url, "contacts", "list")
        assert all(SECRET.encode() not in request for request in server.requests)
    assert code == (5 if words == "Bad Gateway" else 8)
    assert words in told


def test_a_cut_answer_is_read_again(alegra_at: Inside) -> None:
    with hostile(CUT, None, reply(b'[{"id": "1"}]')) as server:
        result = alegra_at("contacts", "list", "-o", "json", "--base-url", server.url)
        assert len(server.requests) == 3
    assert exact.loads(result.out) == [{"id": "1"}]


def test_nobody_listens(alegra_at: Inside) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, told = fails(alegra_at, f"http://127.0.0.1:{port}/api/v1", "contacts", "list")
    assert code == 8
    assert f"127.0.0.1:{port} can't be reached" in told
    assert "proxy" not in told.partition("Hint")[0]
    assert "Connection refused" in told


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com",
        "ftp://x",
        "nonsense",
        "https://",
        "https://me:pw@api.example.com/v1",
        "http://127.0.0.1:99999",
    ],
)
def test_unsafe_base_urls_are_refused_before_anything_is_sent(alegra_at: Inside, url: str) -> None:
    code, _told = fails(alegra_at, url, "contacts", "list")
    assert code == 2


@pytest.mark.parametrize(
    "line",
    [
        ("invoices", "lst"),
        ("invoics", "list"),
        ("contacts", "list", "-o", "xml"),
        ("contacts", "create", "--name", "x", "-o", "xml"),
        ("contacts", "list", "--columns", "a,,b"),
        ("contacts", "list", "--nonsense"),
        ("contacts", "list", "-o", "csv", "--delimiter", '"'),
        ("contacts", "list", "-o", "csv", "--delimiter", ";;"),
        ("contacts", "list", "--limit", "0"),
        ("contacts", "list", "--all", "--limit", "3"),
        ("contacts", "list", "--param", "x"),
        ("invoices", "list", "--since", "someday"),
        ("invoices", "list", "--since", "today", "--until", "yesterday"),
        ("invoices", "list", "--date-from", "2026-13-01"),
        ("contacts", "get"),
        ("contacts",),
        ("contacts", "list", "--timeout", "0"),
        ("contacts", "list", "--profile", "nobody"),
    ],
)
def test_wrong_command_lines_send_nothing(alegra: Runner, line: tuple[str, ...]) -> None:
    with hostile(reply(b"[]")) as server:
        result = alegra(*line, env={"ALEGRA_BASE_URL": server.url})
        assert server.requests == []
    assert result.code == 2
    assert result.err.startswith("Error: ")
    assert "Traceback" not in result.err


HALF = "x\udcff"


@pytest.mark.parametrize(
    "line",
    [
        ("terms", "create", "--name", HALF, "--days", "3"),
        ("terms", "create", "-d", '{"name": "x\\udcff", "days": 3}'),
        ("terms", "update", "1", "--name", HALF),
        ("terms", "get", HALF),
        ("terms", "list", "--param", f"q={HALF}"),
        ("api", "GET", f"/terms/{HALF}"),
        ("api", "POST", "/terms", "-d", '{"x\\udcff": 1}'),
    ],
    ids=" ".join,
)
def test_half_a_character_is_told_before_anything_is_sent_or_logged(
    process_at: Program, line: tuple[str, ...]
) -> None:
    with hostile(reply(b"{}")) as server:
        code, err = fails(process_at, server.url, *line)
    assert code in (2, 5)
    assert "has a character that is not whole" in err
    assert server.requests == []
    assert process_at.json("log") == []


def test_a_row_with_half_a_character_stops_its_import(process_at: Program) -> None:
    file = process_at.home / "terms.json"
    file.write_text('[{"name": "a", "days": 3}, {"name": "b\\ud800", "days": 4}]', "utf-8")
    with hostile(reply(b"[]")) as server:
        code, err = fails(process_at, server.url, "terms", "import", str(file))
        assert code == 5
        assert "name: has a character that is not whole" in err
        assert [one for one in server.requests if not one.startswith(b"GET ")] == []
        bold = process_at("terms", "import", str(file), "--no-validate", "--base-url", server.url)
    assert "Something unexpected" not in bold.err
    posts = [one for one in server.requests if not one.startswith(b"GET ")]
    assert len(posts) == 1, "the row that can be sent went, and the other is told"
    assert "b\\ud800 has a character that is not whole" in bold.out + bold.err


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "yaml"])
def test_half_a_character_of_the_data_does_not_end_an_export(
    process_at: Program, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"terms.{kind}"
    with hostile(reply(b'[{"id": "1", "name": "a\\ud83d", "days": "3"}]')) as server:
        told = process_at("terms", "export", "--out", str(file), "--base-url", server.url)
    assert told.code == 0, told.err
    assert "\\ud83d" in file.read_text("utf-8").lower()


def test_suggestions(alegra_at: Inside) -> None:
    assert "Did you mean list" in alegra_at("invoices", "lst").err
    assert "invoices" in alegra_at("invoics", "list").err
    assert "--client-id" in alegra_at("invoices", "list", "--client-di", "1").err


def test_errors_as_json(alegra_at: Inside) -> None:
    result = alegra_at("contacts", "get", "-o", "json")
    error = exact.loads(result.err)["error"]
    assert list(error) == ["kind", "status", "code", "message", "details", "hint", "exit_code"]
    assert (error["kind"], error["exit_code"], result.code) == ("usage", 2, 2)


def test_not_signed_in(tmp_path: Path) -> None:
    result = Program(tmp_path)("contacts", "list")
    assert result.code == 3
    assert "alegra auth login" in result.err
    assert "ALEGRA_TOKEN" in result.err


def test_wrong_token(alegra_at: Inside, served: Served) -> None:
    code, told = fails(alegra_at, served.url, "contacts", "list")
    assert code == 3
    assert "401" in told


def test_plan_permission_and_missing(inside: Inside, served: Served) -> None:
    served.books.settings.set("withheld", ["/payments"])
    served.books.settings.set("forbidden", ["/items"])
    try:
        plan, role = inside("payments", "list"), inside("items", "list")
        report = inside.json("doctor")
    finally:
        served.books.settings.set("withheld", [])
        served.books.settings.set("forbidden", [])
    assert plan.code == 6
    assert "limit of the account's plan" in plan.err
    assert "alegra doctor" in plan.err
    assert role.code == 3
    states = {row["check"]: row["state"] for row in report}
    assert states["payments"] == "not in the plan"
    assert states["items"] == "not permitted"
    assert states["invoices"] == "reachable"
    assert inside("invoices", "get", "999999").code == 4
    assert inside("invoices", "get", "no-such-number").code == 2


def test_a_corrupt_configuration_names_file_and_line_and_stays(alegra_at: Inside) -> None:
    file = alegra_at.home / "config.yaml"
    file.write_text("profiles:\n  a:\n    email: [x\nsettings: {}\n")
    env = {"ALEGRA_CONFIG": str(file), "ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}
    before = file.read_text()
    for line in (("contacts", "list"), ("config", "use", "a"), ("config", "view")):
        result = alegra_at(*line, env=env)
        assert result.code == 2
        assert f"{file}, line " in result.err
        assert "Traceback" not in result.err
    assert file.read_text() == before


def test_reading_works_where_nothing_can_be_written(alegra_on: Program) -> None:
    home = alegra_on.home / "home"
    home.write_text("not a folder")
    result = alegra_on("contacts", "list", "--count", env={"HOME": str(home)})
    assert result.code == 0, result.err
    refused = alegra_on("config", "set", "output", "json", env={"HOME": str(home)})
    assert refused.code == 2
    assert "can't be written" in refused.err


def test_a_closed_pipe_is_quiet(alegra_on: Program) -> None:
    env = alegra_on.variables()
    server = server_for(env)
    assert server is not None
    env["PATH"] = f"{server.folder_of_alegra}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "set -o pipefail; alegra invoices list --all -o jsonl | head -n 1"],
        env=env,
        capture_output=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.stderr == b""
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1


def test_an_answer_that_does_not_unpack_is_named_and_leaves_nothing_open(
    process_at: Program,
) -> None:
    script = reply(b'{"error": {"code": 905', "200 OK", "Content-Encoding: gzip")
    with hostile(script) as server:
        _code, err = fails(process_at, server.url, "terms", "create", "--name", "x", "--days", "3")
        host = server.url.split("/")[2]
    assert err.startswith(f"Error: The connection to {host} broke during POST /terms")
    assert "ResourceWarning" not in err


def test_ctrl_c_while_reading(process_at: Program) -> None:
    with hostile("hang") as server:
        process = process_at.start(
            "contacts",
            "list",
            "--base-url",
            server.url,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert server.arrived.wait(20)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"nothing was being changed" in err
    assert b"Traceback" not in err


def test_ctrl_c_while_writing_says_that_it_may_have_been_done(process_at: Program) -> None:
    with hostile("hang") as server:
        process = process_at.start(
            *CREATE, "--base-url", server.url, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert server.arrived.wait(20)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"may have been done" in err


def test_terminal_escapes_of_the_data_are_harmless(inside: Inside) -> None:
    name = "Evil \x1b[31mred\x07 \x9b2J \u202egnp"
    made = inside.json("contacts", "create", "-d", exact.dumps({"name": name}))
    for form in ("table", "csv", "json", "yaml"):
        out = inside("contacts", "get", made["id"], "-o", form).out
        assert "\x07" not in out or form == "csv"
        if form != "csv":
            assert not {"\x1b", "\x9b", "\u202e"} & set(out), form
    assert exact.loads(inside("contacts", "get", made["id"], "-o", "json").out)["name"] == name


def test_double_verbose_shows_where(alegra_at: Inside) -> None:
    result = alegra_at("contacts", "list", "--base-url", "ftp://x", "-vv")
    assert "Traceback" in result.err


def test_the_sandbox_is_the_sandbox_whatever_is_exported(alegra_at: Inside) -> None:
    line = ("contacts", "create", "--name", "Ensayo")
    with hostile(reply(b"{}")) as server:
        env = {"ALEGRA_BASE_URL": server.url}
        assert alegra_at("-p", "sandbox", *line, env=env).code == 0
        assert alegra_at(*line, env={**env, "ALEGRA_PROFILE": "sandbox"}).code == 0
        both = alegra_at("-p", "sandbox", *line, "--base-url", server.url)
        assert server.requests == []
    assert both.code == 2
    assert "inside this program" in both.err


def test_one_line_may_end_the_bad_days_and_begin_another(office: Office) -> None:
    assert office.alegra("sandbox", "set", "--withhold", "/bills").code == 0
    assert office.alegra("sandbox", "set", "--grant", "--answer", "503").code == 0
    told = exact.loads(office.alegra("sandbox", "status", "-o", "json").out)
    assert (told["withheld"], told["answer"]) == ([], "503")


def test_a_proxy_that_does_not_answer_is_named_without_its_password(
    alegra_at: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:hidden@127.0.0.1:{port}")
    told = alegra_at("contacts", "list", "--base-url", "https://api.example.com/api/v1")
    assert told.code == 8
    assert f"api.example.com through the proxy 127.0.0.1:{port} can't be reached" in told.err
    assert "hidden" not in told.err


@pytest.mark.parametrize("line", [("terms", "list"), CREATE], ids=["read", "write"])
def test_an_answer_that_unpacks_to_gigabytes_is_left(
    alegra_at: Inside, line: tuple[str, ...]
) -> None:
    # A gzip file may go on in another one.
    packed = gzip.compress(b"[") + gzip.compress(b" " * (1 << 20)) * 4096
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    with hostile(head % len(packed) + packed) as server:
        code, told = fails(alegra_at, server.url, *line, "--timeout", "20")
    assert "longer than any" in told
    assert code == (10 if line is CREATE else 8)
