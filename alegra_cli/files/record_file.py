"""Records that wait outside of memory until it is their turn; only one of them is in memory."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from collections.abc import Iterator
from typing import Any

# Bytes that are kept in memory: most commands give a few rows.
_SMALL = 1 << 15


class RecordFile:
    """Records in the order in which they came. count: how many there are.

    The file has no name: nothing of it stays where the program is killed, and nobody else can
    write what is read back from it.
    """

    def __init__(self) -> None:
        self.count = 0
        self._file = tempfile.SpooledTemporaryFile(_SMALL)  # noqa: SIM115 - `close` closes it

    def add(self, record: Any) -> None:
        """Raises ``OSError`` where the disk is full."""
        # A tenth of the time that JSON takes, which many companies would wait for.
        pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
        self.count += 1

    @contextlib.contextmanager
    def all_or_none(self) -> Iterator[None]:
        """What was added within goes again where that ends in an error."""
        start, before = self._file.tell(), self.count
        try:
            yield
        except BaseException:
            self._file.seek(start)
            self._file.truncate()
            self.count = before
            raise

    def __iter__(self) -> Iterator[Any]:
        self._file.seek(0)
        for _number in range(self.count):
            yield pickle.load(self._file)

    def close(self) -> None:
        self._file.close()
