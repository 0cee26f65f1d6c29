"""The log of writes: before and after each, whatever becomes of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
import requests
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.conftest import API


def logged(alegra: Runner, *words: str) -> list[Any]:
    return list(exact.loads(alegra("log", *words, "-o", "json").out))


def file_of(alegra: Runner) -> Path:
    return next((alegra.home / "config" / "log").iterdir())


def test_every_write_is_there_with_its_end_and_no_secret(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/terms", json=[])
    api.post(f"{API}/terms", json={"id": "7"})
    api.delete(f"{API}/terms/7", status=404, json={"message": "no"})
    api.delete(f"{API}/terms/8", body=requests.ConnectionError("gone"))
    alegra("terms", "list")
    alegra("terms", "create", "--name", "a secret name", "--days", "1")
    alegra("terms", "delete", "7", "--yes")
    alegra("terms", "delete", "8", "--yes")
    told = [(one["method"], one["path"], one["state"], one.get("id")) for one in logged(alegra)]
    assert told == [
        ("POST", "/terms", "done", "7"),
        ("DELETE", "/terms/7", "refused", None),
        ("DELETE", "/terms/8", "unknown", None),
    ]
    text = file_of(alegra).read_text()
    assert "secret" not in text
    assert alegra.variables()["ALEGRA_TOKEN"] not in text
    assert stat.S_IMODE(file_of(alegra).stat().st_mode) == 0o600
    assert "look them up" in alegra("log").err
    assert [one["path"] for one in logged(alegra, "--state", "done")] == ["/terms"]
    assert [one["path"] for one in logged(alegra, "--path", "/8", "--since", "today")] == [
        "/terms/8"
    ]
    assert logged(alegra, "--of", "another") == []


def test_one_that_was_killed_is_unknown_and_half_a_line_harms_nothing(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.post(f"{API}/terms", json={"id": "7"})
    alegra("terms", "create", "--name", "x", "--days", "1")
    file = file_of(alegra)
    before, after = file.read_text().splitlines()
    assert json.loads(before)["state"] == "sending"
    file.write_text(before + "\n" + after[:20])
    assert [one["state"] for one in logged(alegra)] == ["unknown"]
    alegra("terms", "create", "--name", "x", "--days", "1")
    assert [one["state"] for one in logged(alegra)] == ["unknown", "done"]


def test_a_log_that_cannot_be_written_stops_nothing(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    (alegra.home / "config").mkdir()
    (alegra.home / "config" / "log").write_text("in the way")
    api.post(f"{API}/terms", json={"id": "7"})
    told = alegra("terms", "create", "--name", "x", "--days", "1", "-o", "json")
    assert told.code == 0
    assert "log" in told.err


@pytest.mark.parametrize(
    "damaged",
    [
        "{}",
        "[]",
        "null",
        '{"write": "x", "state": "done"}',
        '{"write": "x", "state": "done", "at": null, "profile": "a", "method": "GET", "path": "/"}',
        '{"write": "x", "state": "done", "at": 7, "profile": "a", "method": "GET", "path": "/"}',
        '{"write": "x", "state": "done", "at": "7", "method": "GET", "path": "/"}',
        '{"write": 1, "state": [], "at": "7", "profile": {}, "method": "GET", "path": "/"}',
        "[" * 50_000,
        '{"write": "\\ud800',
        "\x00\x01",
    ],
)
def test_a_damaged_line_is_passed_over(
    alegra: Runner, api: responses.RequestsMock, damaged: str
) -> None:
    api.post(f"{API}/terms", json={"id": "7"})
    alegra("terms", "create", "--name", "x", "--days", "1")
    file = file_of(alegra)
    file.write_text(f"{damaged}\n{file.read_text()}{damaged}", encoding="utf-8")
    assert [one["state"] for one in logged(alegra, "--since", "2020-01-01")] == ["done"]


def test_the_log_says_what_takes_a_write_back(alegra: Runner, api: responses.RequestsMock) -> None:
    for number in ("7", "8", "9"):
        api.post(f"{API}/payments/{number}/void", json={"id": number})
    api.post(f"{API}/payments/8/open", json={"id": "8"})
    api.delete(f"{API}/payments/9", json={})
    api.post(f"{API}/payments/6/void", status=400, json={"message": "no"})
    for words in (("void", "7"), ("void", "8"), ("open", "8"), ("void", "9"), ("void", "6")):
        alegra("payments", *words, "--yes")
    alegra("payments", "delete", "9", "--yes")
    profile = logged(alegra)[0]["profile"]
    told = {one["what"]: one["undo"] for one in logged(alegra)}
    assert told == {
        "payments void 7": f"alegra -p {profile} payments open 7",
        "payments void 8": "",
        "payments open 8": f"alegra -p {profile} payments void 8",
        "payments void 9": "",
        "payments void 6": "",
        "payments delete 9": "",
    }
    # What was left out of the list still happened.
    shown = logged(alegra, "--path", "8/void")
    assert [one["undo"] for one in shown] == [""]
    assert "To undo it" in alegra("log").out
