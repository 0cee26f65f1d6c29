"""Finishing a person's words in their shell, silently and with at most one request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from alegra_cli.app import App

VARIABLE = "_ALEGRA_COMPLETE"
"""Set by the scripts of the shells: ``bash_complete``, or ``bash_source`` for the script."""
SHELLS = ("bash", "zsh", "fish", "powershell")
SCRIPTS = Path(__file__).parent / "scripts"

Meant = Callable[[list[str]], list[str]]
"""The words of a command line with the person's own words replaced."""


def answer(app: App, root: click.Command, instruction: str, meant: Meant) -> int:
    """Write what the shell asks for; nothing at all when anything goes wrong."""
    shell, _line, what = instruction.partition("_")
    try:
        if what == "source":
            app.stdout.write(script(shell))
        elif what == "complete":
            from alegra_cli.completion.shells import asked

            app.stdout.write(asked(app, root, shell, meant))
        app.stdout.flush()
    except Exception:  # a person who types must not be told about our troubles
        return 0
    return 0


def script(shell: str) -> str:
    """The lines that a shell has to run to complete ``alegra``; empty for one not known."""
    return (SCRIPTS / f"alegra.{shell}").read_text("utf-8") if shell in SHELLS else ""
