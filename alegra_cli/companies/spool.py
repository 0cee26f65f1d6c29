"""What a command showed of one company, kept outside of memory until it is that one's turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from alegra_cli.declare import Column
from alegra_cli.files.record_file import RecordFile
from alegra_cli.output.header import Paths
from alegra_cli.output.screen import ScreenOptions
from alegra_cli.output.writer import Writer

NOT_SHEETS = ("table", "json", "jsonl", "yaml")
"""Formats that are written without knowing every column."""
OWN = "_company"
"""Where a record's own key `company` is, if it has one."""


class Spool:
    """The records of one company, and the lines beside them.

    columns: the declared ones. numbers: paths of fields that are numbers. sign: of decimals in the
    company's country, where it matters and is known. paths: those of all records, for formats that
    are sheets; keys: their own, for the others. options: how it was to be shown; None where nothing
    was. texts: lines for a person. notes: lines about the records.
    """

    def __init__(self) -> None:
        self._records = RecordFile()
        self.columns: list[Column] = []
        self.numbers: set[str] = set()
        self.sign: str | None = None
        self.paths = Paths()
        self.keys: dict[str, None] = {}
        self.options: ScreenOptions | None = None
        self.texts: list[str] = []
        self.notes: list[str] = []

    def write(self, records: Iterable[Any]) -> None:
        """Keep the records, or none of them: half a list looks like a whole one."""
        paths = Paths()
        sheet = self.options is not None and self.options.format not in NOT_SHEETS
        with self._records.all_or_none():
            for record in records:
                self._records.add(record)
                if sheet:
                    paths.see(of_company("", record))
                elif isinstance(record, dict):
                    self.keys.update(dict.fromkeys(record))
        self.paths.add(paths)

    @property
    def count(self) -> int:
        return self._records.count

    def records(self) -> Iterator[Any]:
        return iter(self._records)

    def end(self) -> None:
        """Where there were only lines for a person, they are what there is to show."""
        if self.count:
            self.notes += self.texts
        else:
            self.write({"text": line} for line in self.texts if line.strip())
        self.texts = []

    def close(self) -> None:
        self._records.close()


def of_company(name: str, record: Any) -> dict[str, Any]:
    """The record with the name of its company in front."""
    if not isinstance(record, dict):
        return {"company": name, "value": record}
    if "company" not in record:
        return {"company": name, **record}
    own = {OWN if key == "company" else key: value for key, value in record.items()}
    return {"company": name, **own}


class SpoolWriter(Writer):
    """The writer that keeps instead of printing."""

    spool: Spool

    def records(self, records: Iterable[Any]) -> None:
        self.spool.write(records)

    def one(self, record: Any) -> None:
        self.spool.write([record])

    def value(self, value: int | str) -> None:
        self.spool.write([{"value": value}])
