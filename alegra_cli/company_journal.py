"""What was sent in the name of a company, written before it is sent.

One file for each company, one checked line a fact, each on the disk before anything follows it.
A line that is not whole at the end of the file was never finished, so what it announces was never
sent; any other line that can't be read stops everything.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import damaged_line, unwritable
from alegra_cli.files import checksums, lock_on, private_folder

Entry = TypeVar("Entry", bound=NamedTuple)


class DamagedJournal(AlegraError):
    """The record of what was sent can't be read, so nothing is sent."""

    kind = "journal"


class CompanyJournal(Generic[Entry]):
    """The facts of one kind, of one company, whatever the profile is called.

    kind: what the file's name begins with. company: identifies it to the API. parsed: the entry of
    a line; raises ``TypeError`` or ``ValueError`` for what is none.
    """

    def __init__(
        self, folder: Path, kind: str, company: str, parsed: Callable[[dict[str, Any]], Entry]
    ) -> None:
        key = hashlib.sha256(company.encode()).hexdigest()[:16]
        self.path = folder / f"{kind}-{key}.jsonl"
        self._lock = folder / f"{kind}-{key}.lock"
        self._entry_of = parsed

    @contextlib.contextmanager
    def alone(self, without: str, damaged: str) -> Iterator[list[Entry]]:
        """Hold the journal among all processes, and know what is in it.

        without: the hint where it can't be written, translated, and damaged: where a line can't be
        read. Raises `DamagedJournal`, or `AlegraError` where it can't be written.
        """
        try:
            private_folder(self.path.parent)
            # A lock file of its own, since a person may move the journal away while it is held. It
            # is read under the lock: what was read before could be announced by another process.
            with lock_on(self._lock):
                yield self._read(damaged)
        except BrokenPipeError:
            raise  # of the output, which is shown meanwhile
        except OSError as problem:
            raise unwritable(self.path, problem, without) from problem

    def append(self, entries: Iterable[Entry]) -> None:
        """On the disk, all of them, when this returns. Raises ``OSError``."""
        # In one append: a crash in between leaves either no line or a last one that is cut.
        lines = b"".join(checksums.line(entry._asdict()) for entry in entries)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            checksums.append(descriptor, lines)
        finally:
            os.close(descriptor)

    def _read(self, hint: str) -> list[Entry]:
        entries = []
        try:
            for number, told in enumerate(checksums.read(self.path), 1):
                try:
                    entries.append(self._entry_of(told))
                except (TypeError, ValueError) as problem:
                    raise checksums.DamagedLine(number) from problem
        except checksums.DamagedLine as problem:
            raise damaged_line(self.path, problem.number, hint, DamagedJournal) from problem
        return entries
