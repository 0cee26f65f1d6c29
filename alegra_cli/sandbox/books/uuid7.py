"""UUIDs of the seventh version (S31): a moment, then a number that was never given."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime


def uuid7(moment: datetime, number: int) -> str:
    """The same moment and number, the same UUID: a seed makes the same company each time.

    Those of one millisecond sort by their number too.
    """
    milliseconds = int(moment.timestamp() * 1000)
    noise = int.from_bytes(hashlib.sha256(f"{milliseconds} {number}".encode()).digest()[:7])
    counter = number & 0xFFF
    bits = milliseconds << 80 | 7 << 76 | counter << 64 | 2 << 62 | noise << 6 | number & 0x3F
    return str(uuid.UUID(int=bits & (1 << 128) - 1))
