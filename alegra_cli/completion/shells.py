"""What a shell asks, answered in the lines that its script reads.

``=value<Tab>label`` is what a word can be. Before those may stand ``files`` (the shell completes
names of files), ``open`` (no blank after the value, since it goes on), ``lines`` (the values
have labels) and ``named`` (some do not begin with what was typed).
"""

# By hand: click's own protocol knows no PowerShell, no labels in bash and no cache, and starts
# the whole program for each Tab.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from alegra_cli.completion.command_line import CommandLine, command_line, quotation
from alegra_cli.completion.finding import completions
from alegra_cli.completion.items import Completions, Item, WordMeaning
from alegra_cli.output.visible import visible

if TYPE_CHECKING:
    from alegra_cli.app import App

LONGEST = 72  # characters of a label
# What COMP_TYPE says when bash shows what a word can be, and perhaps does nothing else.
LISTS, LISTS_AND_PUTS = ("63",), ("33", "64")


def completion_text(app: App, root: click.Command, shell: str, meant: WordMeaning) -> str:
    """What a word can be; empty for a shell that is not known."""
    writer = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _with_labels}[shell]
    line = command_line(shell, app.env)
    could = completions(app, root, line, meant)
    # A value that would not stay on one line, or might move the cursor, is none to offer.
    could.items = [item for item in could.items if visible(item.value) == item.value]
    lines = [name for name in ("files", "open") if getattr(could, name)]
    return "".join(text + "\n" for text in [*lines, *writer(could, line, app.env)])


def _common(texts: list[str]) -> str:
    """What all of them begin with."""
    first, last = min(texts, default=""), max(texts, default="")
    at = next((at for at, letter in enumerate(first) if last[at : at + 1] != letter), len(first))
    return first[:at]


def _label(item: Item) -> str:
    text = visible(" ".join(item.label.split()))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _name_mark(could: Completions, line: CommandLine) -> list[str]:
    return [] if all(item.value.startswith(line.word) for item in could.items) else ["named"]


def _with_labels(could: Completions, _line: CommandLine, _env: Mapping[str, str]) -> list[str]:
    return [f"={item.value}\t{_label(item)}" for item in could.items]


def _fish(could: Completions, line: CommandLine, _env: Mapping[str, str]) -> list[str]:
    """fish drops what has the typed text neither in the value nor in the label as it is."""
    told = []
    for item in could.items:
        label, text = _label(item), line.word.casefold()
        if text not in label.casefold() and not item.value.startswith(line.word):
            label += f" · {line.word}"
        told.append(f"={item.value}\t{label}")
    return told


def _zsh(could: Completions, line: CommandLine, _env: Mapping[str, str]) -> list[str]:
    labels = [_label(item) for item in could.items]
    if not any(labels):
        return _name_mark(could, line) + [f"={item.value}\t{item.text}" for item in could.items]
    width = min(30, max(len(item.text) for item in could.items))
    return [
        "lines",
        *_name_mark(could, line),
        *(
            f"={item.value}\t" + f"{item.text:<{width}}  {label}".rstrip()
            for item, label in zip(could.items, labels, strict=True)
        ),
    ]


def _bash(could: Completions, line: CommandLine, env: Mapping[str, str]) -> list[str]:
    """bash inserts what all values begin with, and shows no label beside a value.

    So ids are shown with theirs where it only shows them, and nothing is inserted in place of a
    name that several have.
    """
    how = env.get("COMP_TYPE", "")
    part = line.word.removeprefix(line.prefix)
    items = [item for item in could.items if item.value.startswith(line.prefix)]
    shows = how in (*LISTS, *LISTS_AND_PUTS) and len(items) > 1
    told = []
    for item in items:
        value = item.value.removeprefix(line.prefix)
        label = _label(item) if item.record and shows else ""
        told.append(f"{value}  {label}" if label else quotation(value, line.quote))
    begin = _common(told)
    if len(told) > 1 and how not in LISTS and begin and not begin.startswith(part):
        told.append(" ")
    return ["=" + text for text in told]
