"""A file of facts that must survive anything: one JSON object a line, each with a checksum.

A line that is not whole at the end of the file was cut while it was written, and is taken off;
any other line that can't be read stops whoever reads it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class DamagedLine(Exception):
    """Line `number`, counted from 1, is not what was written."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def line(told: Mapping[str, Any]) -> bytes:
    """One line, its checksum last."""
    text = json.dumps({**told, "check": _check(told)}, ensure_ascii=False) + "\n"
    return text.encode(errors="surrogatepass")  # as the reader of JSON takes it


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines, oldest first; none where there is no file.

    Raises `DamagedLine` for a damaged line and ``OSError``.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return
    with stream:
        whole = 0
        for number, content in enumerate(stream, 1):
            if not content.endswith(b"\n"):
                # Cut by a crash; what follows must begin on a line of its own.
                os.truncate(path, whole)
                return
            whole += len(content)
            if content.strip():
                yield _fact(content, number)


def append(descriptor: int, lines: bytes, lasting: bool = True) -> None:
    """Write at the end; with `lasting` it is on the disk when this returns.

    Raises ``OSError``; then nothing of it is there, as far as that can be done.
    """
    before = os.fstat(descriptor).st_size
    try:
        complete_write(descriptor, lines)
    except OSError:
        # Half a line would make the next one unreadable.
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, before)
        raise
    if lasting:
        os.fsync(descriptor)


def complete_write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _fact(content: bytes, number: int) -> dict[str, Any]:
    try:
        told = json.loads(content)
        if told.pop("check") != _check(told):
            raise DamagedLine(number)
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise DamagedLine(number) from problem
    return dict(told)


def _check(told: Mapping[str, Any]) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
