"""Updates where the API replaces the whole record: read, merge, write."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from alegra_cli.declare import Ref, Resource
from alegra_cli.dotted_path import with_change


def merged_body(
    current: dict[str, Any], changes: dict[str, Any], resource: Resource
) -> dict[str, Any]:
    """The body that changes only what `changes` names.

    Everything the API sent goes back, in the form it takes on writing, except what the
    resource declares read-only; objects merge key by key, lists are replaced.
    """
    body = {key: value for key, value in current.items() if key not in resource.read_only}
    for group in resource.synonyms:
        if any(name in changes for name in group):
            other = [name for name in group if name not in changes]
            body = {key: value for key, value in body.items() if key not in other}
    return writable(_deep(body, changes), resource)


def before_and_after(
    current: dict[str, Any], changes: dict[str, Any], resource: Resource
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The record as it is and as it becomes, both as the API takes them."""
    return merged_body(current, {}, resource), merged_body(current, changes, resource)


def partial_body(
    current: dict[str, Any], changes: dict[str, Any], keys: Iterable[str], resource: Resource
) -> dict[str, Any]:
    """The body of an update that keeps what is not sent: the changes, and the `keys` it wants.

    Of two fields that say the same thing the one that changes goes alone.
    """
    dropped = {
        name
        for group in resource.synonyms
        if any(name in changes for name in group)
        for name in group
        if name not in changes
    }
    wanted = {
        key: current[key]
        for key in keys
        if key not in dropped and current.get(key) not in (None, "", {}, [])
    }
    return writable(_deep(wanted, changes), resource)


def writable(body: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """A record as the API takes it: related records by their id, booleans where it says yes/no."""
    result = body
    for field in resource.fields:
        if isinstance(field.kind, Ref) and "[]" not in field.path:
            result = with_change(result, field.path, functools.partial(_reference, field.kind.key))
        elif field.kind == "yesno":
            result = with_change(result, field.path, _yes_no)
    return result


def differences(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """(dotted path, old, new) for everything that differs; a missing side is None."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            inner = f"{path}.{key}" if path else key
            yield from differences(before.get(key), after.get(key), inner)
    elif before != after:
        yield path, before, after


def _deep(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in changes.items():
        mine = result.get(key)
        if isinstance(mine, dict) and isinstance(value, dict):
            value = _deep(mine, value)
        result[key] = value
    return result


def _reference(key: str, value: Any) -> Any:
    return {key: value[key]} if isinstance(value, dict) and key in value else value


def _yes_no(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
