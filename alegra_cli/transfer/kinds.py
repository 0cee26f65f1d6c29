"""What kind of file it is, by its first bytes; its name only decides between texts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input.encodings import unicode_of
from alegra_cli.transfer.markup import refuse_marked_up
from alegra_cli.transfer.packing import open_packed

KINDS = ("csv", "json", "jsonl", "yaml", "xlsx")
_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
}
_START = 1 << 16
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OBJECT = re.compile(r'\[\s*(\{\s*["}]|\])|\{\s*["}]')
_DELIMITED = re.compile(r"[^\r\n]*[,;\t|]")


class FileKind(NamedTuple):
    """kind: one of `KINDS`. note: told where the name of the file says otherwise."""

    kind: str
    note: str = ""


def kind_of(file: Path, name: str, asked: str | None) -> FileKind:
    """asked: what a person says that it is. Raises `UsageProblem` for what is no table."""
    with open_packed(file) as raw:
        start = raw.read(_START)
    by_name = _BY_SUFFIX.get(_suffix(name), "")
    if start.startswith(b"PK\x03\x04"):
        _refuse_other_archive(file, name)
        return _read_as("xlsx", name, asked or by_name)
    _refuse_binary(start, name)
    text = _text(start, name)
    refuse_marked_up(text, name)
    kind = asked or _kind_of_text(text, by_name)
    return _read_as(kind, name, asked or by_name)


def is_table(file: Path, name: str) -> bool:
    """Whether it has rows of cells, and is no body in JSON or YAML. Raises `UsageProblem`."""
    kind = kind_of(file, name, None).kind
    if kind != "csv" or _suffix(name) in _BY_SUFFIX:
        return kind in ("csv", "xlsx")
    with open_packed(file) as raw:
        first = _text(raw.read(_START), name).partition("\n")[0]
    return ":" not in first and bool(_DELIMITED.match(first))


def _suffix(name: str) -> str:
    return Path(re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)).suffix.lower()


def _read_as(kind: str, name: str, expected: str) -> FileKind:
    # JSON Lines and JSON are read by each other's readers.
    if not expected or kind == expected or {kind, expected} == {"json", "jsonl"}:
        return FileKind(kind)
    what = {"csv": _("a table in text"), "xlsx": "XLSX"}.get(kind, "JSON")
    return FileKind(
        kind,
        _("{file} is not what its name says: it was read as {kind}.").format(file=name, kind=what),
    )


def _kind_of_text(text: str, by_name: str) -> str:
    is_object = bool(_OBJECT.match(text))
    if by_name in ("csv", "xlsx") and is_object:
        return "json"
    if by_name == "jsonl" and text.startswith("["):
        return "json"
    named = by_name in ("json", "jsonl", "xlsx")
    if named and text[:1] not in ("{", "[") and _DELIMITED.match(text):
        return "csv"
    if by_name:
        return by_name
    if text[:1] in ("{", "["):
        # A line each, or one object over many lines: what reads arrays reads both.
        return "json"
    return "yaml" if text.startswith(("- ", "---")) else "csv"


def _text(start: bytes, name: str) -> str:
    """The beginning as far as its kind needs it: letters that are not ASCII may be wrong."""
    found = unicode_of(start[: 1 << 12], name)
    text = start.decode(found.name if found else "utf-8", "replace")
    return text.lstrip("\ufeff \t\r\n")


def _refuse_binary(start: bytes, name: str) -> None:
    """Raise `UsageProblem` for what is no text at all."""
    text = ""
    if start.startswith(_OLE2):
        text = _old_office(start)
    elif start.lstrip().startswith(b"%PDF-"):
        text = _("{file} is a PDF: {way_out}")
    elif start.startswith(b"{\\rtf"):
        text = _("{file} is a document of a word processor: {way_out}")
    elif start.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        text = _("{file} is a picture: {way_out}")
    elif _mostly_control(start) and unicode_of(start[: 1 << 12], name) is None:
        text = _("{file} is neither text nor a sheet: {way_out}")
    if text:
        raise UsageProblem(text.format(file=name, way_out=_way_out()))


def _mostly_control(start: bytes) -> bool:
    """Whether it has more signs that no text has than one that strayed into it."""
    return 10 * len(_CONTROL.findall(start)) > len(start)


def _old_office(start: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in start:
        return _("{file} has a password: {way_out}")
    return _("{file} is an XLS of Excel 97 to 2003: {way_out}")


def _way_out() -> str:
    return _("open it in the program that made it, and save the table as XLSX or CSV.")


def _refuse_other_archive(file: Path, name: str) -> None:
    """Raise `UsageProblem` for one that is no XLSX; a damaged one is told where it is read."""
    try:
        with open_packed(file) as raw, zipfile.ZipFile(raw) as archive:
            names = set(archive.namelist())
            kind = str(archive.read("mimetype")[:100]) if "mimetype" in names else ""
    except Exception:  # whatever a damaged archive makes of itself
        return
    if text := _other_archive(names, kind):
        raise UsageProblem(text.format(file=name, way_out=_way_out()))


def _other_archive(names: set[str], kind: str) -> str:
    """What an archive is that is no XLSX; empty for one that is.

    names: of what is in it. kind: what it says of itself, as OpenDocument does.
    """
    if "opendocument.spreadsheet" in kind:
        return _("{file} is an OpenDocument sheet: {way_out}")
    if "xl/workbook.bin" in names:
        return _("{file} is an XLSB: {way_out}")
    if "opendocument" in kind or "word/document.xml" in names:
        return _("{file} is a document of a word processor: {way_out}")
    if "[Content_Types].xml" in names:
        return ""
    return _("{file} is a ZIP archive: unpack it, and name the file in it.")
