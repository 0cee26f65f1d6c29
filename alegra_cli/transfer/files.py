"""Which file is to be read, and how."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _
from alegra_cli.transfer.header import HeaderSearch
from alegra_cli.transfer.rows import Row, Source

KINDS = ("csv", "json", "jsonl", "yaml", "xlsx")
_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}


class Reading(NamedTuple):
    """How a person says that the file is written; None where the file itself tells."""

    kind: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header: HeaderSearch = HeaderSearch()


@contextlib.contextmanager
def available(name: str, stdin: TextIO) -> Iterator[Path]:
    """A file that can be read several times; what comes from stdin is kept meanwhile.

    Raises `UsageProblem` for one that can't be read.
    """
    if name != "-":
        path = Path(name)
        try:
            with path.open("rb"):
                pass
        except OSError as problem:
            raise unreadable(name, problem) from problem
        yield path
        return
    descriptor, temporary = tempfile.mkstemp(prefix="alegra-")
    try:
        with os.fdopen(descriptor, "wb") as kept:
            binary = getattr(stdin, "buffer", None)
            if binary is not None:
                shutil.copyfileobj(binary, kept)
            else:
                kept.write(stdin.read().encode())
        yield Path(temporary)
    finally:
        os.unlink(temporary)


def source_of(file: Path, name: str, how: Reading) -> Source:
    """The rows of a file. Raises `UsageProblem`."""
    with _whole(name):
        source = _source(how.kind or _kind(file, name), file, name, how)
    return source._replace(rows=lambda: _rows(source, name))


def _rows(source: Source, name: str) -> Iterator[Row]:
    with _whole(name):
        yield from source.rows()


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


def _source(kind: str, file: Path, name: str, how: Reading) -> Source:
    from alegra_cli.transfer import csv as delimited
    from alegra_cli.transfer import json_yaml

    if kind == "csv":
        return delimited.csv_source(file, name, how.delimiter, how.encoding, how.header)
    if kind == "xlsx":
        from alegra_cli.transfer.xlsx import xlsx_source

        return xlsx_source(file, name, how.sheet, how.header)
    readers = {
        "json": json_yaml.json_source,
        "jsonl": json_yaml.jsonl_source,
        "yaml": json_yaml.yaml_source,
    }
    return readers[kind](file, name)


def _kind(file: Path, name: str) -> str:
    """By the name, otherwise by the first character."""
    path = Path(name.removesuffix(".gz").removesuffix(".GZ"))
    found = _BY_SUFFIX.get(path.suffix.lower())
    if found:
        return found
    from alegra_cli.transfer.opened import open_packed

    with open_packed(file) as raw:
        start = raw.read(1 << 12).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK"):
        return "xlsx"
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        # A line each, or one object over many lines: what reads arrays reads both.
        return "json"
    return "yaml" if start.startswith((b"- ", b"---")) else "csv"
