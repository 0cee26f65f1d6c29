"""Dotted paths into a body or a record: ``client.name``, ``items.0.price``.

What a person asks for as a column goes through `output.columns.lookup`, which gathers lists;
where a declared field stands in a body, through `rules.places`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alegra_cli.i18n import _


class NoPlace(ValueError):
    """Something else stands where the path leads; the text says what."""


def at(record: Any, path: str) -> Any:
    """What stands there; None where nothing does."""
    for name in path.split("."):
        if isinstance(record, dict):
            record = record.get(name)
        elif isinstance(record, list) and _position(name) and int(name) < len(record):
            record = record[int(name)]
        else:
            return None
    return record


def top_key(path: str) -> str:
    """The key of the body itself that a path leads through: ``items`` of ``items[].price``."""
    return path.partition(".")[0].removesuffix("[]")


def put(node: Any, names: Sequence[str], value: Any) -> Any:
    """A copy of the body with the value where these names lead; what lacks is made.

    A number makes or extends a list. Raises `NoPlace`.
    """
    if not names:
        return value
    head, rest = names[0], names[1:]
    if node is None:
        node = [] if head.isascii() and head.isdecimal() else {}
    if isinstance(node, list):
        return _put_in_list(node, head, rest, value)
    if not isinstance(node, dict):
        raise NoPlace(_("{head} would be inside a single value.").format(head=head))
    return {**node, head: put(node.get(head), rest, value)}


def put_at(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """`put` by the dotted path of a declaration, whose names have no dots of their own."""
    return dict(put(body, path.split("."), value))


def _put_in_list(node: list[Any], head: str, rest: Sequence[str], value: Any) -> list[Any]:
    if not _position(head):
        raise NoPlace(_("{head!r} is not a position in a list.").format(head=head))
    index = int(head)
    if index > len(node):
        text = _("the list has {count} elements, so the next is {count}.")
        raise NoPlace(text.format(count=len(node)))
    old = node[index] if index < len(node) else None
    return [*node[:index], put(old, rest, value), *node[index + 1 :]]


def with_change(node: Any, path: str, change: Callable[[Any], Any]) -> Any:
    """A copy of the body with what stands there changed; itself where nothing does."""
    head, dot, rest = path.partition(".")
    if not isinstance(node, dict) or head not in node:
        return node
    return {**node, head: with_change(node[head], rest, change) if dot else change(node[head])}


def _position(name: str) -> bool:
    # Longer ones are none: no list has so many elements, and int() refuses very long texts.
    return name.isascii() and name.isdecimal() and len(name) <= 6
