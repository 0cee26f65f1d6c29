"""Signing in and out, profiles, and which credentials are used when."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
import yaml

from tests.cli.conftest import Inside, Program, Served
from tests.cli.file_keyring import Keyring
from tests.cli.terminal import Terminal

ROOT = Path(__file__).parents[2]


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Inside]:
    """Somebody with a keyring and nothing else, for lines that run in this process."""
    before = keyring.get_keyring()
    own = Keyring()
    own.home = tmp_path
    keyring.set_keyring(own)
    yield Inside(
        tmp_path,
        {
            "PYTHON_KEYRING_BACKEND": "tests.cli.file_keyring.Keyring",
            "PYTHONPATH": str(ROOT),
            "ALEGRA_CONFIG": str(tmp_path / "settings" / "config.yaml"),
            # What the runner exports where nothing is said.
            **dict.fromkeys(("ALEGRA_EMAIL", "ALEGRA_TOKEN", "ALEGRA_ASK_COMPANY"), ""),
        },
    )
    keyring.set_keyring(before)


@pytest.fixture
def starting(person: Inside) -> Program:
    """The same person, whose lines are a process each."""
    return Program(person.home, {name: value for name, value in person.env.items() if value})


def login(person: Program, served: Served, *more: str) -> None:
    result = person(
        "auth",
        "login",
        "--email",
        served.email,
        "--base-url",
        served.url,
        *more,
        stdin=served.token + "\n",
    )
    assert result.code == 0, result.err


def test_login_verifies_detects_and_keeps_the_token_in_the_keyring(
    starting: Program, person: Inside, served: Served
) -> None:
    starting.forks = False  # a keyring is found among what is installed, at a start
    login(starting, served)
    file = starting.home / "settings" / "config.yaml"
    text = file.read_text()
    assert served.token not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    profile = yaml.safe_load(text)["profiles"]["default"]
    assert profile["country"] == "colombia"
    assert profile["timezone"] == "America/Bogota"
    assert person("contacts", "list", "--count").code == 0
    status = starting.json("auth", "status")
    assert (status["authenticated"], status["source"]) == (True, "keyring")


def test_logout_forgets_the_token_and_keeps_the_profile(person: Inside, served: Served) -> None:
    login(person, served)
    assert person("auth", "logout").code == 0
    assert person("contacts", "list").code == 3
    assert "default" in person("config", "list-profiles").out
    assert person("auth", "logout").code == 0


def test_a_wrong_token_is_not_kept(person: Inside, served: Served) -> None:
    result = person(
        "auth", "login", "--email", served.email, "--base-url", served.url, stdin="wrong\n"
    )
    assert result.code == 3
    assert not (person.home / "keyring.json").exists()
    assert not (person.home / "settings" / "config.yaml").exists()


def test_a_long_token_pasted_at_the_prompt(
    starting: Program, person: Inside, served: Served
) -> None:
    terminal = Terminal(
        ("auth", "login", "--base-url", served.url, "--dry-run"), starting.variables()
    )
    assert terminal.finish() == 0
    terminal = Terminal(("auth", "login", "--base-url", served.url), starting.variables())
    terminal.expect("E-mail: ")
    terminal.type(f"{served.email}\n")
    terminal.expect("API token: ")
    # A pasted text comes between marks; more than a terminal's line buffer holds.
    noise = "\u200b" * 3000
    terminal.type(f"\x1b[200~{noise}{served.token}\x1b[201~\n")
    terminal.expect("Signed in as")
    assert terminal.finish() == 0
    assert served.token not in terminal.output
    assert person("contacts", "list", "--count").code == 0


def test_ctrl_c_at_the_prompt_leaves_the_terminal_and_says_so(
    starting: Program, served: Served
) -> None:
    terminal = Terminal(
        ("auth", "login", "--email", "a@b.co", "--base-url", served.url), starting.variables()
    )
    terminal.expect("API token: ")
    terminal.type("half a tok\x03")
    assert terminal.finish() == 130
    assert "half" not in terminal.output
    assert "Interrupted" in terminal.output


def test_without_a_keyring_the_way_out_is_named(tmp_path: Path, served: Served) -> None:
    program = Program(tmp_path)
    line = ("auth", "login", "--email", served.email, "--base-url", served.url)
    result = program(*line, stdin=served.token + "\n")
    assert result.code == 3
    for word in ("ALEGRA_EMAIL", "ALEGRA_TOKEN", "--insecure-storage"):
        assert word in result.err
    assert program(*line, "--insecure-storage", stdin=served.token + "\n").code == 0
    kept = tmp_path / ".config" / "alegra-cli" / "credentials.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert program("contacts", "list", "--count").code == 0


def test_profiles_come_go_and_change_names(person: Inside, served: Served) -> None:
    login(person, served, "--profile", "norte")
    login(person, served, "--profile", "sur")
    assert person("config", "use", "sur").code == 0
    assert person("config", "rename", "norte", "centro").code == 0
    assert person("contacts", "list", "--count", "-p", "centro").code == 0
    assert person("config", "delete", "sur", "--yes").code == 0
    rows = person.json("config", "list-profiles")
    assert [row["profile"] for row in rows] == ["centro", "sandbox"]
    assert served.token not in (person.home / "keyring.json").read_text().replace(
        f'"alegra-cli/centro": "{served.token}"', ""
    )


def test_an_unknown_profile_lists_those_there_are(person: Inside, served: Served) -> None:
    login(person, served, "--profile", "norte")
    for line in (
        ("config", "use", "TYPO"),
        ("contacts", "list", "-p", "TYPO"),
        ("config", "delete", "TYPO"),
        ("config", "rename", "TYPO", "x"),
    ):
        result = person(*line)
        assert result.code == 2
        assert "norte, sandbox" in result.err
    assert "TYPO" not in person("config", "list-profiles").out


def test_the_sandbox_profile_stays(person: Inside) -> None:
    for line in (
        ("config", "delete", "sandbox"),
        ("config", "rename", "sandbox", "x"),
        ("config", "set-profile", "--name", "sandbox"),
        ("auth", "login", "-p", "sandbox"),
    ):
        assert person(*line).code == 2
    assert person("config", "use", "sandbox").code == 0
    assert person("invoices", "list", "--count").out == "130\n"


def test_an_explicit_profile_beats_exported_credentials(person: Inside, served: Served) -> None:
    login(person, served, "--profile", "norte")
    wrong = {"ALEGRA_EMAIL": "otra@example.com", "ALEGRA_TOKEN": "not-this-one"}
    chosen = person("contacts", "list", "--count", "--profile", "norte", env=wrong)
    assert chosen.code == 0
    assert len([line for line in chosen.err.splitlines() if "were not used" in line]) == 1
    exported = {**wrong, "ALEGRA_BASE_URL": served.url}
    assert person("contacts", "list", "--count", env=exported).code == 3
    none = person(
        "contacts",
        "list",
        "-p",
        "default",
        env={
            "ALEGRA_EMAIL": served.email,
            "ALEGRA_TOKEN": served.token,
            "ALEGRA_BASE_URL": served.url,
        },
    )
    assert none.code == 0


def test_one_variable_alone_is_never_mixed(person: Inside, served: Served) -> None:
    login(person, served)
    result = person("auth", "status", "-o", "json", env={"ALEGRA_EMAIL": "otra@example.com"})
    assert '"source": "keyring"' in result.out
    assert f'"email": "{served.email}"' in result.out
    assert "ALEGRA_TOKEN is not set" in result.err


def test_a_bearer_token_beats_basic(person: Inside, served: Served) -> None:
    env = {
        "ALEGRA_BEARER_TOKEN": served.token,
        "ALEGRA_EMAIL": "x@y.z",
        "ALEGRA_TOKEN": "no",
        "ALEGRA_BASE_URL": served.url,
    }
    assert person("contacts", "list", "--count", env=env).code == 0


def test_unknown_keys_of_the_file_survive(person: Inside) -> None:
    file = person.home / "settings" / "config.yaml"
    file.parent.mkdir()
    file.write_text(
        "profiles:\n  a:\n    email: a@b.co\n    future: {x: 1}\n"
        "aliases: {unpaid: invoices list}\nother: [1, 2]\n"
    )
    assert person("config", "set-profile", "--name", "a", "--email", "c@d.co").code == 0
    content = yaml.safe_load(file.read_text())
    assert content["profiles"]["a"] == {"email": "c@d.co", "future": {"x": 1}}
    assert (content["other"], content["aliases"]) == ([1, 2], {"unpaid": "invoices list"})


def test_view_never_shows_a_secret(person: Inside, served: Served) -> None:
    file = person.home / "settings" / "config.yaml"
    file.parent.mkdir()
    file.write_text("profiles:\n  a: {email: a@b.co, token: top-secret-one}\n")
    for form in ("table", "json", "yaml", "csv"):
        assert "top-secret-one" not in person("config", "view", "-o", form).out
    assert "others can read it" in person("doctor", "-p", "a", "--base-url", served.url).out
