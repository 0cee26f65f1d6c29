"""One value in a JSON file that belongs to another program; every other character stays.

The file is changed as text, so that nobody's lines are written anew, and then read again: if it
does not say exactly what it should, a person has to edit it.
"""

# By hand: no well-kept library of Python changes JSON in place. The whole is read by the json
# module before and after, so that the worst is a file that was left alone.

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from alegra_cli import exact
from alegra_cli.dotted_path import NoPlace, put
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input.body import parse_json

_SPACE = re.compile(r"[ \t\r\n]*")


class CantEdit(UsageProblem):
    """The file holds something that would be lost, so that a person has to edit it."""


def read_object(file: str, text: str) -> dict[str, Any]:
    """What the file says. Raises `CantEdit`, for comments too: JSON has none."""
    try:
        whole = parse_json(file, text) if text.strip() else {}
    except UsageProblem as problem:
        raise CantEdit(problem.message) from problem
    if not isinstance(whole, dict):
        raise CantEdit(_("{file} does not hold an object.").format(file=file))
    return whole


def with_value(file: str, text: str, path: list[str], value: Any) -> str:
    """The text with the value at this path. Raises `CantEdit`."""
    whole = read_object(file, text)
    try:
        wanted = put(whole, path, value)
    except NoPlace as problem:
        raise CantEdit(f"{file}: {problem}") from problem
    if wanted == whole and text.strip():
        return text
    if not text.strip():
        return exact.dumps(wanted, indent=2) + "\n"
    end = "\r\n" if "\r\n" in text else "\n"
    after = _splice(text, path, value, _step(text), end)
    if exact.loads(after) != wanted:
        raise CantEdit(
            _("{file} is written in a way that this program does not change.").format(file=file)
        )
    return after


def without_value(file: str, text: str, path: list[str]) -> str:
    """The text without the last name of the path."""
    whole: Any = read_object(file, text)
    for name in path:
        if not isinstance(whole, dict) or name not in whole:
            return text
        whole = whole[name]
    parent = _object(text, 0)
    for name in path[:-1]:
        parent = _object(text, parent.members[name][1])
    names = list(parent.members)
    at = names.index(path[-1])
    start, _value, end = parent.members[path[-1]]
    if at + 1 < len(names):
        end = parent.members[names[at + 1]][0]
    elif at:
        start = parent.members[names[at - 1]][2]
    else:
        start, end = parent.start + 1, parent.end - 1
    return text[:start] + text[end:]


class _Object(NamedTuple):
    """Where an object stands, and for each name where it, its value and the end of that are."""

    start: int
    end: int
    members: dict[str, tuple[int, int, int]]


def _object(text: str, at: int) -> _Object:
    """The object at this place of a text that is known to be JSON."""
    decoder = json.JSONDecoder()
    start = at = _after_space(text, at)
    at = _after_space(text, at + 1)
    members = {}
    while text[at] != "}":
        name, colon = decoder.raw_decode(text, at)
        value = _after_space(text, _after_space(text, colon) + 1)
        _read, end = decoder.raw_decode(text, value)
        members[name] = (at, value, end)
        at = _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return _Object(start, at + 1, members)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _splice(text: str, path: list[str], value: Any, step: int, line: str) -> str:
    found, depth = _object(text, 0), 0
    while len(path) > 1 and path[0] in found.members:
        place = found.members[path[0]][1]
        if text[place] != "{":
            break  # a null, which gives way
        found, path, depth = _object(text, place), path[1:], depth + 1
    for name in reversed(path[1:]):
        value = {name: value}
    written = _indentation(value, step, depth + 1, line)
    if path[0] in found.members:
        _name, start, end = found.members[path[0]]
        return text[:start] + written + text[end:]
    member = line + " " * step * (depth + 1) + exact.dumps(path[0]) + ": " + written
    if found.members:
        # In front, so that the line of a neighbour, which may hold a secret, is not touched.
        return text[: found.start + 1] + member + "," + text[found.start + 1 :]
    closing = line + " " * step * depth + "}"
    return text[: found.start + 1] + member + closing + text[found.end :]


def _indentation(value: Any, step: int, depth: int, line: str) -> str:
    text = exact.dumps(value, indent=step)
    return text.replace("\n", line + " " * step * depth)


def _step(text: str) -> int:
    for line in text.splitlines()[1:]:
        if line.strip():
            return min(max(len(line) - len(line.lstrip(" ")), 1), 8)
    return 2
