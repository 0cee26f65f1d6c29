"""A body as YAML with what a person has to know of each key behind it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from alegra_cli.exact import Number

_PLAIN = re.compile(r"[A-Za-zÁÉÍÓÚÑáéíóúñ][\w .@/-]*(?<! )")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
WIDTH = 80

Comment = Callable[[str], str]
"""The declared path of a key, ``items[].tax``, to what is said of it."""


def with_comment(body: dict[str, Any], comment: Comment) -> str:
    """The text, without a line end. No line is wider than `WIDTH` but for a long value."""
    return "\n".join(_object(body, "", "", comment))


def _object(node: dict[str, Any], indent: str, path: str, comment: Comment) -> Iterator[str]:
    for key, value in node.items():
        here = f"{path}.{key}" if path else key
        said = comment(here)
        if isinstance(value, dict) and value:
            yield from _line(f"{indent}{key}:", said, indent)
            yield from _object(value, indent + "  ", here, comment)
        elif isinstance(value, list) and value:
            yield from _line(f"{indent}{key}:", said, indent)
            yield from _list(value, indent, here + "[]", comment)
        else:
            yield from _line(f"{indent}{key}: {_scalar(value)}", said, indent)


def _list(node: list[Any], indent: str, path: str, comment: Comment) -> Iterator[str]:
    for item in node:
        if not isinstance(item, dict):
            yield f"{indent}- {_scalar(item)}"
            continue
        lines = list(_object(item, indent + "  ", path, comment))
        first = next(
            number for number, line in enumerate(lines) if not line.lstrip().startswith("#")
        )
        lines[first] = f"{indent}- {lines[first].removeprefix(indent + '  ')}"
        yield from lines


def _line(line: str, said: str, indent: str) -> Iterator[str]:
    """The line, what is said behind it, or above where there is no room."""
    if said and len(line) + len(said) + 4 > WIDTH:
        yield from textwrap.wrap(
            said,
            WIDTH,
            initial_indent=f"{indent}# ",
            subsequent_indent=f"{indent}# ",
            break_on_hyphens=False,
        )
        said = ""
    yield f"{line}  # {said}" if said else line


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, (bool, int, Number)) or value in ({}, []):
        return json.dumps(value) if not isinstance(value, Number) else str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
