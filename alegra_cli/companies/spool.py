"""What a command showed of one company, kept outside of memory until it is that one's turn."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from alegra_cli.declare import Column
from alegra_cli.output.header import Paths
from alegra_cli.output.screen import ScreenOptions
from alegra_cli.output.writer import Writer

# What fits is kept in memory: most commands give a few rows.
_SMALL = 1 << 15

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
        # Without a name: nothing of it stays where the program is killed, and nobody else can
        # write what is read back from it.
        self._file = tempfile.SpooledTemporaryFile(_SMALL)  # noqa: SIM115 - `close` closes it
        self.count = 0
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
        start, before = self._file.tell(), self.count
        paths = Paths()
        sheet = self.options is not None and self.options.format not in NOT_SHEETS
        try:
            for record in records:
                # A tenth of the time that JSON takes, which many companies would wait for.
                pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
                if sheet:
                    paths.see(of_company("", record))
                elif isinstance(record, dict):
                    self.keys.update(dict.fromkeys(record))
                self.count += 1
        except BaseException:
            self._file.seek(start)
            self._file.truncate()
            self.count = before
            raise
        self.paths.add(paths)

    def records(self) -> Iterator[Any]:
        self._file.seek(0)
        for _record in range(self.count):
            yield pickle.load(self._file)

    def end(self) -> None:
        """Where there were only lines for a person, they are what there is to show."""
        if self.count:
            self.notes += self.texts
        else:
            self.write({"text": line} for line in self.texts if line.strip())
        self.texts = []

    def close(self) -> None:
        self._file.close()


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
