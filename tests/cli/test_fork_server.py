"""A fork of the warm program is what a start of the program is."""

from __future__ import annotations

import marshal
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.testing import Result
from tests.cli.conftest import Process, Program
from tests.cli.console import in_a_shell
from tests.cli.fork_server import CLOSED, LONGEST, PROGRAM, Forked, ForkServer, server_for
from tests.cli.terminal import Terminal

PIPES: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
WATCH = ("terms", "list", "--watch", "600", "-o", "jsonl", "--columns", "id")


@pytest.fixture
def both(tmp_path: Path, filled: Path) -> Iterator[Program]:
    """The program with forks and then without, each time in a home that is new."""

    def one(forks: bool) -> Program:
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        database = home / ".config" / "alegra-cli" / "sandbox.sqlite3"
        database.parent.mkdir(parents=True)
        shutil.copy(filled, database)
        return Program(home, {"ALEGRA_PROFILE": "sandbox"}, forks=forks)

    return (one(forks) for forks in (True, False))


HELLO = (
    '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion":'
    ' "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}}\n'
)

# Each for something that no other one shows: all modules of commands, a note and a log on stderr,
# a mistake in the words, a failure as JSON, what is read, a question to nobody, all plugins, what
# is imported before the first fork that needs it.
LINES = [
    ("--help", ""),
    ("invoices list -vv", ""),
    ("invoices lst", ""),
    ("invoices get 999999 -o json", ""),
    ("contacts create -f - -o json", '\ufeff{"name": "Ana"}'),
    ("auth login -p work", "nobody\n"),
    ("plugins list -o csv", ""),
    ("mcp serve", HELLO),
]


@pytest.mark.parametrize(("line", "stdin"), LINES, ids=[line for line, _stdin in LINES])
def test_exit_code_and_output(both: Iterator[Program], line: str, stdin: str) -> None:
    same([program(*line.split(), stdin=stdin) for program in both])


TYPED = [
    ("contacts delete 1", "[y/N]", "\x04"),
    ("auth login -p work", "mail", "ana@example.com\n"),
    ("terms list --columns id,name --watch 600", "60 días", "\x03"),
]


@pytest.mark.parametrize(("line", "shown", "answer"), TYPED)
def test_a_terminal(both: Iterator[Program], line: str, shown: str, answer: str) -> None:
    """Colours, widths, questions, what is typed unseen, and the keys that end something."""
    results = []
    for program in both:
        terminal = Terminal(line.split(), program.variables(), forks=program.forks)
        assert isinstance(terminal.process, Forked) is program.forks
        terminal.expect(shown)
        terminal.type(answer)
        if "login" in line:
            terminal.expect("oken")
            terminal.type("unseen\x03")
        results.append(Result(terminal.finish(), terminal.output, ""))
    assert "unseen" not in same(results).out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals(both: Iterator[Program], number: int) -> None:
    assert same([watched(program, number) for program in both]).out.count("\n") == 4


def watched(program: Program, number: int) -> Result:
    """A run that shows four terms and then gets the signal."""
    with program.start(*WATCH, **PIPES) as process:
        assert process.stdout is not None
        shown = b"".join(process.stdout.readline() for _line in range(4))
        process.send_signal(number)
        return ended(process, shown)


def ended(process: Process, shown: bytes = b"") -> Result:
    out, err = process.communicate(timeout=20)
    assert process.returncode is not None
    return Result(process.returncode, (shown + (out or b"")).decode(), (err or b"").decode())


def same(results: list[Result]) -> Result:
    forked, started = map(without_time, results)
    assert forked == started
    return started


def without_time(result: Result) -> Result:
    """What two runs of the same have in common: neither when they were nor how long they took."""
    out, err = (
        re.sub(r"\d+(?= ms)|\d\d:\d\d:\d\d", "…", text) for text in (result.out, result.err)
    )
    return Result(result.code, out, err)


def test_a_disk_that_is_full(both: Iterator[Program]) -> None:
    results = []
    for program in both:
        with (
            Path("/dev/full").open("wb") as full,
            program.start("terms", "list", stdout=full.fileno(), stderr=subprocess.PIPE) as process,
        ):
            results.append(ended(process))
    assert same(results).code != 0


def test_a_reader_that_is_gone(both: Iterator[Program]) -> None:
    results = []
    for program in both:
        reads, writes = os.pipe()
        os.close(reads)
        with program.start("terms", "list", stdout=writes, stderr=subprocess.PIPE) as process:
            os.close(writes)
            results.append(ended(process))
    assert same(results) == Result(0, "", "")


@pytest.mark.parametrize(
    ("line", "closed"),
    [("terms create -f -", ("stdin", "stdout")), ("terms list", ("stdin", "stderr"))],
)
def test_streams_that_are_closed(
    both: Iterator[Program], line: str, closed: tuple[str, ...]
) -> None:
    forked = next(both)
    with forked.start(*line.split(), **PIPES | dict.fromkeys(closed, CLOSED)) as process:
        results = [ended(process)]
    started = next(both)
    signs = {"stdin": "<&-", "stdout": ">&-", "stderr": "2>&-"}
    command = f"{PROGRAM} {line} {' '.join(signs[name] for name in closed)}"
    with subprocess.Popen(["sh", "-c", command], env=started.variables(), **PIPES) as shell:
        results.append(ended(shell))
    assert same(results).out + results[0].err


def test_the_folder_and_the_variables_are_those_of_the_run(both: Iterator[Program]) -> None:
    results = []
    for program in both:
        (program.home / "c.json").write_text('{"name": "Ana"}', encoding="utf-8")
        line = ("contacts", "create", "-f", "c.json", "--observations", "Ñandú", "--dry-run")
        env = {"ALEGRA_LANG": "es", "ALEGRA_OUTPUT": "yaml"}
        with program.start(*line, env=env, cwd=program.home, **PIPES) as process:
            results.append(ended(process))
    shown = same(results)
    assert "Ana" in shown.out
    assert "Ñandú" in shown.out


def test_a_shell_finds_it(both: Iterator[Program]) -> None:
    """Its pipes, its signals and its exit codes, in a line of a document."""
    line = (
        "alegra terms list -o jsonl | head -n 1; alegra terms get 77 2> /dev/null; echo $?;"
        f" alegra {' '.join(WATCH)} > shown & until [ -s shown ]; do :; done; kill -9 $!;"
        " { wait $!; } 2> /dev/null; echo $?"
    )
    forked, _started = both
    (forked.home / ".config" / "alegra-cli").mkdir(parents=True, exist_ok=True)
    shown = in_a_shell(forked, line).splitlines()
    assert shown[0].startswith('{"id": "1"')
    assert shown[1:] == ["4", "137"]


ODD = [
    {"LANG": "es_CO.UTF-8"},
    {"LC_ALL": "C"},
    {"LC_CTYPE": "de_DE.ISO-8859-1"},
    {"PYTHONPATH": "/x"},
    {"PYTHONWARNINGS": "ignore"},
    {"PYTHONUTF8": "0"},
]


def test_what_only_a_start_reads_needs_a_start(tmp_path: Path) -> None:
    usual = Program(tmp_path).variables()
    assert server_for(usual) is not None
    assert [odd for odd in ODD if server_for(usual | odd) is not None] == []
    with Program(tmp_path).start("version", env=ODD[0], stdout=subprocess.PIPE) as process:
        assert isinstance(process, subprocess.Popen)
        assert process.communicate(timeout=20)[0].startswith(b"alegra ")


def test_whoever_knows_the_folder_has_the_same_server(tmp_path: Path) -> None:
    """So it is started once for all workers of the tests, and not by each."""
    server = server_for(Program(tmp_path).variables())
    assert server is not None
    before = server.pid
    other = ForkServer()
    other.folder = server.folder
    with other.start(["version"], Program(tmp_path).variables(), **PIPES) as process:
        assert process.communicate(timeout=LONGEST)[0].startswith(b"alegra ")
    assert other.pid == before


def test_a_run_without_an_end_is_named(both: Iterator[Program]) -> None:
    with next(iter(both)).start(*WATCH, stdout=subprocess.PIPE) as process:
        assert isinstance(process, Forked)
        with pytest.raises(subprocess.TimeoutExpired, match="--watch"):
            process.communicate(timeout=0.1)
        process.kill()
    assert process.returncode == -signal.SIGKILL


SAID = marshal.dumps(("alegra_cli.cli", ["version"], {}, "/", "", False, []))


@pytest.mark.parametrize("said", [b"", SAID[:-9]], ids=["nothing", "half of it"])
def test_who_asks_and_is_killed_at_it_takes_nobody_along(
    both: Iterator[Program], said: bytes
) -> None:
    program = next(both)
    server = server_for(program.variables())
    assert server is not None
    before = server.pid
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(server.address)
        if said:
            socket.send_fds(connection, [len(SAID).to_bytes(4, "big")], (0, 1, 2))
            connection.sendall(said)
    assert program("version").out.startswith("alegra ")
    assert server.pid == before
