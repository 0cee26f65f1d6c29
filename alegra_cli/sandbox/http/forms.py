"""Uploaded files: a multipart body taken apart."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import NamedTuple


class FormPart(NamedTuple):
    """One file of a form. name: the field. filename: as the client calls it."""

    name: str
    filename: str
    content: bytes


def parts(content_type: str, body: bytes) -> list[FormPart]:
    """The files of a ``multipart/form-data`` body; empty for anything else."""
    head = b"Content-Type: " + content_type.encode() + b"\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if not message.is_multipart():
        return []
    found = []
    for part in message.iter_parts():
        filename = part.get_filename()
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if filename is not None and isinstance(content, bytes):
            found.append(FormPart(str(name), filename, content))
    return found
