"""Where the path of a field leads in a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def places(body: Any, path: str) -> Iterator[tuple[str, Any, bool]]:
    """(concrete path, value, absent) for each place that a field's path names in the body.

    Elements of a list that is not there have no places: their list is what is missing. A number
    is a position in a list, as in a concrete path.
    """
    yield from _walk(body, path.split("."), "")


def beside(path: str, place: str) -> str:
    """The path of another field, in the same elements of lists as a concrete path.

    ``items[].id`` beside ``items.2.price`` is ``items.2.id``.
    """
    parts, concrete = path.split("."), place.split(".")
    at = 0
    for number, part in enumerate(parts):
        if at >= len(concrete) - 1 or part.removesuffix("[]") != concrete[at]:
            break
        at += 1
        if part.endswith("[]"):
            if not concrete[at].isdecimal():
                break
            parts[number] = f"{concrete[at - 1]}.{concrete[at]}"
            at += 1
    return ".".join(parts)


def _walk(node: Any, parts: list[str], at: str) -> Iterator[tuple[str, Any, bool]]:
    name = parts[0].removesuffix("[]")
    here = f"{at}.{name}" if at else name
    if isinstance(node, list) and name.isdecimal() and int(name) < len(node):
        node = {name: node[int(name)]}
    if not isinstance(node, dict):
        return
    if name not in node:
        if "[]" not in parts[0] and len(parts) == 1:
            yield here, None, True
        return
    value = node[name]
    if parts[0].endswith("[]"):
        if not isinstance(value, list):
            return
        for index, item in enumerate(value):
            if len(parts) == 1:
                yield f"{here}.{index}", item, False
            else:
                yield from _walk(item, parts[1:], f"{here}.{index}")
    elif len(parts) == 1:
        yield here, value, False
    else:
        yield from _walk(value, parts[1:], here)
