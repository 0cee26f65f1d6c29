"""`/contacts` has a quota of its own; what reads contacts lives with it."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from alegra_cli.testing import Runner
from tests.conftest import API


class Contacts:
    """400 of them, five requests a minute."""

    def __init__(self, home: Path, api: responses.RequestsMock) -> None:
        self.alegra = Runner(home)
        self.granted: list[float] = []
        self.refused = 0
        self._lock = threading.Lock()
        api.add_callback("GET", f"{API}/contacts", self.answer)

    def answer(self, request: Any) -> tuple[int, dict[str, str], str]:
        with self._lock:
            now = self.alegra.clock.seconds()
            if len([at for at in self.granted if at > now - 60]) >= 5:
                self.refused += 1
                return 400, {}, '{"code": 429, "message": "Too many requests"}'
            self.granted.append(now)
        query = {key: values[0] for key, values in parse_qs(urlsplit(request.url).query).items()}
        start, limit = int(query.get("start", 0)), int(query.get("limit", 30))
        rows = [{"id": str(number), "name": "Ana"} for number in range(400)][start : start + limit]
        told = query.get("metadata") == "true"
        return 200, {}, json.dumps({"metadata": {"total": 400}, "data": rows} if told else rows)


@pytest.fixture
def contacts(tmp_path: Path, api: responses.RequestsMock) -> Contacts:
    return Contacts(tmp_path, api)


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_a_list_goes_on_after_the_wait_and_says_why(contacts: Contacts, jobs: str) -> None:
    told = contacts.alegra("contacts", "list", "--all", "-o", "jsonl", "--jobs", jobs)
    assert told.code == 0, told.err
    ids = [json.loads(line)["id"] for line in told.out.splitlines()]
    assert ids == [str(number) for number in range(400)]
    assert "/contacts has a quota of its own, which is used up; waiting " in told.err


def test_the_quota_is_remembered(contacts: Contacts) -> None:
    for _run in range(2):
        told = contacts.alegra("contacts", "list", "--all", "-o", "jsonl", "--jobs", "1")
        assert told.code == 0
        assert "It answers about 5 requests a minute." in told.err
        assert contacts.refused == 1


def test_the_tab_key_never_waits(contacts: Contacts) -> None:
    for _time in range(6):
        assert contacts.alegra("contacts", "list").code == 0
    before = contacts.alegra.clock.seconds()
    for _time in range(4):
        contacts.alegra("contacts", "list", "--limit", "1")
    slept = list(contacts.alegra.clock.slept)
    words = {
        "_ALEGRA_COMPLETE": "bash_complete",
        "COMP_WORDS": "alegra contacts get ",
        "COMP_CWORD": "3",
    }
    contacts.alegra(env=words)
    assert contacts.alegra("completion", "refresh", "contacts").code == 7
    assert contacts.alegra.clock.slept == slept
    assert contacts.alegra.clock.seconds() >= before
