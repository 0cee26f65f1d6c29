"""Several processes of one person at once, and a sandbox that other programs use."""

from __future__ import annotations

import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from alegra_cli import exact
from tests.cli.conftest import Inside, Program, Served

SANDBOX = ("--profile", "sandbox")


def test_the_sandbox_needs_nothing_and_remembers(tmp_path: Path) -> None:
    program = Program(tmp_path)
    made = program.json(*SANDBOX, "contacts", "create", "--name", "Quedada")
    assert program.json(*SANDBOX, "contacts", "get", made["id"])["name"] == "Quedada"
    assert program("sandbox", "reset", "--yes").code == 0
    assert program(*SANDBOX, "contacts", "get", made["id"]).code == 4


def test_first_use_by_several_processes_makes_one_company(tmp_path: Path) -> None:
    program = Program(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(
            lambda n: program.json(*SANDBOX, "contacts", "create", "--name", f"P{n}"), range(4)
        )
        keys = {record["id"] for record in made}
    assert len(keys) == 4
    assert program(*SANDBOX, "contacts", "list", "--count").out == "49\n"


def test_two_processes_at_once_lose_nothing(alegra_on: Program, served: Served) -> None:
    line = ("number-templates", "create", "--document-type", "estimate")
    before = served.books.store.count("number-templates")
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda n: alegra_on.json(*line, "--name", f"N{n}"), range(10)))
    assert len({record["id"] for record in made}) == 10
    assert served.books.store.count("number-templates") == before + 10


def test_invoice_numbers_are_never_given_twice(alegra_on: Program) -> None:
    body = exact.dumps(
        {
            "client": "1",
            "date": "2026-01-02",
            "dueDate": "2026-01-02",
            "items": [{"id": "1", "price": 1, "quantity": 1}],
        }
    )
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _n: alegra_on.json("invoices", "create", "-d", body), range(8)))
    assert len({record["numberTemplate"]["fullNumber"] for record in made}) == 8


def test_processes_share_one_quota_and_none_is_refused(alegra_on: Program, served: Served) -> None:
    served.books.settings.set("rate_limit", 4)
    # Four are asked for in less, also on a slow machine.
    served.books.settings.set("rate_window", 2)
    try:
        with ThreadPoolExecutor(6) as pool:
            results = list(
                pool.map(lambda n: alegra_on("contacts", "get", str(n), "-v"), range(1, 7))
            )
    finally:
        served.books.settings.set("rate_limit", 100_000)
        served.books.settings.set("rate_window", 60)
    assert [result.code for result in results] == [0] * 6
    waited = [result for result in results if "waiting" in result.err]
    assert waited


def test_any_client_can_talk_to_a_served_sandbox(served: Served) -> None:
    answer = requests.get(
        f"{served.url}/invoices",
        params={"metadata": "true", "limit": "2"},
        auth=(served.email, served.token),
        timeout=10,
    )
    assert answer.status_code == 200
    assert answer.json()["metadata"]["total"] > 100
    assert int(answer.headers["X-Rate-Limit-Remaining"]) > 0
    assert requests.get(f"{served.url}/invoices", timeout=10).status_code == 401


def test_serve_takes_credentials_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    program = Program(tmp_path, {"ALEGRA_EMAIL": "ana@example.com", "ALEGRA_TOKEN": "t0ken"})
    process = program.start("sandbox", "serve", "--port", "0", "-o", "json", stdout=subprocess.PIPE)
    assert process.stdout is not None
    told = exact.loads(process.stdout.readline())
    assert list(told) == ["url", "email", "token"]
    assert told["url"].startswith("http://127.0.0.1:")
    assert told["url"].endswith("/api/v1")
    found = program.json("users", "self", env={"ALEGRA_BASE_URL": told["url"]})
    assert found["role"] == "admin"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    process.stdout.close()


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = Program(tmp_path)("sandbox", "serve", "--port", port)
    assert result.code == 2
    assert port in result.err


def test_reset_makes_the_same_company_for_the_same_seed(tmp_path: Path) -> None:
    program, country = Inside(tmp_path), "mexico"
    line = (
        "sandbox",
        "reset",
        "--yes",
        "--country",
        country,
        "--seed",
        "7",
        "--today",
        "2026-03-31",
    )
    told = []
    for _time in range(2):
        assert program(*line).code == 0
        told.append(program.json(*SANDBOX, "invoices", "list", "--all"))
    assert told[0] == told[1]
    assert program.json(*SANDBOX, "company", "get")["applicationVersion"] == country


def test_a_file_that_is_no_sandbox_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".config" / "alegra-cli" / "sandbox.sqlite3"
    file.parent.mkdir(parents=True)
    file.write_text("not a database, but long enough to look like one" * 40)
    result = Program(tmp_path)(*SANDBOX, "contacts", "list")
    assert result.code == 1
    assert str(file) in result.err
    assert "sandbox reset" in result.err
    assert "unexpected" not in result.err
    assert Program(tmp_path)("sandbox", "reset", "--yes").code == 0
    assert Program(tmp_path)(*SANDBOX, "contacts", "list", "--count").out == "45\n"
