"""The page of a list that a plugin's route gives whole, as the guide's does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_PAGING = ("start", "limit")
# Where an answer has several lists, the one of the records.
_ROWS = ("data", "results", "rows")


class MountQuery(Mapping[str, str]):
    """The query of a plugin's route. is_paged: whether the route looked at the page itself."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.is_paged = False

    def __getitem__(self, name: str) -> str:
        self.is_paged = self.is_paged or name in _PAGING
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def page_of(body: Any, query: Mapping[str, str]) -> Any:
    """The rows that were asked for, where the route gave all; anything else as it is.

    Without `start` pages are counted, or go on from a record: only the route knows how.
    """
    if not isinstance(query, MountQuery) or query.is_paged:
        return body
    start, limit = query.get("start", ""), query.get("limit", "")
    if not start.isdecimal() or not (limit.isdecimal() or not limit):
        return body
    first = int(start)
    window = slice(first, first + int(limit) if limit else None)
    if isinstance(body, list):
        return body[window]
    if isinstance(body, dict) and (key := _rows_key(body)):
        return {**body, key: body[key][window]}
    return body


def _rows_key(body: dict[str, Any]) -> str:
    """Where the rows are; empty where no key is sure to have them."""
    lists = [key for key, value in body.items() if isinstance(value, list)]
    return lists[0] if len(lists) == 1 else next((key for key in _ROWS if key in lists), "")
