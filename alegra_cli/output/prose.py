"""Sentences for a person on a terminal: wrapped between words, commands on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A command to type, as the messages write it; a single word in between is only a name.
_COMMAND = re.compile(r"`((?:alegra|pip|pipx|uv|\$) [^`]+)`")
_AFTER = re.compile(r"^[\s.,;:]*$")
INDENT = "  "


def on_terminal(text: str, width: int) -> str:
    """The lines of a text in at most `width` columns; what is indented stays so.

    A command gets a line of its own, whole, to be copied.
    """
    return "\n".join(part for line in text.split("\n") for part in _lines(line, width))


def _lines(line: str, width: int) -> Iterator[str]:
    from alegra_cli.output.fitting import width_of

    if not _COMMAND.search(line) and width_of(line) <= width:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip(" "))]
    rest, last = line[len(indent) :], 0
    for command in _COMMAND.finditer(rest):
        yield from _sentence(rest[last : command.start()], indent, width, bool(last))
        yield f"{indent}{INDENT * 2}{command[1]}"
        last = command.end()
    if not last or not _AFTER.match(rest[last:]):
        yield from _sentence(rest[last:], indent, width, bool(last))


def _sentence(text: str, indent: str, width: int, goes_on: bool) -> Iterator[str]:
    """goes_on: whether it is the rest of a line, after a command."""
    from alegra_cli.output.fitting import text_lines

    text = text.lstrip(" ,;.").rstrip() if goes_on else text.rstrip()
    room = max(width - len(indent) - len(INDENT), 20)
    for number, line in enumerate(text_lines(text, room, breaks=False) if text else ()):
        yield f"{indent}{INDENT if number or goes_on else ''}{line}"
