"""Records that wait in a file until it is known which columns all of them have."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from alegra_cli.output.header import Paths


class Spool:
    """Records in the order in which they came; only one of them is in memory.

    count: how many there are. Its file has no name, is nobody else's, and goes with it.
    """

    def __init__(self) -> None:
        self.count = 0
        self._file = tempfile.TemporaryFile(prefix="alegra-")  # noqa: SIM115 - closed in __exit__
        self._paths = Paths()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, record: dict[str, Any]) -> None:
        """Raises ``OSError`` where the disk is full."""
        self._paths.see(record)
        pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
        self.count += 1

    def columns(self, declared: list[str]) -> list[str]:
        """The declared paths, then every other that a record has."""
        return self._paths.header(declared)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._file.seek(0)
        for _number in range(self.count):
            yield pickle.load(self._file)
