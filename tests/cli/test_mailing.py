"""Many documents by e-mail: to whom, who is left out, and that nobody gets one twice."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.testing import Result, Runner
from tests.cli.conftest import Program
from tests.cli.office import Office
from tests.hostile import Answer, hostile, reply
from tests.today import clock_of_today

OVERDUE = ("--status", "open", "--due-before", "today")


class Desk:
    """The program on its sandbox, on a day that can be moved."""

    def __init__(self, office: Office) -> None:
        self.clock = clock_of_today()
        self.books = office.books
        self.alegra = Runner(office.home, office.alegra.env, self.clock)

    def __call__(self, *words: str) -> Result:
        return self.alegra("invoices", "email", *words)

    def rows(self, *words: str, code: int = 0) -> list[dict[str, Any]]:
        result = self(*words, "-o", "json")
        assert result.code == code, result.err
        return list(exact.loads(result.out))

    def mails(self) -> list[str]:
        """The documents of every e-mail that left, as the log has them."""
        told = self.alegra("log", "--limit", "1000", "-o", "json", "--columns", "path")
        paths = [row["path"] for row in exact.loads(told.out)]
        return [path.split("/")[-2] for path in paths if path.endswith("/email")]


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def overdue(desk: Desk) -> dict[str, dict[str, Any]]:
    today = desk.clock.now().date().isoformat()
    found = desk.books.store.find("invoices")
    return {one["id"]: one for one in found if one["status"] == "open" and one["dueDate"] < today}


def test_a_dry_run_is_a_table_of_who_would_get_what(desk: Desk) -> None:
    wanted = overdue(desk)
    rows = desk.rows(*OVERDUE, "--dry-run")
    assert {row["id"] for row in rows} == wanted.keys()
    for row in rows:
        client = desk.books.call("GET", f"/contacts/{wanted[row['id']]['client']['id']}")
        assert row["address"] == (client["email"] or "")
        assert row["balance"] == wanted[row["id"]]["balance"]
        assert row["outcome"] == ("to send" if client["email"] else "no address")
    assert desk.mails() == []


def test_without_a_terminal_nothing_goes_unasked(desk: Desk) -> None:
    told = desk(*OVERDUE)
    assert told.code == 2
    with_address = [row for row in desk.rows(*OVERDUE, "--dry-run") if row["address"]]
    people = {row["address"] for row in with_address}
    assert f"Send {len(with_address)} documents by e-mail, to {len(people)} addresses?" in told.err
    assert desk.mails() == []


def test_each_goes_once_and_the_same_line_sends_nothing_more(desk: Desk) -> None:
    wanted = overdue(desk)
    rows = desk.rows(*OVERDUE, "--yes", code=9)  # some clients have no address
    went = sorted(row["id"] for row in rows if row["outcome"] == "sent")
    assert {row["outcome"] for row in rows} == {"sent", "no address"}
    assert sorted(desk.mails()) == went
    assert {row["id"] for row in rows} == wanted.keys()
    again = desk.rows(*OVERDUE, "--yes", code=9)
    assert {row["outcome"] for row in again} == {"sent before", "no address"}
    assert sorted(desk.mails()) == went


def test_after_the_days_it_may_go_again(desk: Desk) -> None:
    assert desk.rows("5", "--yes")[0]["outcome"] == "sent"
    assert desk.rows("5", "--yes", "--again-after", "7")[0]["outcome"] == "sent before"
    assert desk.rows("5", "--yes", "--again-after", "0")[0]["outcome"] == "sent"
    desk.clock.moment += timedelta(days=2)
    assert desk.rows("5", "--yes", "--again-after", "7")[0]["outcome"] == "sent before"
    assert desk.rows("5", "--yes")[0]["outcome"] == "sent"
    assert desk.mails() == ["5", "5", "5"]


def test_an_address_that_is_named_takes_the_place_of_the_clients(desk: Desk) -> None:
    rows = desk.rows("5", "6", "--to", "a@b.co", "--yes")
    assert {row["address"] for row in rows} == {"a@b.co"}
    # To another address it has not gone yet.
    assert desk.rows("5", "--dry-run")[0]["outcome"] == "to send"


def test_what_the_api_lets_through_unasked_is_left_out(desk: Desk) -> None:
    """Live accounts have been seen to ignore the filters of due dates."""
    desk.books.settings.set("idle_parameters", ["dueDate_before"])
    told = desk(*OVERDUE, "--dry-run", "-o", "json")
    assert {row["id"] for row in exact.loads(told.out)} == overdue(desk).keys()
    assert "--due-before seems to be ignored" in told.err


def test_which_documents_has_to_be_said(desk: Desk) -> None:
    assert desk().code == 2
    assert desk("5", "--status", "open").code == 2
    assert desk("99999", "--yes").code == 4


class Post:
    """Three invoices of a client; the second e-mail is never answered."""

    def __init__(self) -> None:
        self.emails: list[str] = []
        self.hangs = True
        self.reached = threading.Event()

    def __call__(self, request: bytes) -> Answer:
        method, path = request.partition(b"\r\n")[0].decode().split(" ")[:2]
        if method == "POST":
            self.emails.append(path.split("/")[-2])
            if self.hangs and len(self.emails) == 2:
                self.reached.set()
                return "hang"
            return reply(b'{"message": "sent"}')
        if "/invoices" in path:
            client = {"id": "1", "name": "Ana", "email": "ana@example.com"}
            listed = [{"id": str(n), "client": client, "total": n} for n in (1, 2, 3)]
            return reply(json.dumps(listed).encode())
        return reply(b'{"id": "1"}')


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_told_to_end_or_killed_and_begun_again_nobody_gets_one_twice(
    tmp_path: Path, number: int
) -> None:
    program = Program(tmp_path, {"ALEGRA_EMAIL": "ana@example.com", "ALEGRA_TOKEN": "sesame"})
    post = Post()
    with hostile(post) as server:
        line = ("invoices", "email", "--all", "--yes", "--base-url", server.url, "-o", "json")
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = program.start(*line, **pipes)
        assert post.reached.wait(30)
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert time.monotonic() - began < 2
        assert b"Traceback" not in err
        if number != signal.SIGKILL:
            assert process.returncode == 130
            states = {row["id"]: row["outcome"] for row in exact.loads(out.decode())}
            assert states == {"1": "sent", "2": "unknown"}
        post.hangs = False
        again = program(*line)
    rows = {row["id"]: row["outcome"] for row in exact.loads(again.out)}
    assert rows == {"1": "sent before", "2": "sent before", "3": "sent"}
    assert post.emails == ["1", "2", "3"]
