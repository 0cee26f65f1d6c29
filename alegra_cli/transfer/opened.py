"""The bytes of a file, unpacked where it is packed."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, cast

_PACKED = b"\x1f\x8b"


def open_packed(file: Path) -> IO[bytes]:
    """Open for reading; gzip by its name or its first bytes. Raises ``OSError``."""
    packed = file.suffix.lower() == ".gz"
    if not packed:
        with file.open("rb") as raw:
            packed = raw.read(len(_PACKED)) == _PACKED
    if packed:
        return cast("IO[bytes]", gzip.open(file, "rb"))
    return file.open("rb")
