"""The connection of a profile, made of its parts alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import responses

from alegra_cli.config.file import ConfigFile, Profile, resolve
from alegra_cli.connection import Connection
from alegra_cli.connection.options import ConnectionOptions, Notes
from alegra_cli.errors import NotSignedIn, Unreachable, UsageProblem
from alegra_cli.sandbox.books import Books
from alegra_cli.testing import FakeClock
from alegra_cli.wire import Request
from tests.conftest import API


class Desk:
    """A home with one profile that is saved, and what its connections say."""

    def __init__(self, home: Path) -> None:
        self.env = {"HOME": str(home), "ALEGRA_CONFIG": str(home / "config.yaml")}
        self.env |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        self.config = ConfigFile(home / "config.yaml")
        known = {"email": "ana@example.com", "token": "sesame", "country": "peru"}
        self.config.save_profile(Profile("lima", timezone="America/Lima", **known))
        self.clock = FakeClock()
        self.notes: list[str] = []
        self.log: list[str] = []
        self.writes: list[str] = []

    def connection(self, profile: str | None, **options: Any) -> Connection:
        return Connection(
            self.env,
            self.config,
            resolve(self.env, self.config, profile),
            ConnectionOptions()._replace(**options),
            self.clock,
            None,
            Notes(self.notes.append, self.log.append, lambda: self.writes.append("begins")),
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_profile_tells_whose_company_it_is(desk: Desk) -> None:
    lima = desk.connection("lima")
    assert (lima.country, lima.today(), lima.sandboxed) == ("peru", date(2026, 6, 15), False)
    assert lima.credentials is not None
    assert lima.credentials.email == "ana@example.com"


def test_a_write_is_told_before_it_goes_and_reading_is_not(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", json=[])
    api.post(f"{API}/contacts", json={"id": "1"})
    lima = desk.connection("lima")
    lima.session.send(Request("GET", "/contacts"))
    assert desk.writes == []
    lima.session.send(Request("POST", "/contacts", (), {"name": "Ana"}))
    assert desk.writes == ["begins"]
    assert len(desk.log) == 2


def test_another_profile_keeps_the_options_but_for_the_address(desk: Desk) -> None:
    here = desk.connection("lima", base_url="https://elsewhere.example/api", timeout=7.0)
    assert here.base_url == "https://elsewhere.example/api"
    there = here.of_profile("sandbox")
    assert there.sandboxed
    assert there.options == ConnectionOptions(timeout=7.0)
    with pytest.raises(UsageProblem, match="There is no profile 'nowhere'"):
        here.of_profile("nowhere")


def test_one_that_is_in_a_hurry_asks_once(desk: Desk, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", status=503)
    with pytest.raises(Unreachable):
        desk.connection("lima").impatient(1.5).session.send(Request("GET", "/contacts"))
    assert len(api.calls) == 1
    assert desk.clock.slept == []


def test_nobody_has_no_session(desk: Desk) -> None:
    with pytest.raises(NotSignedIn, match="No credentials for the profile default"):
        _session = desk.connection(None).session


def test_the_sandbox_goes_with_no_other_address(desk: Desk) -> None:
    with pytest.raises(UsageProblem, match="--base-url means another place"):
        _url = desk.connection("sandbox", base_url="https://elsewhere.example").base_url


def test_the_sandbox_is_opened_once(
    desk: Desk, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(filled, tmp_path / "sandbox.sqlite3")
    opened: list[Path] = []
    first = Books.__init__

    def counted(self: Books, path: Path, answer: Any) -> None:
        opened.append(path)
        first(self, path, answer)

    monkeypatch.setattr(Books, "__init__", counted)
    sandbox = desk.connection("sandbox")
    try:
        assert sandbox.country == "colombia"
        assert sandbox.today() == date(2026, 6, 15)
        assert sandbox.company_key.startswith("sandbox ")
        assert sandbox.session.send(Request("GET", "/company")).status == 200
    finally:
        sandbox.books.close()
    assert opened == [tmp_path / "sandbox.sqlite3"]
