"""The bytes of a file, unpacked where it is packed."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import IO, cast

from alegra_cli.i18n import _

_PACKED = b"\x1f\x8b"
# Rows of a table pack to a tenth or a twentieth, the most repetitive to a hundredth.
_MOST_TIMES = 100
_SMALL = 16 << 20
"""Bytes that may be anything."""
_SMALL_PART = 1 << 20
"""The same of a part of a workbook, whose rows are held as objects one at a time."""
# What the library of workbooks holds as a whole, in bytes: all of it but the rows.
_MOST_HELD = 64 << 20


class Bomb(OSError):
    """It unpacks to so much more than itself that it was made to fill a machine."""

    def __init__(self) -> None:
        super().__init__(_("it unpacks to far more than any table"))


def open_packed(file: Path) -> IO[bytes]:
    """Open for reading; gzip by its name or its first bytes.

    Raises ``OSError``, also while it is read.
    """
    packed = file.suffix.lower() == ".gz"
    if not packed:
        with file.open("rb") as raw:
            packed = raw.read(len(_PACKED)) == _PACKED
    if packed:
        return io.BufferedReader(cast(io.RawIOBase, _UnpackedStream(file)), 1 << 16)
    return file.open("rb")


class _UnpackedStream(io.RawIOBase):
    """What a packed file holds, as far as it is no bomb."""

    def __init__(self, file: Path) -> None:
        self._size = file.stat().st_size
        self._stream = gzip.open(file, "rb")  # noqa: SIM115

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        # A packed workbook is looked through from its end; on the way there it may be a bomb.
        if whence == io.SEEK_END:
            while self.read(1 << 16):
                pass
            offset += self._stream.tell()
        elif whence == io.SEEK_CUR:
            offset += self._stream.tell()
        return self._stream.seek(offset)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        content = self._stream.read(len(buffer))
        if self._stream.tell() > _SMALL + _MOST_TIMES * self._size:
            raise Bomb
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._stream.close()
        super().close()


def refuse_packed(content: IO[bytes]) -> None:
    """Raise `Bomb` for a workbook that is one, and ``zipfile.BadZipFile``; what it says is held.

    No part of an archive is read beyond the size that its own list gives.
    """
    with zipfile.ZipFile(content) as archive:
        for part in archive.infolist():
            if part.file_size > _SMALL_PART + _MOST_TIMES * part.compress_size:
                raise Bomb
            if part.file_size > _MOST_HELD and "worksheets/" not in part.filename:
                raise Bomb
    content.seek(0)
