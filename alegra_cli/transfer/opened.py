"""The bytes of a file, unpacked where its name says that they are packed."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, cast


def open_packed(file: Path) -> IO[bytes]:
    """Open for reading; ``.gz`` by its name. Raises ``OSError``."""
    if file.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.open(file, "rb"))
    return file.open("rb")
