"""Bodies over the wire, of a length or in chunks, one request after another."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.sandbox.http.request_body import Malformed, request_body

NEXT = b"GET /next HTTP/1.1\r\n"
CHUNKED = {"Transfer-Encoding": "Chunked"}


def read(headers: dict[str, str], sent: bytes) -> bytes:
    """The body; what follows it must still be there."""
    stream = io.BytesIO(sent + NEXT)
    body = request_body(headers, stream)
    assert stream.read() == NEXT
    return body


@given(st.lists(st.binary(min_size=1)), st.sampled_from([b"", b";a=b"]))
def test_chunks_are_put_together(parts: list[bytes], extra: bytes) -> None:
    sent = b"".join(b"%x%b\r\n%b\r\n" % (len(part), extra, part) for part in parts)
    assert read(CHUNKED, sent + b"0\r\n\r\n") == b"".join(parts)
    assert read(CHUNKED, sent + b"0\r\nSum: 1\r\n\r\n") == b"".join(parts)


def test_a_length_and_nothing() -> None:
    assert read({"Content-Length": "2"}, b"{}") == b"{}"
    assert read({}, b"") == b""


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({"Content-Length": "-1"}, b""),
        ({"Content-Length": "x"}, b""),
        ({"Transfer-Encoding": "gzip"}, b""),
        (CHUNKED, b""),
        (CHUNKED, b"-1\r\n"),
        (CHUNKED, b"x\r\n"),
        (CHUNKED, b"1\r\nab\r\n0\r\n\r\n"),
    ],
)
def test_what_is_no_body(headers: dict[str, str], sent: bytes) -> None:
    with pytest.raises(Malformed):
        request_body(headers, io.BytesIO(sent))
