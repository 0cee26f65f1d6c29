"""The few records that show all that many of them show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Sign = tuple[str, str, bool, str]


def one_of_every_kind(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some of the records, in their order: in each state, every kind of value at every place."""
    left = [(place, set(signs(record))) for place, record in enumerate(records)]
    missing: set[Sign] = set().union(*(found for _place, found in left))
    chosen = []
    while missing:
        best, found = max(left, key=lambda one: len(one[1] & missing))
        chosen.append(best)
        missing -= found
    return [records[place] for place in sorted(chosen)]


def signs(record: dict[str, Any]) -> Iterator[Sign]:
    """Each place of the record with the kind of value there, and whether it is an empty one."""
    state = str(record.get("status"))
    for place, value in _values(record, ""):
        yield place, type(value).__name__, bool(value), state


def _values(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    yield place, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, f"{place}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from _values(inner, f"{place}[]")
