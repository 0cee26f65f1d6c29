"""The first run, on a real terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from alegra_cli.builtin.init import free_name
from tests.cases import cases
from tests.cli.conftest import Program, Served
from tests.cli.office import Office
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
    terminal.type("mistyped\n")
    terminal.expect("401")
    terminal.output = terminal.output.partition("401")[2]
    terminal.expect("API token: ")
    terminal.type(served.token + "\n")
    terminal.expect(".bashrc: [ -r")
    terminal.type("y\n")
    assert terminal.finish() == 0, terminal.output
    assert "Company: Comercial Ejemplo S.A.S., country colombia" in terminal.output
    assert "time zone America/Bogota" in terminal.output
    tried = re.findall(r"^  alegra (.+)\n      .*: [1-9]", terminal.output, re.MULTILINE)
    assert len(tried) == 3
    assert served.token not in terminal.output
    kept = yaml.safe_load((newcomer.home / "settings" / "config.yaml").read_text())
    assert list(kept["profiles"]) == ["comercial-ejemplo"]
    assert kept["defaultProfile"] == "comercial-ejemplo"
    assert "alegra.bash" in (newcomer.home / ".bashrc").read_text()
    for line in tried:
        assert newcomer(*line.split()).code == 0


def test_with_both_words_given_nothing_has_to_be_asked(newcomer: Program, served: Served) -> None:
    line = ("init", "--base-url", served.url, "--email", served.email, "--token", served.token)
    done = newcomer(*line)
    assert done.code == 0, done.err
    assert "Signed in as" in done.out
    assert served.token not in done.out + done.err


def test_enter_takes_the_sandbox(newcomer: Program) -> None:
    terminal = Terminal(("init", "--lang", "es"), newcomer.variables())
    terminal.expect("Enter")
    terminal.type("\n")
    terminal.expect(".bashrc")
    terminal.type("n\n")
    assert terminal.finish() == 0, terminal.output
    assert "alegra invoices list --status open --order-field dueDate\n" in terminal.output
    assert newcomer("invoices", "list", "--count").out.strip().isdecimal()
    assert "Facturas abiertas: " in terminal.output
    assert not (newcomer.home / ".bashrc").exists()
    script = newcomer("init")
    assert script.code == 2
    assert "auth login" in script.err


def test_beside_a_company_the_sandbox_is_not_the_default(newcomer: Program, served: Served) -> None:
    line = ("init", "--base-url", served.url, "--email", served.email, "--token", served.token)
    assert newcomer(*line).code == 0
    terminal = Terminal(("init",), newcomer.variables())
    terminal.expect("Enter")
    terminal.type("\n")
    terminal.expect(".bashrc")
    terminal.type("n\n")
    assert terminal.finish() == 0, terminal.output
    assert "alegra -p sandbox invoices list" in terminal.output
    kept = yaml.safe_load((newcomer.home / "settings" / "config.yaml").read_text())
    assert kept["defaultProfile"] == "comercial-ejemplo"


def test_without_a_shell_that_is_known_nothing_is_asked(newcomer: Program) -> None:
    newcomer.env["SHELL"] = ""
    terminal = Terminal(("init",), newcomer.variables())
    terminal.expect("Enter")
    terminal.type("\n")
    assert terminal.finish() == 0, terminal.output
    assert "Which shell?" not in terminal.output
    assert "alegra completion install bash" in terminal.output


def test_without_a_keyring_the_file_is_offered(newcomer: Program, served: Served) -> None:
    newcomer.env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    line = ("init", "--base-url", served.url, "--email", served.email)
    terminal = Terminal(line, newcomer.variables())
    terminal.expect("API token: ")
    terminal.type(f"{served.token}\n")
    terminal.expect("Keep the token in a file")
    terminal.type("y\n")
    terminal.expect(".bashrc")
    terminal.type("n\n")
    assert terminal.finish() == 0, terminal.output
    assert served.token in (newcomer.home / "settings" / "credentials.json").read_text()
    assert newcomer("auth", "status").code == 0


def test_what_is_exported_is_offered(newcomer: Program, served: Served) -> None:
    newcomer.env |= {"ALEGRA_EMAIL": served.email, "ALEGRA_TOKEN": served.token}
    terminal = Terminal(("init", "--base-url", served.url), newcomer.variables())
    terminal.expect(f"(Enter for {served.email})")
    terminal.type("\n")
    terminal.expect("[y/N]")
    terminal.type("n\n")
    assert terminal.finish() == 0, terminal.output
    assert f"Signed in as {served.email}, profile comercial-ejemplo." in terminal.output
    assert "language es" in terminal.output


def test_an_account_that_shows_little_is_shown_what_works_anywhere(office: Office) -> None:
    words = [word for one in ("invoices", "bills", "items") for word in ("--withhold", one)]
    assert office.alegra("sandbox", "set", *words).code == 0
    told = office.alegra("init", stdin="\nn\n", terminal=True, env={"ALEGRA_EMAIL": ""})
    assert told.code == 0, told.err
    assert "contacts list --limit 10" in told.out
    assert "schema invoices --example" in told.out
    assert "doctor" in told.out


@cases(
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
