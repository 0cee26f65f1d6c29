"""Filters that the API ignored: what came back shows it, and nothing else tells."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from alegra_cli.i18n import _
from alegra_cli.output.columns import leaves, lookup

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import Search
    from alegra_cli.declare import Resource
    from alegra_cli.operations.calls import Query

_PLAIN = str.maketrans("áàäâãéèëêíìïîóòöôõúùüûñç", "aaaaaeeeeiiiiooooouuuunc")


class IgnoredFilters:
    """Looks at records as they pass, for what they were asked to have.

    query: what was sent. A filter that says where a record has its value is held against each; a
    search, whose fields nobody names, only against all of them together.
    """

    def __init__(self, resource: Resource, search: Search, query: Query = ()) -> None:
        self._filters = [
            (item.names[0], item.record_path, _plain(value))
            for item, value in search["filters"].items()
            if item.record_path and not item.compares and isinstance(value, str) and value.strip()
        ]
        text = search["query"] if resource.searchable else None
        self._words = _plain(text).split() if text else []
        self._records = self._hits = 0
        self._without: dict[str, int] = {}
        self._days = [*_period(resource, query), *_days(search, query)]

    def over(self, records: Iterable[Any]) -> Iterator[Any]:
        if not self._filters and not self._words and not self._days:
            yield from records
            return
        for record in records:
            self.fits(record)
            yield record

    def fits(self, record: Any) -> bool:
        """Whether a record has what was asked for, as far as it can be seen; counted."""
        self._records += 1
        missing = {
            option
            for option, path, value in self._filters
            if value not in _plain(lookup(record, path)[1])
        }
        for option, path, outside in self._days:
            day = str(lookup(record, path)[1] or "")[:10]
            if day and outside(day):
                missing.add(option)
        for option in missing:
            self._without[option] = self._without.get(option, 0) + 1
        if self._words:
            text = " ".join(_plain(value) for _path, value in leaves(record))
            self._hits += any(word in text for word in self._words)
        return not missing

    def notes(self) -> Iterator[str]:
        """A line for each filter that what came back does not have."""
        for option, count in self._without.items():
            yield _(
                "{option} seems to be ignored by this account: {count} of {records} records do "
                "not have what it asks for."
            ).format(option=option, count=count, records=self._records)
        if self._words and self._records and not self._hits:
            yield _(
                "--query seems to be ignored by this account: none of {records} records has those "
                "words."
            ).format(records=self._records)


Outside = tuple[str, str, Callable[[str], bool]]
"""(option, where the day is, whether a day lies outside)."""

_OUTSIDE: dict[str, Callable[[str, str], bool]] = {
    "=": operator.ne,
    ">": operator.le,
    ">=": operator.lt,
    "<": operator.ge,
    "<=": operator.gt,
}


def _days(search: Search, query: Query) -> list[Outside]:
    """What the filters of days ask for."""
    asked = dict(query)
    return [
        (item.names[0], item.record_path, partial(_is_outside, item.compares, asked[item.param]))
        for item, value in search["filters"].items()
        if item.compares and value is not None and item.param in asked
    ]


def _is_outside(sign: str, wanted: str, day: str) -> bool:
    return _OUTSIDE[sign](day, wanted)


def _period(resource: Resource, query: Query) -> list[Outside]:
    """The ends of the period that were asked for."""
    period, asked = resource.period, dict(query)
    if period is None or not period.record_path:
        return []
    ends: list[Outside] = []
    if first := asked.get(period.since):
        ends.append(("--since", period.record_path, lambda day: day < first))
    if last := asked.get(period.until):
        ends.append(("--until", period.record_path, lambda day: day > last))
    return ends


def _plain(value: Any) -> str:
    """A text without case, accents and hyphens, in which another may be."""
    text = "" if value is None else str(value)
    return text.casefold().translate(_PLAIN).replace("-", "")
