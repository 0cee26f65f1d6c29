"""The server in the list of an assistant: shown, asked for, and nothing else touched."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from alegra_cli.assistant.install import toml_file
from alegra_cli.assistant.install.clients import own_file
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.cli.office import Office

CURSOR = """{
    "mcpServers": {
        "other": {"command": "npx", "args": ["-y", "x"], "env": {"KEY": "s3cret"}}
    },
    "price": 10.00
}
"""
CODEX = """# mine
model = "o"  # the good one

[mcp_servers.other]
command = "npx"

[mcp_servers.alegra]  # old
command = "old"
args = [
  "mcp",  # a list of several lines
  "serve",
]
startup_timeout_sec = 30

[mcp_servers.alegra.env]
A = "b"

# the end
[tui]
"""


def install(office: Office, client: str, *words: str, code: int = 0) -> str:
    told = office.alegra("mcp", "install", client, *words)
    assert told.code == code, told.err
    return told.out + told.err


def test_it_is_shown_and_not_written_unless_somebody_says_yes(office: Office) -> None:
    file = office.home / ".cursor" / "mcp.json"
    assert '"serve"' in install(office, "cursor", "--dry-run")
    assert "--yes" in install(office, "cursor", code=2)
    assert not file.exists()
    install(office, "cursor", "--yes", "--allow-writes", "--allow", "void")
    entry = json.loads(file.read_text())["mcpServers"]["alegra"]
    assert Path(entry["command"]).is_absolute()
    assert entry["args"] == [
        "--profile", "sandbox", "mcp", "serve", "--allow-writes", "--allow=void",
    ]  # fmt: skip
    assert office.alegra.variables()["ALEGRA_TOKEN"] not in file.read_text()
    assert "stands there already" in install(
        office, "cursor", "--yes", "--allow-writes", "--allow", "void"
    )
    assert "Did you mean void?" in install(
        office, "cursor", "--yes", "--allow-writes", "--allow", "voids", code=2
    )


def test_every_other_character_of_a_json_file_stays(office: Office) -> None:
    file = Path(office.file(CURSOR, "mcp.json"))
    shown = install(office, "cursor", "--file", str(file), "--yes")
    assert "s3cret" not in shown
    text = file.read_text()
    assert text.startswith('{\n    "mcpServers": {\n        "alegra": {\n            "command"')
    assert text.endswith(CURSOR[CURSOR.index('        "other"') :])
    entry = json.loads(text)["mcpServers"]["alegra"]
    file.write_text(text.replace('"args": [', '"timeout": 9, "args": [', 1), encoding="utf-8")
    shown = install(office, "cursor", "--file", str(file), "--yes", "--allow-writes")
    assert '+                "--allow-writes"' in shown
    changed = json.loads(file.read_text())["mcpServers"]["alegra"]
    assert changed["timeout"] == 9
    assert changed["args"] == [*entry["args"], "--allow-writes"]
    told = office.alegra("mcp", "uninstall", "cursor", "--file", str(file), "--yes")
    assert told.code == 0
    assert "alegra" not in json.loads(file.read_text())["mcpServers"]
    assert file.read_text() == CURSOR


def test_a_file_with_comments_is_left_to_a_person(office: Office) -> None:
    commented = '{\n  // mine\n  "servers": {}\n}\n'
    file = Path(office.file(commented, "mcp.json"))
    told = install(office, "vscode", "--file", str(file), "--yes", code=2)
    assert '"type": "stdio"' in told
    assert "Put this into it yourself" in told
    assert file.read_text() == commented


def test_comments_of_a_toml_file_survive(office: Office) -> None:
    file = office.home / ".codex" / "config.toml"
    file.parent.mkdir()
    file.write_text(CODEX, encoding="utf-8")
    before = tomllib.loads(CODEX)
    install(office, "codex", "--yes")
    text = file.read_text()
    assert text.startswith(CODEX[: CODEX.index('command = "old"')])
    assert text.endswith("# the end\n[tui]\n")
    assert "a list of several lines" not in text
    entry = tomllib.loads(text)["mcp_servers"].pop("alegra")
    assert entry["args"] == ["--profile", "sandbox", "mcp", "serve"]
    assert entry["startup_timeout_sec"] == 30
    assert entry["env"]["A"] == "b"
    office.alegra("mcp", "uninstall", "codex", "--yes")
    after = tomllib.loads(file.read_text())
    before["mcp_servers"].pop("alegra")
    assert after == before
    assert "# mine" in file.read_text()


ENTRY = {"command": "/bin/alegra", "args": ["mcp", "serve"], "env": {"ALEGRA_CONFIG": "C:\\x"}}


@cases(
    "text",
    [
        "",
        "# mine\n",
        "[tui]\nx = 1",
        "[mcp_servers]\n# only a comment\n",
        "[mcp_servers.other]\r\nx = 1  # y\r\n\r\n[tui]\r\n",
        "[mcp_servers.a]\nx = 1\n[tui]\n[mcp_servers.b]\ny = 2\n",
        "mcp_servers.other.x = 1\n",
    ],
)
def test_a_toml_file_has_our_table_and_then_no_longer(text: str) -> None:
    with_it = toml_file.with_table("f", text, "mcp_servers", "alegra", ENTRY)
    assert with_it.startswith(text)
    assert tomllib.loads(with_it)["mcp_servers"]["alegra"] == ENTRY
    assert ("\n" in with_it.replace("\r\n", "")) is not ("\r\n" in text)
    assert toml_file.with_table("f", with_it, "mcp_servers", "alegra", ENTRY) == with_it
    without = toml_file.without_table("f", with_it, "mcp_servers", "alegra")
    assert without.rstrip() == text.rstrip()
    assert tomllib.loads(without) == tomllib.loads(text)


def test_an_entry_of_one_line_is_changed_where_it_stands() -> None:
    text = 'mcp_servers.alegra = {command = "old", timeout = 9}  # mine\n'
    after = toml_file.with_table("f", text, "mcp_servers", "alegra", ENTRY)
    assert after.endswith("  # mine\n")
    assert tomllib.loads(after)["mcp_servers"]["alegra"] == {"timeout": 9, **ENTRY}


def test_a_table_written_inline_is_left_to_a_person(office: Office) -> None:
    inline = 'mcp_servers = {other = {command = "x"}}\n'
    file = Path(office.file(inline, "config.toml"))
    told = install(office, "codex", "--file", str(file), "--yes", code=2)
    assert "[mcp_servers.alegra]" in told
    assert file.read_text() == inline


def test_the_place_of_each_system() -> None:
    env = {"HOME": "/h", "APPDATA": "/h/roaming"}
    found = {
        (client, system): own_file(client, env, system).as_posix()
        for client in ("claude", "vscode", "cursor", "codex")
        for system in ("linux", "darwin", "win32")
    }
    support = "/h/Library/Application Support"
    assert found["claude", "darwin"] == f"{support}/Claude/claude_desktop_config.json"
    assert found["claude", "win32"] == "/h/roaming/Claude/claude_desktop_config.json"
    assert found["vscode", "linux"] == "/h/.config/Code/User/mcp.json"
    assert found["vscode", "darwin"] == f"{support}/Code/User/mcp.json"
    assert found["cursor", "win32"] == "/h/.cursor/mcp.json"
    assert found["codex", "linux"] == "/h/.codex/config.toml"


def test_a_project_has_its_own_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.home)
    install(office, "claude", "--project", "--yes")
    assert "alegra" in json.loads((office.home / ".mcp.json").read_text())["mcpServers"]


def test_a_library_that_is_missing_is_told_of(
    alegra: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alegra_cli.assistant.install.command.find_spec", lambda name: None)
    told = alegra("mcp", "install", "cursor", "--yes", "--file", str(tmp_path / "mcp.json"))
    assert told.code == 0
    assert f"{sys.executable} -m pip install mcp tomlkit" in told.err
    told = alegra("mcp", "install", "codex", "--yes", "--file", str(tmp_path / "config.toml"))
    assert told.code == 2
    assert f"{sys.executable} -m pip install mcp tomlkit" in told.err
    assert not (tmp_path / "config.toml").exists()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (("mcp", "install", "claude-desktop"), "claude_desktop_config.json"),
        (("mcp", "install", "claude-code", "--project"), ".mcp.json"),
        (("mcp", "install", "claude-code"), ".claude.json"),
        (("mcp", "install", "vs-code", "--project"), ".vscode"),
        (("skill", "install", "--agent", "claude-code"), ".claude"),
        (("skill", "install", "--agent", "vscode"), ".github"),
        (("agent", "guard", "--host", "claude", "--write"), ".claude"),
    ],
)
def test_an_assistant_is_known_by_its_names_everywhere(
    office: Office, line: tuple[str, ...], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.home)
    env = {"XDG_CONFIG_HOME": str(office.home / ".config")}
    told = office.alegra(*line, "--yes", env=env)
    assert told.code == 0, told.err
    assert word in told.out + told.err
