"""The lines that a shell has to run to complete ``alegra``."""

from __future__ import annotations

from pathlib import Path

VARIABLE = "_ALEGRA_COMPLETE"
"""Set by the scripts of the shells: ``bash_complete``, or ``bash_source`` for the script."""
SHELLS = ("bash", "zsh", "fish", "powershell")
SCRIPTS = Path(__file__).parent / "scripts"


def script(shell: str) -> str:
    """The script of a shell; empty for one that is not known."""
    return (SCRIPTS / f"alegra.{shell}").read_text("utf-8") if shell in SHELLS else ""
