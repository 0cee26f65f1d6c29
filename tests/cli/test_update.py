"""Whether there is a newer version, asked of the package index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests
import responses

from alegra_cli import __version__
from alegra_cli.builtin import update
from alegra_cli.testing import Runner

INDEX = "https://index.example/pypi"
PROJECT = f"{INDEX}/alegra-cli/json"


@pytest.fixture
def check(alegra: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The program asks an index that stands in for the real one."""
    monkeypatch.setattr(update, "upgrade", lambda: "pipx upgrade alegra-cli")
    return Runner(alegra.home, {"ALEGRA_INDEX_URL": INDEX})


def test_a_newer_one_is_told_with_the_command(
    check: Runner, api: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "__version__", "0.9.0")  # which is more than 0.10 as a text
    api.get(PROJECT, json={"info": {"version": "0.10.0"}})
    told = check("update", "check")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "Installed: 0.9.0",
        "Newest: 0.10.0",
        "To upgrade: pipx upgrade alegra-cli",
    ]


def test_json(check: Runner, api: responses.RequestsMock) -> None:
    api.get(PROJECT, json={"info": {"version": __version__}})
    assert json.loads(check("update", "check", "-o", "json").out) == {
        "installed": __version__,
        "newest": __version__,
        "newer": False,
        "command": None,
    }
    assert "nothing newer" in check("update", "check").out


def test_no_credentials_go_there(
    check: Runner, api: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = check.home / "netrc"
    netrc.write_text("default login ana password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    api.get(PROJECT, status=404)
    told = check("update", "check")
    assert (told.code, told.err) == (0, "")
    assert "not published" in told.out
    sent = api.calls[0].request
    assert "Authorization" not in sent.headers
    assert "token-of-nobody" not in str(sent.headers) + str(sent.url)


@pytest.mark.parametrize(
    "trouble",
    [
        {"body": requests.ConnectionError("no route")},
        {"body": requests.ReadTimeout()},
        {"status": 503},
        {"body": "<html>"},
        {"json": {"info": {}}},
        {"json": {"info": {"version": "newest"}}},
    ],
)
def test_an_index_that_does_not_answer(
    check: Runner, api: responses.RequestsMock, trouble: dict[str, Any]
) -> None:
    api.get(PROJECT, **trouble)
    told = check("update", "check")
    assert told.code == 8
    assert told.err.startswith("Error: ")
    assert "Hint: " in told.err
    assert len(api.calls) == 1


def test_an_address_that_anybody_can_read_is_refused(check: Runner) -> None:
    for url in ("http://index.example/pypi", "https://ana:secret@index.example/pypi"):
        told = check("update", "check", env={"ALEGRA_INDEX_URL": url})
        assert told.code == 2
        assert "secret" not in told.err


def test_alone_it_explains_itself(check: Runner) -> None:
    told = check("update")
    assert told.code == 0
    assert "check" in told.out


@pytest.mark.parametrize(
    ("file", "text", "command"),
    [
        ("pipx_metadata.json", "{}", "pipx upgrade alegra-cli"),
        ("uv-receipt.toml", "", "uv tool upgrade alegra-cli"),
        ("INSTALLER", "uv\n", "uv pip install --python '/a b/python' --upgrade alegra-cli"),
        ("INSTALLER", "pip\n", "'/a b/python' -m pip install --upgrade alegra-cli"),
        (
            "direct_url.json",
            '{"url": "file:///a%20b", "dir_info": {"editable": true}}',
            "git -C '/a b' pull",
        ),
    ],
)
def test_the_command_fits_how_it_was_installed(
    file: str, text: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / file).write_text(text)

    def told(name: str) -> str | None:
        return (tmp_path / name).read_text() if (tmp_path / name).exists() else None

    monkeypatch.setattr(update, "_told", told)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr("sys.executable", "/a b/python")
    assert update.upgrade() == command
