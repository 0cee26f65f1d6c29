"""The columns of a sheet of records that differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alegra_cli.output.columns import leaves


def header_of(first: list[Any], declared: list[str]) -> list[str]:
    """The declared columns, then everything else that the first records have.

    All the declared ones, whatever the records have, so that a script knows its columns.
    """
    seen = Paths()
    for record in first:
        seen.see(record)
    return seen.header(declared)


class Paths:
    """The paths of records that pass, in the order they were met."""

    def __init__(self) -> None:
        self._has_value: dict[str, bool] = {}

    def see(self, record: Any) -> None:
        for path, value in leaves(record):
            self._has_value[path] = self._has_value.get(path, False) or not is_empty(value)

    def add(self, others: Paths) -> None:
        for path, filled in others._has_value.items():
            self._has_value[path] = self._has_value.get(path, False) or filled

    def header(self, declared: list[str]) -> list[str]:
        """The declared columns, then the others."""
        if not self._has_value:
            return declared
        # An object that is empty or null in one record and filled in another needs only the
        # columns of the filled one; one that is a text in another needs a column of its own.
        outer = objects([*self._has_value, *declared])
        rest = [
            path
            for path, filled in self._has_value.items()
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
