"""What a file is, whatever its name says: read as that, or told in a sentence."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.testing.each import each
from alegra_cli.transfer.files import FileOptions, source_of
from alegra_cli.transfer.rows import Source
from tests.cases import cases

ROW = [{"name": "Café", "price": "100"}]
TABLE = "name,price\nCafé,100\n".encode()
JSON = '[{"name": "Café", "price": "100"}]'.encode()
LINES = '{"name": "Café", "price": "100"}\n'.encode()


def workbook() -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["name", "price"])
    book.active.append(["Café", 100])
    book.save(made)
    return made.getvalue()


def archive(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def words(value: Any) -> str:
    """The name of a case; an archive holds the time it was made at."""
    return value if isinstance(value, str) else "content"


def source(tmp_path: Path, name: str, content: bytes, **how: Any) -> Source:
    file = tmp_path / name
    file.write_bytes(content)
    return source_of(file, name, FileOptions(**how))


@cases(
    ("name", "content", "noted"),
    [
        ("f.csv", workbook(), "XLSX"),
        ("f.xls", workbook(), ""),
        ("f", workbook(), ""),
        ("f.xlsx.gz", gzip.compress(workbook(), mtime=0), ""),
        ("f.csv", gzip.compress(TABLE, mtime=0), ""),
        ("f.xlsx", TABLE, "a table in text"),
        ("f.xls", TABLE.replace(b",", b"\t"), "a table in text"),
        ("f.json", TABLE, "a table in text"),
        ("f.csv", JSON, "JSON"),
        ("f.txt", LINES, "JSON"),
        ("f.jsonl", JSON, ""),
        ("f.json", LINES, ""),
        ("f.csv", JSON.decode().encode("utf-16"), "JSON"),
        ("f.csv", TABLE.decode().encode("utf-16-le"), "UTF-16"),
        ("f.csv", b"\xef\xbb\xbf" * 2 + b'"name"' + TABLE[4:], ""),
        ("f.jsonl", b"\xef\xbb\xbf" * 2 + LINES, ""),
        ("f.yaml", b"\xef\xbb\xbf- name: Caf\xc3\xa9\n  price: '100'\n", ""),
        ("f.yaml", "- name: Café\n  price: '100'\n".encode("utf-16-be"), "UTF-16"),
    ],
    ids=words,
)
def test_files_named_wrong_are_read(tmp_path: Path, name: str, content: bytes, noted: str) -> None:
    found = source(tmp_path, name, content)
    assert [row.cells for row in found.rows()] == ROW
    assert noted in " ".join(found.notes)
    assert bool(found.notes) == bool(noted)


@pytest.mark.parametrize("way", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "content"), [("f.csv", TABLE), ("f.json", JSON), ("f.jsonl", LINES)]
)
def test_every_reader_takes_every_unicode(
    tmp_path: Path, name: str, content: bytes, way: str
) -> None:
    found = source(tmp_path, name, content.decode().encode(way))
    assert [row.cells for row in found.rows()] == ROW


UBL = b'<AttachedDocument xmlns="urn:oasis:names:specification:ubl:schema:xsd:AttachedDocument-2">'


@cases(
    ("content", "said", "way_out"),
    [
        (b"<?xml version='1.0'?>\n<!-- x -->\n" + UBL, "(AttachedDocument)", "import-by-cufe"),
        (b"\xef\xbb\xbf" + UBL, "(AttachedDocument)", "import-by-cufe"),
        (b"<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/4'>", "a CFDI", "CSV or XLSX"),
        ("<?xml version='1.0'?><catalogo/>".encode("utf-16"), "is XML, not a table.", "CSV"),
        (b"  <html><body><table><tr><td>name", "is HTML", "save it as XLSX or CSV"),
        (b"<!DOCTYPE html>\n<x>", "is HTML", "save it as XLSX or CSV"),
        (b"<TABLE border=1><tr>", "is HTML", "save it as XLSX or CSV"),
        (
            b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook>",
            "2003",
            "XLSX",
        ),
        (b"%PDF-1.7\n\xe2\xe3\xcf", "is a PDF", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "XLS of Excel 97 to 2003", ""),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "has a password",
            "",
        ),
        (b"{\\rtf1\\ansi", "word processor", ""),
        (b"\x89PNG\r\n", "is a picture", ""),
        (b"SQLite format 3\0\x10\0\x01", "neither text nor a sheet", ""),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "is an OpenDocument sheet",
            "",
        ),
        (archive(**{"xl__workbook.bin": b"", "[Content_Types].xml": b""}), "is an XLSB", ""),
        (archive(**{"word__document.xml": b"", "[Content_Types].xml": b""}), "word processor", ""),
        (archive(**{"precios.csv": b"a,b"}), "is a ZIP archive: unpack it", ""),
    ],
    ids=words,
)
def test_what_is_no_table_gets_a_sentence(
    tmp_path: Path, content: bytes, said: str, way_out: str
) -> None:
    def check(name: str) -> None:
        with pytest.raises(UsageProblem) as caught:
            source(tmp_path, name, content)
        assert caught.value.message.startswith(f"{name} ")
        assert said in caught.value.message
        assert way_out in caught.value.hint
        assert len(caught.value.message) < 200

    each(((name, name) for name in ("f.csv", "f.xlsx", "f.json", "f")), check)


def test_a_bracket_is_no_json(tmp_path: Path) -> None:
    found = source(tmp_path, "f.csv", b"[x],{y}\n1,2\n")
    assert [row.cells for row in found.rows()] == [{"[x]": "1", "{y}": "2"}]


def test_what_a_person_says_is_believed(tmp_path: Path) -> None:
    found = source(tmp_path, "f.json", b'{"a"\n1\n', kind="csv", delimiter=";")
    assert found.columns == ('{"a"',)
    assert not found.notes
    found = source(tmp_path, "f.csv", "ñ\nú\n".encode("cp850"), encoding="DOS")
    assert [row.cells for row in found.rows()] == [{"ñ": "ú"}]
    found = source(tmp_path, "f.jsonl", '{"a": "ñ"}'.encode("latin-1"), encoding="latin-1")
    assert [row.cells for row in found.rows()] == [{"a": "ñ"}]


def test_a_sign_of_no_text_in_a_table_makes_no_other_file_of_it(tmp_path: Path) -> None:
    found = source(tmp_path, "f.csv", b"name,price\na\0b,1\n")
    assert [row.cells for row in found.rows()] == [{"name": "a\0b", "price": "1"}]
