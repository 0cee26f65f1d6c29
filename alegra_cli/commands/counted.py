"""An iterable that knows how much of it was read, and tells a person who waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from alegra_cli.i18n import ngettext

# A page of the API: a list that is over by then needs no progress.
_QUIET = 30
_CLEAR = "\r\x1b[K"


class Counted:
    """The records themselves, counted as they pass.

    progress: a terminal to show the count on while more than a page is read; None for none.
    """

    def __init__(self, records: Iterable[Any], progress: TextIO | None = None) -> None:
        self.number = 0
        self._records = records
        self._progress = progress

    def __iter__(self) -> Iterator[Any]:
        try:
            for record in self._records:
                self.number += 1
                if self._progress and self.number > _QUIET and self.number % _QUIET == 1:
                    self._tell(self._progress)
                yield record
        finally:
            if self._progress and self.number > _QUIET:
                self._progress.write(_CLEAR)
                self._progress.flush()

    def _tell(self, terminal: TextIO) -> None:
        text = ngettext("{count} record …", "{count} records …", self.number)
        terminal.write(_CLEAR + text.format(count=self.number))
        terminal.flush()
