"""How the libraries of an extra are brought, by what installed the program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from alegra_cli.update import installer


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("pipx_metadata.json", "pipx inject alegra-cli jinja2"),
        ("uv-receipt.toml", "uv tool install alegra-cli --with jinja2"),
    ],
)
def test_the_installer_that_was_used_is_named(
    file: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / file).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert installer.addition("template") == line


def test_pip_and_uv_name_the_python_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/o p/python")
    monkeypatch.setattr(installer, "metadata_file", lambda name: "pip")
    assert installer.addition("mcp") == "'/o p/python' -m pip install mcp tomlkit"
    monkeypatch.setattr(installer, "metadata_file", lambda name: "uv")
    assert installer.addition("mcp") == "uv pip install --python '/o p/python' mcp tomlkit"


def test_a_spreadsheet_needs_nothing_more() -> None:
    assert installer.libraries("xlsx") == []
