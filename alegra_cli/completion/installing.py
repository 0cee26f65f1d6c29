"""Where a shell finds the script: a file of ours, and the line that makes the shell read it.

The script itself lies in that file, so that no shell has to start the program to start itself.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from alegra_cli.completion.script import VARIABLE, script
from alegra_cli.config import paths
from alegra_cli.files import private_folder, write_whole


class ScriptFile(NamedTuple):
    """script: our file. start: the file that the shell reads; None where it finds ours alone."""

    script: Path
    start: Path | None
    line: str


def place(env: Mapping[str, str], shell: str) -> ScriptFile:
    home = Path(env.get("HOME") or Path.home())
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    if shell == "fish":
        return ScriptFile(config / "fish" / "completions" / "alegra.fish", None, "")
    ending = "ps1" if shell == "powershell" else shell
    own = paths.data_dir(env) / "completion" / f"alegra.{ending}"
    if shell == "powershell":
        text = str(own).replace("'", "''")
        return ScriptFile(
            own, _profile(env, home, config), f"if (Test-Path '{text}') {{ . '{text}' }}"
        )
    quoted = shlex.quote(str(own))
    start = home / ".bashrc" if shell == "bash" else Path(env.get("ZDOTDIR") or home) / ".zshrc"
    return ScriptFile(own, start, f"[ -r {quoted} ] && . {quoted}")


def _profile(env: Mapping[str, str], home: Path, config: Path) -> Path:
    """What PowerShell calls ``$PROFILE``; 5.1 and 7 have one each on Windows."""
    name = "Microsoft.PowerShell_profile.ps1"
    if sys.platform != "win32":
        return config / "powershell" / name
    newer = "\\PowerShell\\" in env.get("PSModulePath", "")
    return home / "Documents" / ("PowerShell" if newer else "WindowsPowerShell") / name


def is_installed(where: ScriptFile, shell: str) -> bool:
    return _text(where.script) == script(shell) and (
        where.start is None or where.line in _text(where.start).splitlines()
    )


def install(where: ScriptFile, shell: str) -> None:
    """Raises ``OSError``."""
    if where.start is not None:
        private_folder(where.script.parent)  # below the configuration, which may not be there yet
    _write(where.script, script(shell))
    if where.start is not None:
        kept = _text(where.start)
        if where.line not in kept.splitlines():
            kept += "" if not kept or kept.endswith("\n") else "\n"
            _write(where.start, kept + where.line + "\n")


def traces(where: ScriptFile) -> bool:
    """Whether anything of it is there, also of what was written by hand."""
    return where.script.exists() or _without(where) is not None


def uninstall(where: ScriptFile) -> None:
    """Raises ``OSError``."""
    kept = _without(where)
    if where.start is not None and kept is not None:
        _write(where.start, kept)
    where.script.unlink(missing_ok=True)


def _without(where: ScriptFile) -> str | None:
    """The start file without our lines; None where it has none."""
    if where.start is None:
        return None
    lines = _text(where.start).splitlines(keepends=True)
    rest = [line for line in lines if line.strip() != where.line and VARIABLE not in line]
    return "".join(rest) if len(rest) < len(lines) else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    write_whole(file, text, mode)
