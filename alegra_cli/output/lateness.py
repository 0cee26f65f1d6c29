"""Days that are past while a record still waits for something, such as what is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from alegra_cli.output.colour import RED
from alegra_cli.output.columns import View, lookup

NO_STYLES: Mapping[str, str] = MappingProxyType({})


class Lateness:
    """today: the day it is for the company, ISO; empty where nobody knows or wants it."""

    def __init__(self, views: Sequence[View], today: str) -> None:
        self._views = [view for view in views if view.late_while] if today else []
        self._today = today

    def styles(self, record: Any) -> dict[str, str]:
        """The styles of what is late in a whole record, by its path."""
        return {
            path: RED
            for view in self._views
            for path in (view.path, *view.also)
            if self._is_late(record, path, view)
        }

    def _is_late(self, record: Any, path: str, view: View) -> bool:
        day, state = lookup(record, path)[1], lookup(record, "status")[1]
        # What is due today is not late yet.
        return isinstance(day, str) and "" < day[:10] < self._today and state in view.late_while
