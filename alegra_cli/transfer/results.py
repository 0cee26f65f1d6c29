"""What became of the rows: counted, and in a file for whoever has to correct some."""

from __future__ import annotations

import contextlib
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import as_text, replacing
from alegra_cli.i18n import N_, _
from alegra_cli.output.guard import guard
from alegra_cli.transfer.journal import CREATED
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.sending import NOT_SENT

COLUMNS = {
    "row": N_("Row"),
    "place": N_("Place"),
    "outcome": N_("Outcome"),
    "id": N_("Id"),
    "message": N_("Message"),
}


class Results:
    """Passes outcomes on, counts them and writes them down.

    path: of the result file, which is whole when the ``with`` is over; None for none. It is
    written as the file of the rows is: delimiter and encoding.
    """

    def __init__(self, path: Path | None, delimiter: str = ",", encoding: str = "utf-8") -> None:
        self.counts: Counter[str] = Counter()
        self.earlier = 0
        self.rows_told: set[int] = set()
        self.path = path
        self._delimiter = delimiter
        self._encoding = encoding
        self._open = contextlib.ExitStack()
        self._writer: Any = None
        self._problem: OSError | None = None

    def __enter__(self) -> Results:
        """Raises `AlegraError` where the file can't be made."""
        if self.path is not None:
            try:
                file = self._open.enter_context(replacing(self.path))
            except OSError as problem:
                raise _unwritable(self.path, problem) from problem
            text = self._open.enter_context(as_text(file, self._encoding))
            self._writer = csv.writer(text, delimiter=self._delimiter, lineterminator="\n")
            self._writer.writerow([_(title).lower() for title in COLUMNS.values()])
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Put the file in its place, after any end. Raises `AlegraError` where that can't be."""
        problem = self._problem
        try:
            self._open.__exit__(type(problem) if problem else None, problem, None)
        except OSError as worse:
            problem = worse
        if problem and self.path and kind is None:
            raise _unwritable(self.path, problem) from problem

    def over(self, outcomes: Iterable[RowOutcome]) -> Iterator[RowOutcome]:
        for outcome in outcomes:
            self.counts[outcome.state] += 1
            self.earlier += outcome.earlier
            self.rows_told.add(outcome.number)
            self._write(outcome)
            yield outcome

    def not_reached(self, rows: int, earlier: int) -> None:
        """Count the rows that were not looked at. earlier: how many earlier runs created."""
        left = max(0, rows - len(self.rows_told))
        done = min(left, max(0, earlier - self.earlier))
        self.counts[CREATED] += done
        self.earlier += done
        self.counts[NOT_SENT] += left - done

    def _write(self, outcome: RowOutcome) -> None:
        if self._writer is None or self._problem:
            return
        cells = outcome.record() | {"outcome": _(outcome.state)}
        try:
            self._writer.writerow([guard(str(cells[name])) for name in COLUMNS])
        except OSError as problem:
            # The journal has it all: a full disk here is told at the end.
            self._problem = problem


def _unwritable(path: Path, problem: OSError) -> AlegraError:
    hint = _("The journal has what became of each row; name another place with --results.")
    return unwritable(path, problem, hint)
