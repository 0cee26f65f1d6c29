"""The body of a request as it comes over the wire: of a known length, or in chunks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BufferedIOBase

# A line that says how long a chunk is, with whatever a client adds to it.
_LONGEST_LINE = 1 << 12


class Malformed(ValueError):
    """What comes is no body; nothing that follows it on the connection can be understood."""


def request_body(headers: Mapping[str, str], stream: BufferedIOBase) -> bytes:
    """Everything that belongs to the request, so that the next one begins behind it.

    Clients that make a body while they send it do not know its length. Raises `Malformed`.
    """
    given = {name.lower(): value.strip() for name, value in headers.items()}
    coding = given.get("transfer-encoding", "").lower()
    if coding == "chunked":
        return b"".join(_chunks(stream))
    length = given.get("content-length") or "0"
    if coding or not (length.isascii() and length.isdecimal()):
        raise Malformed("a body of neither a length nor chunks")
    return stream.read(int(length))


def _chunks(stream: BufferedIOBase) -> Iterator[bytes]:
    while size := _size(stream.readline(_LONGEST_LINE)):
        yield stream.read(size)
        if stream.readline(_LONGEST_LINE).strip():
            raise Malformed("a chunk is longer than it says")
    # Headers may follow the last chunk; nothing here looks at them.
    while stream.readline(_LONGEST_LINE).strip():
        pass


def _size(line: bytes) -> int:
    digits = line.partition(b";")[0].strip()
    try:
        size = int(digits, 16)
    except ValueError:
        size = -1
    if size < 0:
        raise Malformed("a chunk without its length")
    return size
