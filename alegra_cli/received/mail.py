"""What lies in a mail, and the mails that lie in a mailbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy, default
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from alegra_cli.received import limits
from alegra_cli.received.suffixes import PDF, XML, ZIP
from alegra_cli.received.xml import HostileContent

_LONGEST_HEADER = 4096

ContentOf = Callable[[], bytes]


class _Policy(EmailPolicy):
    """The library's own, with each header understood once.

    It understands a header anew each time that it is asked for, which is eight times for the type
    of a part and was half of the time that a folder of mail took.
    """

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if len(value) > _LONGEST_HEADER:  # it would be held until others come
            return default.header_fetch_parse(name, value)
        return _understood(name, value)


@lru_cache(maxsize=64)
def _understood(name: str, value: str) -> Any:
    return default.header_fetch_parse(name, value)


_POLICY = _Policy()


def attachments(content: bytes) -> list[tuple[str, ContentOf]]:
    """(name, content) of each XML, PDF and ZIP file of a mail. Raises `HostileContent`."""
    try:
        message = cast(EmailMessage, BytesParser(policy=_POLICY).parsebytes(content))
        return list(_files(message))
    except RecursionError as problem:
        raise HostileContent("too-deep") from problem
    except Exception as problem:  # the parser of mail raises whatever it stumbles over
        raise HostileContent("unreadable", str(problem)) from problem


def _files(message: EmailMessage) -> Iterator[tuple[str, ContentOf]]:
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            continue
        file = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
        kind = part.get_content_type()
        if not file and kind in ("text/xml", "application/xml"):
            file = f"{number}{XML}"
        if kind in ("application/zip", "application/x-zip-compressed") and not file:
            file = f"{number}{ZIP}"
        if PurePosixPath(file).suffix.lower() in (XML, PDF, ZIP):
            yield file, _content(part)


def _content(part: EmailMessage) -> ContentOf:
    def content() -> bytes:
        found = part.get_payload(decode=True)
        if not isinstance(found, bytes):
            raise HostileContent("unreadable")
        if len(found) > limits.LARGEST_MESSAGE:
            raise HostileContent("too-large", str(limits.LARGEST_MESSAGE))
        return found

    return content


def messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each message of a mailbox; None for one beyond the limit."""
    lines: list[bytes] = []
    size, begun = 0, False
    while line := stream.readline(limits.LARGEST_MESSAGE):
        if line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= limits.LARGEST_MESSAGE else None
            lines, size, begun = [], 0, True
            continue
        begun = True
        size += len(line)
        if size <= limits.LARGEST_MESSAGE:
            lines.append(line[1:] if line.startswith(b">From ") else line)
        else:
            lines = []
    if begun:
        yield b"".join(lines) if size <= limits.LARGEST_MESSAGE else None
