"""What became of each row so far, whoever has heard of it: for a run that is interrupted."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import TYPE_CHECKING

from alegra_cli.i18n import _
from alegra_cli.transfer.journal import UNKNOWN

if TYPE_CHECKING:
    from alegra_cli.transfer.outcome import RowOutcome


class Tally:
    """Kept by the threads that send, read by the one that tells."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._starts: dict[int, RowOutcome] = {}
        self._ends: dict[int, RowOutcome] = {}

    def begin(self, row: RowOutcome) -> None:
        """Its request leaves now. row: without anything that became of it."""
        with self._guard:
            self._starts[row.number] = row

    def end(self, outcome: RowOutcome) -> RowOutcome:
        with self._guard:
            self._starts.pop(outcome.number, None)
            self._ends[outcome.number] = outcome
        return outcome

    def rest(self, told: Collection[int]) -> list[RowOutcome]:
        """What is known of the rows that were not told of; of those under way, nothing is."""
        with self._guard:
            said = _("Interrupted while it waited for its answer.")
            found = {
                **self._ends,
                **{n: row._replace(state=UNKNOWN, message=said) for n, row in self._starts.items()},
            }
        return [found[number] for number in sorted(found) if number not in told]
