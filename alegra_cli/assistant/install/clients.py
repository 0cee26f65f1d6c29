"""Where each assistant keeps its list of servers, and what an entry looks like there."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

NAME = "alegra"


class Assistant(NamedTuple):
    """title: as people call it. key: where the servers stand in its file. project: its file in
    a folder of work. typed: whether an entry says that it is a program.
    """

    title: str
    key: str
    project: str
    typed: bool = False
    toml: bool = False


CLIENTS = {
    "claude": Assistant("Claude", "mcpServers", ".mcp.json"),
    "claude-code": Assistant("Claude Code", "mcpServers", ".mcp.json"),
    "codex": Assistant("Codex", "mcp_servers", ".codex/config.toml", toml=True),
    "cursor": Assistant("Cursor", "mcpServers", ".cursor/mcp.json"),
    "vscode": Assistant("VS Code", "servers", ".vscode/mcp.json", typed=True),
}


def own_file(client: str, env: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The file of this user, for every folder."""
    home = Path(env.get("HOME") or env.get("USERPROFILE") or Path.home())
    if client == "cursor":
        return home / ".cursor" / "mcp.json"
    if client == "codex":
        return Path(env.get("CODEX_HOME") or home / ".codex") / "config.toml"
    if client == "claude-code":
        return home / ".claude.json"
    settings = _settings(home, env, platform)
    if client == "claude":
        return settings / "Claude" / "claude_desktop_config.json"
    return settings / "Code" / "User" / "mcp.json"


def _settings(home: Path, env: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(env.get("APPDATA") or home / "AppData" / "Roaming")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(env.get("XDG_CONFIG_HOME") or home / ".config")


def program() -> list[str]:
    """What starts this program from anywhere: an assistant does not know the shell's PATH."""
    beside = Path(sys.executable).with_name("alegra.exe" if sys.platform == "win32" else "alegra")
    if beside.exists():
        return [str(beside)]
    found = shutil.which("alegra")
    return [str(Path(found).absolute())] if found else [sys.executable, "-m", "alegra_cli"]


def entry(client: Assistant, words: list[str], variables: Mapping[str, str]) -> dict[str, Any]:
    """What stands under our name."""
    told: dict[str, Any] = {"type": "stdio"} if client.typed else {}
    told |= {"command": words[0], "args": words[1:]}
    return {**told, "env": dict(variables)} if variables else told
