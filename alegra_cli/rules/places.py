"""Where the path of a field leads in a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def places(body: Any, path: str) -> Iterator[tuple[str, Any, bool]]:
    """(concrete path, value, absent) for each place that a field's path names in the body.

    Elements of a list that is not there have no places: their list is what is missing.
    """
    yield from _walk(body, path.split("."), "")


def _walk(node: Any, parts: list[str], at: str) -> Iterator[tuple[str, Any, bool]]:
    name = parts[0].removesuffix("[]")
    here = f"{at}.{name}" if at else name
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
