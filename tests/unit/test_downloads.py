"""Signed links: another host, none of our credentials, whole files or none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import requests
import responses

from alegra_cli.errors import Unreachable
from alegra_cli.testing import FakeClock
from alegra_cli.transport import Settings
from alegra_cli.transport.downloads import Downloads

LINK = "https://files.example.com/a/FE1.pdf?signature=5ecret"


def downloads(told: list[str] | None = None, insecure: bool = False) -> Downloads:
    log = told.append if told is not None else lambda line: None
    settings = Settings("https://api.alegra.com/api/v1", 60, log, insecure=insecure)
    return Downloads(settings, FakeClock())


def test_the_host_gets_no_credentials_not_even_those_of_netrc(
    api: responses.RequestsMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine files.example.com login ana password geheim\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    api.get(LINK, body=b"%PDF")
    into = io.BytesIO()
    downloads().fetch(LINK, into)
    assert into.getvalue() == b"%PDF"
    assert "Authorization" not in api.calls[0].request.headers


@pytest.mark.parametrize("link", ["http://files.example.com/x", "ftp://x/y", "file:///etc/passwd"])
def test_only_https_is_followed(link: str) -> None:
    with pytest.raises(Unreachable, match="not https"):
        downloads().fetch(link, io.BytesIO())


def test_insecure_follows_http(api: responses.RequestsMock) -> None:
    api.get("http://files.example.com/x", body=b"x")
    into = io.BytesIO()
    downloads(insecure=True).fetch("http://files.example.com/x", into)
    assert into.getvalue() == b"x"


def test_a_broken_connection_starts_the_file_again(api: responses.RequestsMock) -> None:
    api.get(LINK, body=requests.exceptions.ChunkedEncodingError("cut"))
    api.get(LINK, body=b"whole")
    into = io.BytesIO()
    into.write(b"before ")
    downloads().fetch(LINK, into)
    assert into.getvalue() == b"before whole"


def test_what_stays_broken_is_given_up(api: responses.RequestsMock) -> None:
    for _each in range(4):
        api.get(LINK, body=requests.ConnectionError("cut"))
    with pytest.raises(Unreachable) as caught:
        downloads().fetch(LINK, io.BytesIO())
    assert "5ecret" not in caught.value.message
    assert caught.value.exit_code == 8


def test_a_link_that_is_over_says_how_long_links_last(api: responses.RequestsMock) -> None:
    api.get(LINK, status=403, body="<Error>Request has expired</Error>")
    told: list[str] = []
    with pytest.raises(Unreachable, match="Request has expired") as caught:
        downloads(told).fetch(LINK, io.BytesIO())
    assert "30 minutes" in caught.value.hint
    assert told == ["GET https://files.example.com/a/FE1.pdf 403"]
