"""The company is known whoever signs in: what is asked, when, and what is kept of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
import responses

from alegra_cli.testing import FakeClock, Runner
from tests.conftest import API

COMPANY = {
    "id": "1",
    "name": "Prueba S.A.S.",
    "applicationVersion": "colombia",
    "timezone": "Pacific/Kiritimati",
    "currency": {"code": "COP", "symbol": "$"},
    "decimalSeparator": ",",
}
PLAIN = ("contacts", "create", "--name", "Ana")
CREATE = (*PLAIN, "--strict")
WORD = ("invoices", "list", "--date", "today")


class Office:
    """Somebody with exported credentials alone."""

    def __init__(self, home: Path, api: responses.RequestsMock) -> None:
        self.api = api
        self.cache = home / "cache" / "alegra-cli"
        self.alegra = Runner(home, {"ALEGRA_ASK_COMPANY": ""})

    @property
    def clock(self) -> FakeClock:
        return self.alegra.clock

    def tells(self, body: Any = COMPANY, status: int = 200) -> None:
        self.api.get(f"{API}/company", json=body, status=status)

    @property
    def request_paths(self) -> list[str]:
        paths = [str(call.request.url).removeprefix(API) for call in self.api.calls]
        return [path.partition("?")[0] for path in paths]

    @property
    def cache_files(self) -> list[Path]:
        return sorted(self.cache.glob("company-*.json"))


@pytest.fixture
def office(tmp_path: Path, api: responses.RequestsMock) -> Office:
    return Office(tmp_path, api)


def test_a_country_rule_asks_once_and_keeps_the_answer(office: Office) -> None:
    office.tells()
    first = office.alegra(*CREATE)
    assert first.code == 5
    assert "kindOfPerson" in first.err
    assert office.alegra(*CREATE).code == 5
    assert office.request_paths == ["/company"]
    (file,) = office.cache_files
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    told = json.loads(file.read_text())
    assert (told["country"], told["currency"], told["decimal_sign"]) == ("colombia", "COP", ",")
    assert told["name"] == "Prueba S.A.S."
    for secret in ("a-token-of-nobody", "ana@example.com"):
        assert secret not in file.read_text() + file.name


def test_a_word_for_a_day_is_a_day_of_the_company(office: Office) -> None:
    office.tells()
    office.api.get(f"{API}/invoices", json=[])
    office.api.get(f"{API}/invoices", json=[])
    for _time in range(2):
        assert office.alegra(*WORD).code == 0
    assert office.request_paths == ["/company", "/invoices", "/invoices"]
    # 17:00 UTC on the 15th is the 16th, 14 hours ahead.
    assert "date=2026-06-16" in str(office.api.calls[-1].request.url)


@pytest.mark.parametrize(
    "line",
    [
        ("invoices", "list", "--date", "2026-06-15"),
        ("invoices", "list"),
    ],
)
def test_what_needs_no_company_asks_for_none(office: Office, line: tuple[str, ...]) -> None:
    office.api.get(f"{API}/invoices", json=[])
    assert office.alegra(*line).code == 0
    assert office.request_paths == ["/invoices"]


def test_it_is_asked_again_after_a_day_and_the_old_answer_serves_when_that_fails(
    office: Office,
) -> None:
    office.tells()
    assert office.alegra(*CREATE).code == 5
    office.clock.sleep(86400)
    office.tells({"message": "x"}, 500)
    again = office.alegra(*CREATE)
    assert again.code == 5
    assert "kindOfPerson" in again.err
    assert set(office.request_paths) == {"/company"}


@pytest.mark.parametrize("status", [402, 403, 404])
def test_who_may_not_read_it_is_not_asked_every_time(office: Office, status: int) -> None:
    office.tells({"message": "x"}, status)
    for _time in range(2):
        office.api.post(f"{API}/contacts", json={"id": "1", "name": "Ana"}, status=201)
        assert office.alegra(*CREATE).code == 0
    assert office.request_paths == ["/company", "/contacts", "/contacts"]


@pytest.mark.parametrize(
    "line",
    [(*CREATE, "--dry-run"), (*WORD, "--dry-run"), (*CREATE, "--help"), ("contacts", "schema")],
)
def test_nothing_is_sent_by_what_sends_nothing(office: Office, line: tuple[str, ...]) -> None:
    told = office.alegra(*line)
    assert office.request_paths == []
    assert told.err.count("not known yet") == (1 if "--dry-run" in line else 0)


def test_checks_of_files_send_nothing(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "body.json"
    file.write_text('{"name": "Ana"}')
    told = office.alegra("validate", "contacts", "-f", str(file))
    assert office.request_paths == []
    assert told.err.count("not known yet") == 1
    named = office.alegra("validate", "contacts", "-f", str(file), "--country", "peru")
    assert "not known yet" not in named.err


def test_a_dry_run_uses_what_is_kept(office: Office) -> None:
    office.tells()
    assert office.alegra(*CREATE).code == 5
    told = office.alegra(*CREATE, "--dry-run")
    assert "not known yet" not in told.err
    assert office.request_paths == ["/company"]


def test_country_and_no_asking(office: Office) -> None:
    assert office.alegra(*CREATE, "--country", "colombia").code == 5
    office.api.post(f"{API}/contacts", json={"id": "1"}, status=201)
    assert office.alegra(*CREATE, env={"ALEGRA_ASK_COMPANY": "no"}).code == 0
    assert office.request_paths == ["/contacts"]


def test_other_credentials_and_addresses_have_their_own(office: Office) -> None:
    for _who in range(2):
        office.tells()
    office.alegra(*CREATE)
    office.alegra(*CREATE, env={"ALEGRA_TOKEN": "another"})
    other = "https://other.example/api/v1"
    office.api.get(f"{other}/company", json=COMPANY)
    office.alegra(*CREATE, env={"ALEGRA_BASE_URL": other})
    assert len(office.cache_files) == 3


@pytest.mark.parametrize("text", ["", "[" * 100_000, "[]", '{"at": "x"}', '{"at": 1e999}'])
def test_a_damaged_file_is_asked_for_anew(office: Office, text: str) -> None:
    office.tells()
    office.alegra(*CREATE)
    office.cache_files[0].write_text(text)
    office.tells()
    assert office.alegra(*CREATE).code == 5
    assert office.request_paths == ["/company", "/company"]
