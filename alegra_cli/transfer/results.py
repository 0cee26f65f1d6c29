"""What became of the rows: counted, and in a file for whoever has to correct some."""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alegra_cli.errors import AlegraError
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.files import ordinary
from alegra_cli.i18n import _
from alegra_cli.output.guard import guard
from alegra_cli.transfer.journal import CREATED
from alegra_cli.transfer.sending import NOT_SENT, Outcome

COLUMNS = ("row", "place", "outcome", "id", "message")


class Results:
    """Passes outcomes on, counts them and writes them down.

    path: of the result file, which is whole when the ``with`` is over; None for none.
    """

    def __init__(self, path: Path | None) -> None:
        self.counts: Counter[str] = Counter()
        self.earlier = 0
        self.told: set[int] = set()
        self.path = path
        self._temporary = ""
        self._stream: Any = None
        self._writer: Any = None
        self._problem: OSError | None = None
        if path is not None:
            try:
                descriptor, self._temporary = tempfile.mkstemp(
                    dir=path.parent, prefix=f".{path.name}."
                )
            except OSError as problem:
                raise _unwritable(path, problem) from problem
            self._stream = os.fdopen(descriptor, "w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._stream, lineterminator="\n")
            self._writer.writerow(COLUMNS)

    def __enter__(self) -> Results:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Put the file in its place. Raises `AlegraError` where it can't be written."""
        problem = self._problem
        if self._stream is not None:
            problem = self._close() or problem
        if problem and self.path and kind is None:
            raise _unwritable(self.path, problem) from problem

    def over(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self.counts[outcome.state] += 1
            self.earlier += outcome.earlier
            self.told.add(outcome.number)
            self._write(outcome)
            yield outcome

    def not_reached(self, rows: int, earlier: int) -> None:
        """Count the rows that were not looked at. earlier: how many earlier runs created."""
        left = max(0, rows - len(self.told))
        done = min(left, max(0, earlier - self.earlier))
        self.counts[CREATED] += done
        self.earlier += done
        self.counts[NOT_SENT] += left - done

    def _write(self, outcome: Outcome) -> None:
        if self._writer is None or self._problem:
            return
        cells = outcome.record()
        try:
            self._writer.writerow([guard(str(cells[name])) for name in COLUMNS])
        except OSError as problem:
            # The journal has it all: a full disk here is told at the end.
            self._problem = problem

    def _close(self) -> OSError | None:
        stream, self._stream = self._stream, None
        try:
            stream.close()
            if self._problem is None and self.path is not None:
                ordinary(self._temporary)
                os.replace(self._temporary, self.path)
                return None
        except OSError as problem:
            self._problem = problem
        with contextlib.suppress(OSError):
            os.unlink(self._temporary)
        return self._problem


def _unwritable(path: Path, problem: OSError) -> AlegraError:
    return AlegraError(
        _("{file} can't be written: {problem}").format(file=path, problem=reason(problem)),
        _("The journal has what became of each row; name another place with --results."),
    )
