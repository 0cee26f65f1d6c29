"""What is behind a signed link: an attached file, or a document as PDF or XML (S75)."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http import signature
from alegra_cli.sandbox.http.refusals import refuse

Record = dict[str, Any]


def open_link(books: Books, path: str, query: Mapping[str, str]) -> tuple[str, bytes]:
    """(content type, content) of the file at `path`. Raises 403 or 404."""
    signature.check(books.store, path, query)
    words = [unquote(word) for word in path.strip("/").split("/")]
    if words[0] == "attachments":
        content = books.store.file(words[1])
        if content is None:
            raise refuse(404, "El archivo ya no existe")
        return mimetypes.guess_type(words[-1])[0] or "application/octet-stream", content
    record = books.store.get(words[0], words[1]) or {}
    if words[-1].endswith(".xml"):
        return "application/xml", xml(record)
    return "application/pdf", pdf(_lines(books, words[0], record))


def _lines(books: Books, resource: str, record: Record) -> list[str]:
    party = record.get("client") or record.get("provider") or {}
    number = (record.get("numberTemplate") or {}).get("fullNumber") or record.get("number")
    found = [
        str(books.company.get("name", "")),
        f"{resource} {number or record.get('id', '')}",
        str(record.get("date", "")),
        str(party.get("name", record.get("name", ""))),
    ]
    for line in record.get("items") or []:
        found.append(f"{line.get('quantity')} x {line.get('name')}  {line.get('total', '')}")
    if "total" in record:
        found.append(f"Total {record['total']}")
    return found


def pdf(lines: list[str]) -> bytes:
    """One page of text, by the book: objects, their offsets, a trailer."""
    shown = "".join(f"({_text(line)}) Tj T*\n" for line in lines)
    stream = f"BT /F1 11 Tf 15 TL 60 780 Td\n{shown}ET\n".encode("cp1252", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream),
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
    return made + b"startxref\n%d\n%%%%EOF\n" % table


def _text(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def xml(record: Record) -> bytes:
    """The little that tells a fiscal document: number, date, client, total, code."""
    stamp = record.get("stamp") or {}
    code = stamp.get("uuid") or stamp.get("cufe") or stamp.get("cude") or ""
    party = record.get("client") or record.get("provider") or {}
    fields = {
        "ID": (record.get("numberTemplate") or {}).get("fullNumber"),
        "UUID": code,
        "IssueDate": record.get("date"),
        "Party": party.get("name"),
        "PayableAmount": record.get("total"),
    }
    inner = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in fields.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document>{inner}</Document>\n'.encode()
