"""The first run, on a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from alegra_cli.builtin.init import free_name
from tests.cli.conftest import Program, Served
from tests.cli.terminal import Terminal

ROOT = Path(__file__).parents[2]


@pytest.fixture
def newcomer(tmp_path: Path) -> Program:
    env = {
        "PYTHON_KEYRING_BACKEND": "tests.cli.file_keyring.Keyring",
        "PYTHONPATH": str(ROOT),
        "SHELL": "/bin/bash",
        "ALEGRA_CONFIG": str(tmp_path / "settings" / "config.yaml"),
    }
    return Program(tmp_path, env)


def test_from_nothing_to_three_commands(newcomer: Program, served: Served) -> None:
    line = ("init", "--base-url", served.url)
    terminal = Terminal(line, newcomer.variables())
    terminal.expect("E-mail of your Alegra user")
    terminal.type(served.email + "\n")
    terminal.expect("API token: ")
    terminal.type(served.token + "\n")
    terminal.expect(".bashrc: [ -r")
    terminal.type("y\n")
    assert terminal.finish() == 0, terminal.shown
    assert "Company: Comercial Ejemplo S.A.S., country colombia" in terminal.shown
    assert "  alegra invoices list --status open --since 3m\n" in terminal.shown
    assert served.token not in terminal.shown
    kept = yaml.safe_load((newcomer.home / "settings" / "config.yaml").read_text())
    assert list(kept["profiles"]) == ["comercial-ejemplo"]
    assert kept["defaultProfile"] == "comercial-ejemplo"
    assert "alegra.bash" in (newcomer.home / ".bashrc").read_text()
    for words in (
        ("invoices", "list", "--status", "open", "--since", "3m"),
        ("schema", "invoices"),
    ):
        assert newcomer(*words).code == 0


def test_enter_takes_the_sandbox(newcomer: Program) -> None:
    terminal = Terminal(("init", "--lang", "es"), newcomer.variables())
    terminal.expect("Enter")
    terminal.type("\n")
    terminal.expect(".bashrc")
    terminal.type("n\n")
    assert terminal.finish() == 0, terminal.shown
    assert "alegra -p sandbox invoices list" in terminal.shown
    assert not (newcomer.home / ".bashrc").exists()
    script = newcomer("init")
    assert script.code == 2
    assert "auth login" in script.err


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Comercial Ejemplo S.A.S.", "comercial-ejemplo"),
        ("Peluquería Ñandú & Cía Ltda.", "peluqueria-nandu-cia"),
        ("", "default"),
        ("Sandbox", "sandbox-2"),
        ("Acme", "acme-3"),
    ],
)
def test_a_profile_is_called_like_its_company(company: str, name: str) -> None:
    assert free_name(company, {"acme", "acme-2"}) == name
