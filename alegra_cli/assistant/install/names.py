"""What assistants are called: the same words wherever one is named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

# By the word that is typed: what it may be called where the command knows no such assistant.
_ALSO = {
    "claude": ("claude-code",),
    "claude-code": ("claude",),
    "claude-desktop": ("claude",),
    "code": ("vscode",),
    "vs-code": ("vscode",),
    "vscode": ("copilot",),
    "github-copilot": ("copilot", "vscode"),
    "copilot": ("vscode",),
}


class AssistantName(click.Choice[str]):
    """One of the assistants that a command knows, by any of its names."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__(list(known), case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        word = str(value).strip().casefold().replace(" ", "-")
        if word not in self.choices:
            word = next((one for one in _ALSO.get(word, ()) if one in self.choices), str(value))
        return super().convert(word, param, ctx)
