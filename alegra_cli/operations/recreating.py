"""From a record that the API sent to the body that makes another one like it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from alegra_cli.declare import Field, Ref, Resource
from alegra_cli.dotted_path import top_key, with_change
from alegra_cli.operations.merging import writable


def creatable(record: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """The body of a create with everything of the record that a create takes.

    Left out: what the API makes itself (`left_out` names the rest), what is empty, and values
    that are spelled so only when read, as the type ``simple`` of an item (S53).
    """
    taken = _top(field for field in resource.fields if "create" in field.actions)
    body = {
        key: value
        for key, value in record.items()
        if key in taken and key not in resource.read_only and not _empty(value)
    }
    for field in resource.fields:
        if (
            field.choices
            and field.documented
            and "create" in field.actions
            and "." not in field.path
        ):
            body = _without_read_values(body, field)
    return _only_lines(writable(body, resource), resource)


def updatable(record: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """The body of an update with what a record that was read says, and was perhaps corrected.

    Left out: what only the API writes, values that are spelled so only when read, and the empty
    list or object that stands for no related record.
    """
    body = {key: value for key, value in record.items() if key not in resource.read_only}
    for field in resource.fields:
        value = body.get(field.path)
        nobody = isinstance(field.kind, Ref) and value in ([], {})
        if nobody or (isinstance(value, str) and value in field.read_choices):
            body = {key: item for key, item in body.items() if key != field.path}
    return writable(body, resource)


def left_out(record: dict[str, Any], resource: Resource) -> list[str]:
    """Keys of the record that say something and that no body can say."""
    known = _top(resource.fields) | set(resource.read_only) | {resource.id_key}
    return [key for key, value in record.items() if key not in known and not _empty(value)]


def afterwards(
    record: dict[str, Any], created: dict[str, Any], resource: Resource
) -> dict[str, Any]:
    """What only an update can bring over, where the created record differs: its status."""
    changes = {}
    for field in resource.fields:
        if "create" in field.actions or "." in field.path or field.path not in record:
            continue
        wanted = record[field.path]
        if field.path in created and created[field.path] != wanted and not _empty(wanted):
            changes[field.path] = wanted
    return changes


def _top(fields: Iterable[Field]) -> set[str]:
    return {top_key(field.path) for field in fields}


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _without_read_values(body: dict[str, Any], field: Field) -> dict[str, Any]:
    value = body.get(field.path)
    allowed = {choice.casefold() for choice in field.choices}
    if value is None or isinstance(value, list) or str(value).casefold() in allowed:
        return body
    return {key: value for key, value in body.items() if key != field.path}


def _only_lines(body: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """Elements that point at a record, with the declared keys alone: a line's total is no input."""
    lists: dict[str, set[str]] = {}
    for field in resource.fields:
        outer, bracket, _inner = field.path.rpartition("[].")
        if bracket and isinstance(field.kind, Ref) and "[]" not in outer:
            lists.setdefault(outer, set())
    for outer in lists:
        prefix = f"{outer}[]."
        lists[outer] = _top(
            Field(field.path.removeprefix(prefix))
            for field in resource.fields
            if field.path.startswith(prefix)
        )
        body = with_change(body, outer, functools.partial(_projection, lists[outer]))
    return body


def _projection(keys: set[str], items: Any) -> Any:
    """The elements of a list with these keys alone."""
    if not isinstance(items, list):
        return items
    return [
        {key: value for key, value in item.items() if key in keys}
        if isinstance(item, dict)
        else item
        for item in items
    ]
