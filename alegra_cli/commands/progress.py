"""Records on their way out: counted, and a person who waits is told how far they are."""

# By hand: bars want a total, which is often not known here, and speak one language.

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from alegra_cli.errors import AlegraError, Interrupted
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.position import Position

# A page of the API: a list that is over by then needs no progress.
_QUIET = 30
_CLEAR = "\r\x1b[K"
_WIDTH = 20


class RecordCount:
    """The records themselves, counted as they pass.

    progress: a terminal to show the count on while more than a page is read; None for none.
    position: how far the reading has come, for the total and for where to go on from.
    resumes: whether the command has --start, which goes on from there.
    """

    def __init__(
        self,
        records: Iterable[Any],
        progress: TextIO | None = None,
        position: Position | None = None,
        resumes: bool = True,
    ) -> None:
        self.number = 0
        self._records = records
        self._progress = progress
        self._position = position
        self._resumes = resumes

    def __iter__(self) -> Iterator[Any]:
        began = time.monotonic()
        try:
            for record in self._records:
                self.number += 1
                if self._progress and self.number > _QUIET and self.number % _QUIET == 1:
                    self._tell(self._progress, time.monotonic() - began)
                yield record
        except AlegraError as problem:
            self._say_where(problem)
            raise
        except KeyboardInterrupt:
            interrupted = Interrupted()
            self._say_where(interrupted)
            raise interrupted from None
        finally:
            if self._progress and self.number > _QUIET:
                self._progress.write(_CLEAR)
                self._progress.flush()

    def _say_where(self, problem: AlegraError) -> None:
        """What was read is not lost, and need not be read again."""
        if self._position is None or not self._resumes or not self.number:
            return
        told = ngettext(
            "{count} record was read before; --start {start} goes on from there.",
            "{count} records were read before; --start {start} goes on from there.",
            self.number,
        ).format(count=self.number, start=self._position.next)
        problem.hint = f"{problem.hint} {told}".strip()

    def _tell(self, terminal: TextIO, seconds: float) -> None:
        total = self._position.total if self._position else None
        rate = self.number / seconds if seconds > 0 else 0.0
        if total and total >= self.number and rate:
            done = self.number * _WIDTH // total
            bar = "█" * done + "░" * (_WIDTH - done)
            text = _("{bar} {count} of {total} · {rate} a second · {left} s left").format(
                bar=bar,
                count=self.number,
                total=total,
                rate=int(rate),
                left=int((total - self.number) / rate) + 1,
            )
        else:
            text = ngettext("{count} record …", "{count} records …", self.number)
            text = text.format(count=self.number)
        terminal.write(_CLEAR + text)
        terminal.flush()
