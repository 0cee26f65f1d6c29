"""Told to end, at any moment: within two seconds, with numbers, and the next run goes on."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from alegra_cli.testing.runner import FakeClock
from tests.cli.conftest import Program
from tests.cli.waiting import until_it_waits, until_said
from tests.hostile import Answer, Hostile, hostile, reply

LONGEST = 2.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROWS = 30
USED_UP = ("X-Rate-Limit-Limit: 150", "X-Rate-Limit-Remaining: 0", "X-Rate-Limit-Reset: 50")


class Terms:
    """Payment terms. After `most` writes the quota is used up, or there is no answer."""

    def __init__(self, most: int, then: str = "quota") -> None:
        self.most, self.then = most, then
        self.writes: list[str] = []
        self.reached = threading.Event()

    def __call__(self, request: bytes) -> Answer:
        head, _blank, body = request.partition(b"\r\n\r\n")
        method, path = head.decode().split(" ")[:2]
        if method == "GET" and "/terms" not in path:
            return reply(b'{"id": "1"}')
        if method == "GET":
            return reply(json.dumps(self.rows()).encode())
        self.writes.append(exact.loads(body.decode())["name"] if body else path)
        if len(self.writes) >= self.most:
            self.reached.set()
            if self.then == "hang":
                return "hang"
        more = USED_UP if self.reached.is_set() else ()
        return reply(json.dumps({"id": str(len(self.writes))}).encode(), "201 Created", *more)

    def rows(self) -> list[dict[str, Any]]:
        return [{"id": str(n), "name": name} for n, name in enumerate(self.writes, 1)]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path, {"ALEGRA_EMAIL": "ana@example.com", "ALEGRA_TOKEN": "sesame"})


def ended(
    program: Program, there: Terms, server: Hostile, number: int, *line: str
) -> tuple[str, str]:
    """stdout and stderr of a run that is told to end once it waits, having come so far."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = program.start(*line, **pipes)
    assert there.reached.wait(30), process.communicate(timeout=20)
    said = until_said(process, b"rate limit is used up") if there.then == "quota" else b""
    until_it_waits(process, lambda: len(server.requests))
    began = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < LONGEST
    err = said + err
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    return out.decode(), err.decode()


def counted(err: str) -> dict[str, int]:
    return {word: int(n) for n, word in re.findall(r"(\d+) (\w+(?: sent)?)[,. (]", err)}


def file_of(folder: Path, header: str, line: str) -> str:
    file = folder / "terms.csv"
    rows = "".join(line.format(n=n) + "\n" for n in range(1, ROWS + 1))
    file.write_text(f"{header}\n{rows}", encoding="utf-8")
    return str(file)


# Every signal raises the same at the same places, so it is enough that an import meets each with
# both kinds of moment and both numbers of jobs, and what comes below each of them once.
@pytest.mark.parametrize(
    ("number", "then", "jobs"),
    [
        (signal.SIGINT, "quota", "1"),
        (signal.SIGINT, "hang", "4"),
        (signal.SIGTERM, "quota", "4"),
        (signal.SIGTERM, "hang", "1"),
        (signal.SIGHUP, "quota", "1"),
        (signal.SIGHUP, "hang", "4"),
    ],
)
def test_an_import_ends_says_how_far_it_came_and_goes_on(
    program: Program, tmp_path: Path, number: int, then: str, jobs: str
) -> None:
    file = file_of(tmp_path, "name,days", "Plazo {n},{n}")
    terms = Terms(12, then)
    line = ("terms", "import", file, "--jobs", jobs)
    with hostile(terms) as server:
        _out, err = ended(program, terms, server, number, *line, "--base-url", server.url)
        told = counted(err)
        assert sum(told.get(one, 0) for one in ("created", "unknown", "not sent")) == ROWS, err
        assert told["created"] + told.get("unknown", 0) >= len(terms.writes)
        assert told["created"] <= len(terms.writes)
        assert told["not sent"] >= 1
        assert "failed" not in told
        assert ("unknown" in told) == (then == "hang")
        assert "Run the same command again" in err
        terms.most = 1000
        terms.reached.clear()
        for quota in tmp_path.rglob("quota-*.json"):
            quota.unlink()
        clock = FakeClock(datetime.now(UTC))
        later = Runner(program.home, program.variables(), clock)
        again = later(*line, "--base-url", server.url)
    assert again.code == 0, again.err
    # What may still be under way is let through, and nothing else is waited for.
    assert (sum(clock.slept) > 5) == (then == "hang")
    assert sum(clock.slept) <= 10
    assert sorted(terms.writes) == sorted(f"Plazo {n}" for n in range(1, ROWS + 1))


@pytest.mark.parametrize(
    ("number", "then"),
    [(signal.SIGINT, "hang"), (signal.SIGTERM, "quota"), (signal.SIGHUP, "hang")],
)
def test_deletions_end_and_say_how_far_they_came(
    program: Program, tmp_path: Path, number: int, then: str
) -> None:
    file = file_of(tmp_path, "id", "{n}")
    terms = Terms(12, then)
    line = ("terms", "delete", "-f", file, "--yes", "--jobs", "4")
    with hostile(terms) as server:
        _out, err = ended(program, terms, server, number, *line, "--base-url", server.url)
    told = counted(err)
    assert sum(told.get(one, 0) for one in ("deleted", "unknown", "not sent")) == ROWS, err
    assert ("unknown" in told) == (then == "hang")
    assert "failed" not in told


@pytest.mark.parametrize("number", SIGNALS)
def test_a_write_that_waits_for_the_quota_was_never_sent(program: Program, number: int) -> None:
    terms = Terms(1)
    with hostile(terms) as server:
        create = ("terms", "create", "--days", "1", "--name")
        to = ("--base-url", server.url)
        assert program(*create, "a", *to).code == 0
        _out, err = ended(program, terms, server, number, *create, "b", *to)
        assert terms.writes == ["a"]
    assert "nothing was being changed" in err
    log = program.json("log")
    assert [one["state"] for one in log] == ["done", "refused"]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_write_that_waits_for_its_answer_may_have_been_done(
    program: Program, number: int
) -> None:
    terms = Terms(1, "hang")
    with hostile(terms) as server:
        create = ("terms", "create", "--days", "1", "--name", "a")
        _out, err = ended(program, terms, server, number, *create, "--base-url", server.url)
    assert "may have been done" in err
    assert [one["state"] for one in program.json("log")] == ["unknown"]


class Endless:
    """A list without an end; after some pages there is no answer."""

    then = "hang"

    def __init__(self) -> None:
        self.pages = 0
        self.reached = threading.Event()

    def __call__(self, request: bytes) -> Answer:
        start = re.search(rb"start=(\d+)", request)
        if start is None:
            return reply(b'{"id": "1"}')
        self.pages += 1
        if self.pages > 5:
            self.reached.set()
            return "hang"
        first = int(start.group(1))
        found = [{"id": str(n), "name": f"n{n}"} for n in range(first, first + 30)]
        return reply(json.dumps({"data": found, "metadata": {"total": 9000}}).encode())


@pytest.mark.parametrize(
    ("number", "jobs"),
    [(signal.SIGINT, "4"), (signal.SIGTERM, "1"), (signal.SIGHUP, "4"), (signal.SIGINT, "1")],
)
def test_an_export_keeps_what_it_read_under_another_name(
    program: Program, tmp_path: Path, number: int, jobs: str
) -> None:
    out = tmp_path / "items.csv"
    out.write_text("what was there before\n", encoding="utf-8")
    pages: Any = Endless()
    line = ("items", "export", "--out", str(out), "--force", "--jobs", jobs)
    with hostile(pages) as server:
        _out, err = ended(program, pages, server, number, *line, "--base-url", server.url)
    assert out.read_text() == "what was there before\n"
    kept = Path(f"{out}.partial").read_text().splitlines()
    told = re.search(r"(\d+) records were read before; --start (\d+)", err)
    assert told is not None, err
    assert len(kept) - 1 == int(told.group(1))
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".items")] == []


class Authority:
    """Drafts, and a tax authority that accepts one batch and answers the second with silence."""

    then = "hang"

    def __init__(self, silent: str) -> None:
        self.silent = silent
        self.batches: list[list[str]] = []
        self.reached = threading.Event()

    def __call__(self, request: bytes) -> Answer:
        head, _blank, body = request.partition(b"\r\n\r\n")
        method, path = head.decode().split(" ")[:2]
        key = path.rpartition("/")[2]
        if method == "GET":
            done = any(key in batch for batch in self.batches)
            if done and self.silent == "looking":
                self.reached.set()
                return "hang"
            draft = {"id": key, "status": "draft", "date": "2026-06-01", "total": 100}
            return reply(json.dumps(draft).encode())
        self.batches.append(json.loads(body)["ids"])
        if len(self.batches) == 2:
            if self.silent == "looking":
                return reply(b"<h1>Bad Gateway</h1>", "502 Bad Gateway")
            self.reached.set()
            return "hang"
        data = [{"id": one, "success": True} for one in self.batches[-1]]
        return reply(json.dumps({"data": data}).encode())


@pytest.mark.parametrize(
    ("number", "silent"),
    [
        (signal.SIGINT, "sending"),
        (signal.SIGINT, "looking"),
        (signal.SIGTERM, "sending"),
        (signal.SIGHUP, "looking"),
    ],
)
def test_an_emission_ends_says_which_may_have_gone_and_sends_none_twice(
    program: Program, number: int, silent: str
) -> None:
    ids = [str(n) for n in range(101, 126)]
    authority: Any = Authority(silent)
    line = ("invoices", "emit", *ids, "--yes")
    with hostile(authority) as server:
        to = ("--base-url", server.url)
        out, err = ended(program, authority, server, number, *line, "-o", "json", *to)
        outcomes = [row["outcome"] for row in exact.loads(out)]
        assert outcomes == ["accepted"] * 10 + ["unknown"] * 10
        assert "10 accepted, 10 unknown, 5 not sent." in err
        authority.silent = "never"
        program(*line, *to)
    sent = [one for batch in authority.batches for one in batch]
    assert sorted(sent) == ids


@pytest.mark.parametrize(
    ("number", "then"),
    [(signal.SIGINT, "quota"), (signal.SIGTERM, "hang"), (signal.SIGHUP, "quota")],
)
def test_a_copy_ends_and_says_how_far_it_came(
    program: Program, tmp_path: Path, number: int, then: str
) -> None:
    file = file_of(tmp_path, "name,days", "Plazo {n},{n}")
    assert program("-p", "sandbox", "terms", "import", file).code == 0
    terms = Terms(12, then)
    with hostile(terms) as server:
        account = ("--profile", "there", "--email", "ana@example.com", "--base-url", server.url)
        login = ("auth", "login", *account, "--insecure-storage")
        signed = program(*login, stdin="sesame\n")
        assert signed.code == 0, signed.err
        line = ("copy", "terms", "--from", "sandbox", "--to", "there", "--yes")
        _out, err = ended(program, terms, server, number, *line)
    told = counted(err)
    assert told["created"] + told.get("unknown", 0) == len(terms.writes), err
    assert ("unknown" in told) == (then == "hang"), err
    assert told["not sent"] >= 1
