"""Records that may each be made by a write as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any


class LiveRecords:
    """The records, and whether it was they that failed and not what shows them."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._records = iter(records)
        self.failed = False

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        try:
            return next(self._records)
        except StopIteration:
            raise
        except BaseException:
            self.failed = True
            raise

    def finish(self) -> None:
        """What nobody can be shown is done all the same."""
        deque(self, maxlen=0)
