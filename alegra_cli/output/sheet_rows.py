"""Records that wait in a file until it is known which columns all of them have."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any

from alegra_cli.files.record_file import RecordFile
from alegra_cli.output.header import Paths


class SheetRows:
    """The rows of a sheet, in the order in which they came. count: how many there are."""

    def __init__(self) -> None:
        self._rows = RecordFile()
        self._paths = Paths()

    def __enter__(self) -> SheetRows:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._rows.close()

    @property
    def count(self) -> int:
        return self._rows.count

    def add(self, record: dict[str, Any]) -> None:
        """Raises ``OSError`` where the disk is full."""
        self._paths.see(record)
        self._rows.add(record)

    def columns(self, declared: list[str]) -> list[str]:
        """The declared paths, then every other that a record has."""
        return self._paths.header(declared)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)
