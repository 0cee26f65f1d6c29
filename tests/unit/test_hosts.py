"""Where a token may go: this machine is an address, not a name that begins like one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import responses

from alegra_cli.connection.address import safe_url
from alegra_cli.errors import Unreachable, UsageProblem
from alegra_cli.testing import FakeClock, Runner
from alegra_cli.transport import HttpSession, Settings
from alegra_cli.transport.auth import Basic
from alegra_cli.transport.budget import Budget
from alegra_cli.transport.downloads import Downloads
from alegra_cli.transport.hosts import is_loopback
from alegra_cli.wire import Request
from tests.cases import cases
from tests.hostile import hostile, reply


@cases("host", ["localhost", "127.0.0.1", "127.9.8.7", "::1"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@cases(
    "host",
    [
        *("127.0.0.1.example.test", "127.example.test", "127.0.0.1.", "127.1", "127", "0x7f.0.0.1"),
        *("2130706433", "0177.0.0.1", "127.0.0.01", "localhost.example.test", "localhost."),
        *("xlocalhost", "::2", "0.0.0.0", "::", "10.0.0.1", "", "127.0.0.1%00", "１２７.0.0.1"),
    ],
)
def test_other_machines(host: str) -> None:
    assert not is_loopback(host)


@cases(
    "url",
    [
        "http://127.0.0.1.example.test/api/v1",
        "http://127.1/api/v1",
        "http://2130706433/api/v1",
        "http://127.0.0.1\n.example.test/api/v1",
        "http://127.0.0.1\t.example.test",
        "http://example.test\\@127.0.0.1/",
        "http://127.0.0.1\\.example.test/",
        "https://api.alegra.com/api/v1#",
        "https://api.alegra.com/api/v1#x",
        "https://api.alegra.com/api/v1?",
        "https://api.alegra.com/api v1",
        "https://api.alegra.com@example.test/",
        "http://[::1",
        "file:///etc/passwd",
    ],
)
def test_a_base_url_that_could_lead_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(UsageProblem):
        safe_url(url, insecure=False)


@pytest.mark.parametrize("url", ["http://[::1]:8800/api", "https://sandbox.example.com/api/v1"])
def test_a_base_url_that_is_one(url: str) -> None:
    assert safe_url(url + "/", insecure=False) == url


def test_a_proxy_never_sees_what_goes_to_this_machine_in_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hostile(reply(b"[]")) as server, hostile(reply(b"[]")) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        clock = FakeClock()
        budget = Budget(tmp_path / "quota.json", clock, 150, lambda wait: None)
        session = HttpSession(Settings(server.url), Basic("a@b.co", "sesame"), budget, clock)
        session.send(Request("GET", "/terms"))
        assert len(server.requests) == 1
        assert proxy.requests == []


def test_a_variable_that_leads_to_another_host_is_told_of(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get("https://other.example.test/api/v1/terms", json=[])
    elsewhere = {"ALEGRA_BASE_URL": "https://other.example.test/api/v1"}
    told = alegra("terms", "list", env=elsewhere)
    assert told.code == 0
    assert "ALEGRA_BASE_URL sends the requests, and the token with them, to other.example" in (
        told.err
    )


LINK = "https://files.example.test/FE1.pdf?signature=5ecret"


@cases(
    "location",
    [
        "http://files.example.test/x",
        "http://127.0.0.1.example.test/x",
        "file:///etc/passwd",
        "http://[x/",
        "ftp://files.example.test/x",
    ],
)
def test_a_link_that_redirects_is_checked_again(api: responses.RequestsMock, location: str) -> None:
    api.get(LINK, status=302, headers={"Location": location})
    with pytest.raises(Unreachable, match="not https"):
        Downloads(Settings("https://api.alegra.com/api/v1"), FakeClock()).fetch(LINK, io.BytesIO())


def test_a_redirected_link_gets_no_credentials_of_netrc(
    api: responses.RequestsMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine other.example.test login ana password geheim\n")
    monkeypatch.setenv("NETRC", str(netrc))
    api.get(LINK, status=302, headers={"Location": "https://other.example.test/y"})
    api.get("https://other.example.test/y", body=b"%PDF")
    into = io.BytesIO()
    Downloads(Settings("https://api.alegra.com/api/v1"), FakeClock()).fetch(LINK, into)
    assert into.getvalue() == b"%PDF"
    assert all("Authorization" not in call.request.headers for call in api.calls)
