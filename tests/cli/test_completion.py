"""The Tab key: what it offers, from where, and that it never complains."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
import responses

from alegra_cli.testing import Runner
from tests.cli.conftest import PROGRAM
from tests.cli.office import Office
from tests.conftest import API


def tab(alegra: Runner, line: str, shell: str = "zsh") -> list[str]:
    """The values offered for the last word of the line."""
    words = line.split(" ")
    env = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    told = alegra(env={**env, "_ALEGRA_COMPLETE": f"{shell}_complete"})
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    return lines[1::3] if shell == "zsh" else lines


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("alegra invo", ["invoices"]),
        ("alegra contacts cre", ["create"]),
        ("alegra invoices list --stat", ["--status"]),
        ("alegra invoices list --status dr", ["draft"]),
        ("alegra -p san", ["sandbox"]),
        ("alegra terms list -o js", ["json", "jsonl"]),
        ("alegra terms list --columns name,da", ["name,days"]),
        ("alegra terms list --sort da", ["days"]),
        ("alegra export term", ["terms"]),
        ("alegra completion show f", ["fish"]),
        ("alegra nothing there", []),
    ],
)
def test_words(alegra: Runner, line: str, offered: list[str]) -> None:
    assert tab(alegra, line) == offered


def test_ids_with_their_names_from_one_request_for_minutes(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    rows = [{"id": "7", "name": "Ana Ruiz"}, {"id": "12", "name": "Luis", "identification": "900"}]
    api.get(f"{API}/contacts", json=rows)
    assert tab(alegra, "alegra contacts get an") == ["7"]
    assert tab(alegra, "alegra contacts get 1") == ["12"]
    assert tab(alegra, "alegra contacts delete 7 900") == ["12"]
    assert tab(alegra, "alegra invoices list --client-id lu") == ["12"]
    assert tab(alegra, "alegra invoices create --client An") == ["7"]
    shown = tab(alegra, "alegra contacts get u", "bash")
    assert shown == ["plain,7  Ana Ruiz", "plain,12  Luis 900", "plain, "]
    assert len(api.calls) == 1
    kept = list((alegra.home / "cache" / "alegra-cli" / "completion").iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 for file in kept)


def test_what_is_not_among_the_last_ones_is_searched_once(office: Office) -> None:
    first = office.list("invoices")[0]
    number = first["numberTemplate"]["fullNumber"]
    assert tab(office.alegra, "alegra invoices get ") != []
    assert first["id"] in tab(office.alegra, f"alegra invoices get {number}")


@pytest.mark.parametrize("trouble", [{"status": 401}, {"status": 500}, {"body": "no json"}])
def test_nothing_is_ever_complained_of(
    alegra: Runner, api: responses.RequestsMock, trouble: dict[str, Any]
) -> None:
    api.get(f"{API}/contacts", **trouble)
    assert tab(alegra, "alegra contacts get x") == []


def test_a_real_bash_completes(office: Office) -> None:
    script = (
        'eval "$(_ALEGRA_COMPLETE=bash_source alegra)"; COMP_WORDS=(alegra invo); COMP_CWORD=1;'
        '_alegra_completion alegra invo alegra; echo "${COMPREPLY[@]}"'
    )
    folder = PROGRAM.rpartition("/")[0]
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**office.alegra.variables(), "PATH": f"{folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("invoices\n", "")


def test_it_is_installed_once_and_keeps_what_is_there(alegra: Runner) -> None:
    file = alegra.home / ".bashrc"
    file.write_text("alias ll='ls -l'")
    env = {"SHELL": "/bin/bash"}
    assert alegra("completion", "install", env=env).code == 2
    assert alegra("completion", "install", "--yes", env=env).code == 0
    text = file.read_text()
    assert text.startswith("alias ll='ls -l'\n")
    assert text.count("_ALEGRA_COMPLETE=bash_source alegra") == 1
    assert "already" in alegra("completion", "install", "bash", "--yes").out
    assert file.read_text() == text
    for shell in ("zsh", "fish", "powershell"):
        assert alegra("completion", "install", shell, "--yes").code == 0
        assert "alegra" in alegra("completion", "show", shell).out
    assert alegra("completion", "show", env={"SHELL": "/bin/sh"}).code == 2
