"""The columns of a sheet of records that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from alegra_cli.output.columns import flattened


def header_of(first: list[Any], declared: list[str]) -> list[str]:
    """The declared columns, then everything else that the first records have.

    All the declared ones, whatever the records have, so that a script knows its columns.
    """
    if not first:
        return declared
    paths: dict[str, bool] = {}
    for record in first:
        for path, value in flattened(record):
            paths[path] = paths.get(path, False) or not is_empty(value)
    return columns_of(paths, declared)


def columns_of(paths: Mapping[str, bool], declared: Iterable[str]) -> list[str]:
    """The declared columns, then the other paths. paths: whether any record has something there."""
    # An object that is empty or null in one record and filled in another needs only the
    # columns of the filled one; one that is a text in another needs a column of its own.
    outer = objects([*paths, *declared])
    rest = [
        path
        for path, filled in paths.items()
        if path not in declared and (filled or path not in outer)
    ]
    return [*declared, *rest] or [""]


def is_empty(value: Any) -> bool:
    return value is None or value == {}


def objects(paths: Iterable[str]) -> set[str]:
    """The paths of the objects that hold these paths: a and a.b for a.b.c."""
    found: set[str] = set()
    for path in paths:
        outer = path.rpartition(".")[0]
        while outer:
            found.add(outer)
            outer = outer.rpartition(".")[0]
    return found
