"""An iterable that knows how much of it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Counted:
    """The records themselves, counted as they pass."""

    def __init__(self, records: Iterable[Any]) -> None:
        self.number = 0
        self._records = records

    def __iter__(self) -> Iterator[Any]:
        for record in self._records:
            self.number += 1
            yield record
