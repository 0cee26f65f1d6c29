"""Which file is to be read, and how."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _
from alegra_cli.input.pipes import available, read_once
from alegra_cli.transfer.header import FIRST, HeaderSearch
from alegra_cli.transfer.kinds import KINDS, kind_of
from alegra_cli.transfer.rows import MOST_KEPT, Row, Source

__all__ = ["KINDS", "FileOptions", "available", "fingerprint", "read_once", "source_of"]

_SMALL = 512 << 10
"""Bytes of a file whose rows are kept in memory."""


class FileOptions(NamedTuple):
    """How a person says that the file is written; None where the file itself tells.

    raw: the cells of a table are taken exactly as they are, with the blanks around them.
    """

    kind: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    raw: bool = False
    header: HeaderSearch = FIRST


def source_of(file: Path, name: str, how: FileOptions) -> Source:
    """The rows of a file. Raises `UsageProblem`."""
    with _whole(name):
        kind, note = kind_of(file, name, how.kind)
        source = _source(kind, file, name, how)
    notes = (note, *source.notes) if note else source.notes
    return source._replace(rows=_Rows(source, file, name), notes=notes)


class _Rows:
    """The rows of a file. Those of a small one are kept once they were read, since an import looks
    at each several times; a large one is read each time."""

    def __init__(self, source: Source, file: Path, name: str) -> None:
        self._source = source
        self._name = name
        self._most = MOST_KEPT if file.stat().st_size <= _SMALL else 0
        self._first_rows: Sequence[Row] | None = None

    def __call__(self) -> Iterator[Row]:
        if self._first_rows is not None:
            yield from self._first_rows
            return
        first: list[Row] | None = []
        with _whole(self._name):
            for row in self._source.rows():
                if first is not None:
                    first.append(row)
                    first = first if len(first) <= self._most else None
                yield row
        self._first_rows = first


@contextlib.contextmanager
def _whole(name: str) -> Iterator[None]:
    """Tells of a file that can't be read, or can't be unpacked to its end, by its name."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
        text = _("it is damaged, or not what its name says ({problem})")
        raise unreadable(name, text.format(problem=problem)) from problem
    except OSError as problem:
        raise unreadable(name, problem) from problem


def fingerprint(file: Path) -> str:
    """The same for the same content."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


def _source(kind: str, file: Path, name: str, how: FileOptions) -> Source:
    from alegra_cli.transfer import csv as delimited
    from alegra_cli.transfer import json_yaml

    if kind == "csv":
        return delimited.csv_source(file, name, how.delimiter, how.encoding, how.raw, how.header)
    if kind == "xlsx":
        from alegra_cli.transfer.xlsx import xlsx_source

        return xlsx_source(file, name, how.sheet, how.raw, how.header)
    readers = {
        "json": json_yaml.json_source,
        "jsonl": json_yaml.jsonl_source,
        "yaml": json_yaml.yaml_source,
    }
    return readers[kind](file, name, how.encoding)
