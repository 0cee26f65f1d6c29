"""The lines of a document as rows of their own, each with the head that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at

# Of a list within a line, as its taxes; what is longer stays as it is.
_MOST_ELEMENTS = 3

LINE = "line"
"""The key of a line whose document has lists of several kinds."""


def head_of(resource: Resource) -> tuple[str, ...]:
    """The paths by which a line tells its document: id, number, day, and whose it is."""
    day = (resource.period.record_path,) if resource.period else ()
    party = tuple(item.path for item in resource.columns if item.path.endswith(".name"))
    paths = (resource.id_key, *resource.label[:1], *day, *resource.label[1:], *party[:1])
    return tuple(dict.fromkeys(path for path in paths if path))


def apart(
    resource: Resource, record: dict[str, Any]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The record without its lines, and the lines: objects by dotted paths, of the whole record.

    A line has ``items.0.price`` wherever it stands in its list: it is the only one of its row.
    Where a document has several lists, all of them share their columns: ``line.0.price``, and
    ``line`` names the list.
    """
    head = {path: at(record, path) for path in head_of(resource)}
    several = len(resource.lines) > 1
    lines = []
    for path in resource.lines:
        elements = at(record, path)
        if not isinstance(elements, list) or not elements:
            continue
        if all(isinstance(element, dict) for element in elements):
            own = {**head, LINE: path.rpartition(".")[2]} if several else head
            place = f"{LINE if several else path}.0"
            lines += [{**own, **dict(_flat(element, place))} for element in elements]
            record = _without(record, path.split("."))
    return record, lines


def _flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}")
    elif isinstance(value, list) and 0 < len(value) <= _MOST_ELEMENTS:
        for number, inner in enumerate(value):
            yield from _flat(inner, f"{path}.{number}")
    else:
        yield path, None if value in ([], {}) else value


def _without(record: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    first, *rest = keys
    if not rest:
        return {key: value for key, value in record.items() if key != first}
    return {**record, first: _without(record[first], rest)}
