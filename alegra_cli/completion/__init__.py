"""Finishing a person's words in their shell, silently and with at most one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from alegra_cli.app import App
    from alegra_cli.completion.items import WordMeaning


def answer(app: App, root: click.Command, instruction: str, meant: WordMeaning) -> int:
    """Write what the shell asks for; nothing at all when anything goes wrong."""
    shell, _line, what = instruction.partition("_")
    try:
        if what == "source":
            from alegra_cli.completion.script import script

            app.stdout.write(script(shell))
        elif what == "complete":
            from alegra_cli.completion.shells import completion_text

            app.stdout.write(completion_text(app, root, shell, meant))
        app.stdout.flush()
    except Exception:  # a person who types must not be told about our troubles
        return 0
    return 0
