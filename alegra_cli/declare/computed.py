"""What a computed report gets and gives: data in, data out, no HTTP and no printing.

The function that an action's ``run`` names takes a `Reader` and a mapping of its arguments and
given filters by name, dates in ISO, and returns a `Computed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from alegra_cli.declare.field import Column


class Reader(Protocol):
    """Reads records of the account, every page, with exact numbers.

    country: as the API spells it, or None where it is not known.
    today: the company's day, ISO.
    """

    country: str | None
    today: str

    def records(self, resource: str, **query: str) -> Iterator[dict[str, Any]]:
        """The records of a declared resource; `query` are parameters of the API.

        Raises `AlegraError`.
        """

    def one(self, resource: str, key: str = "") -> dict[str, Any]:
        """One record; no key for a resource that is a single record. Raises `AlegraError`."""


class Computed(NamedTuple):
    """The outcome of a computation: rows, their columns, and lines for a person.

    totals: rows that stand below the others in a table, and nowhere else.
    """

    rows: Iterable[Mapping[str, Any]]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    totals: tuple[Mapping[str, Any], ...] = ()
