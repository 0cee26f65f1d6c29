"""Finishing a person's words in their shell, silently and with at most one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from alegra_cli.app import App

VARIABLE = "_ALEGRA_COMPLETE"
"""Set by the scripts of the shells: ``bash_complete``, ``zsh_source`` …"""
SHELLS = ("bash", "zsh", "fish", "powershell")


def answer(
    app: App, root: click.Command, instruction: str, meant: Callable[[list[str]], list[str]]
) -> int:
    """Write what the shell asks for; nothing at all when anything goes wrong.

    meant: replaces the person's own words in a command line.
    """
    from alegra_cli.completion.shells import asked

    try:
        app.stdout.write(asked(app, root, instruction, meant))
    except Exception:  # a person who types must not be told about our troubles
        return 0
    return 0


def script(root: click.Command, shell: str) -> str:
    """The lines that a shell has to run to complete ``alegra``."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    return found(root, {}, "alegra", VARIABLE).source()
