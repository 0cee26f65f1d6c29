"""Files of strangers that are no invoices: refused within their limits, told with a code."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from alegra_cli.received import limits, sources
from alegra_cli.received.reading import PieceReader
from alegra_cli.sandbox.suppliers import file_of
from alegra_cli.sandbox.suppliers.ubl import container
from alegra_cli.testing.each import each
from tests.unit.received.papers import PACKS, READERS, paper, read

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "ja">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + "]><Comprobante>&l11;</Comprobante>"
)
QUADRATIC = (
    f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]><Comprobante>{"&b;" * 50_000}</Comprobante>'
)
FILE = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><Comprobante>&f;</Comprobante>'
REMOTE = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><Comprobante/>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]><Comprobante/>'
BARE = "<!DOCTYPE Comprobante><Comprobante/>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    declared = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")

    def check(text: str) -> None:
        found = read((declared + text).encode(encoding))
        assert (found.state, found.codes) == ("refused", ("document-type",))

    texts = (LAUGHS, QUADRATIC, FILE, REMOTE, PARAMETER, BARE)
    each(((text[:60], text) for text in texts), check)


def test_a_document_type_after_a_long_comment_is_refused() -> None:
    text = f"<!--{'-x' * 9000}-->{LAUGHS}"
    assert read(text.encode()).codes == ("document-type",)


def test_a_document_type_inside_a_container_is_refused() -> None:
    one = paper("colombia", 1)
    found = read(container(one, LAUGHS.replace("]>", "] >")).encode())
    assert found.codes == ("document-type",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\xef\xbb\xbf ", "empty"),
        (b"%PDF-1.4", "not-xml"),
        (b"<a>", "not-xml"),
        (b"<a>\x00</a>", "not-xml"),
        (b"<a>&b;</a>", "not-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "not-xml"),
        (b"<a " + b"x" * 100_000, "not-xml"),
        (b"<!--" + b"x" * 200_000 + b"--><a/>", "not-xml"),
        (b"<a>" * 1000 + b"</a>" * 1000, "too-deep"),
        (b"<r>" + b"<a/>" * 400_000 + b"</r>", "too-many-elements"),
        (
            b"<r><a " + b" ".join(b'a%d=""' % n for n in range(310_000))[: 7 * 1024**2] + b"/></r>",
            "too-many-elements",
        ),
        (b"<r>" + b" " * limits.LARGEST_XML + b"</r>", "too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_invoice_is_refused(content: bytes, code: str) -> None:
    found = read(content)
    assert (found.state, found.codes) == ("refused", (code,))


def codes(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    readings = PieceReader(READERS, PACKS).readings(sources.pieces([str(path)]))
    return [(one.piece.file, one.codes) for one in readings]


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.zip", {"a.xml": b" " * 7 * 1024**2})
    assert codes(bomb) == [("a.xml", ("unpacks-too-large",))]


def test_a_size_that_is_a_lie_is_not_believed(tmp_path: Path) -> None:
    """The directory says ten bytes; there are nine million."""
    content = b"<r>" + b"y" * 9_000_000 + b"</r>"
    raw = zlib.compress(content)[2:-4]
    head = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0, zlib.crc32(content), len(raw), 10, 5, 0)
    local = b"PK\3\4" + head + b"a.xml" + raw
    central = (
        b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"a.xml"
    )
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)
    path = tmp_path / "a.zip"
    path.write_bytes(local + central + end)
    ((file, found),) = codes(path)
    assert file == "a.xml"
    assert found[0] in ("bad-archive", "not-xml", "too-large")


def test_archives_in_archives_end(tmp_path: Path) -> None:
    content = file_of(paper("peru", 1))
    for depth in range(4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.xml" if depth == 0 else "b.zip", content)
        content = buffer.getvalue()
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert codes(path) == [("b.zip", ("too-deep",))]


def test_archives_in_mails_in_archives_end(tmp_path: Path) -> None:
    name, content = "a.xml", file_of(paper("peru", 1))
    for _depth in range(3):
        mail = EmailMessage()
        packing = packed(tmp_path / "b.zip", {name: content}).read_bytes()
        mail.add_attachment(packing, "application", "zip", filename="b.zip")
        name, content = "c.eml", bytes(mail)
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    assert codes(path) == [("b.zip", ("too-deep",))]


def test_the_mails_in_an_archive_unpack_to_no_more_than_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_UNPACKED", 100_000)
    inner = packed(tmp_path / "b.zip", {"a.xml": b"<a>" + b" " * 40_000 + b"</a>"}).read_bytes()
    mail = EmailMessage()
    mail.add_attachment(inner, "application", "zip", filename="b.zip")
    path = packed(tmp_path / "a.zip", {f"{n}.eml": bytes(mail) for n in range(5)})
    found = [reasons for _file, reasons in codes(path)]
    assert found[:2] == [("unknown-format",)] * 2
    assert found[2:] == [("unpacks-too-large",)] * 3


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "a/../../b.xml", "..\\a.xml", "C:a.xml"])
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {name: file_of(paper("peru", 1))})
    assert [found for _file, found in codes(path)] == [("unsafe-name",)]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(file_of(paper("peru", 1)))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.xml").symlink_to(tmp_path / "secret.xml")
    assert codes(folder) == [("a.xml", ("unsafe-name",))]


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\5\6", b"x" * 1000])
def test_what_is_no_archive_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert codes(path) == [("a.zip", ("bad-archive",))]


def test_a_list_of_files_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 9, 9, 2**31, 0, 0))
    assert codes(path) == [("a.zip", ("unpacks-too-large",))]


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.xml": b"<a/>"})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(bytes(content))
    assert codes(path) == [("a.xml", ("encrypted",))]


def test_the_worst_of_it_stays_within_200_mb(tmp_path: Path) -> None:
    """Each as large as is taken, in a process of its own."""
    attributes = b" ".join(b'a%d="" ' % n for n in range(limits.MOST_EQUAL_SIGNS))
    worst = {
        "attributes.xml": b"<r><a/><a " + attributes + b"/></r>",
        "elements.xml": b"<r>" + b'<a b="c">d</a>' * 149_000 + b"</r>",
        "text.xml": b"<r>" + b"&#60;" * 1_600_000 + b"</r>",
    }
    for name, content in worst.items():
        (tmp_path / name).write_bytes(content)
    code = (
        "import re, sys\n"
        "from alegra_cli.received import sources\n"
        "from alegra_cli.received.reading import PieceReader\n"
        "reader = PieceReader([], lambda name: None)\n"
        "found = [one.state for one in reader.readings(sources.pieces(sys.argv[1:]))]\n"
        # Of this program alone: what getrusage says begins with the size of whoever started it.
        "status = open('/proc/self/status').read()\n"
        "print(len(found), int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)\n"
    )
    line = [sys.executable, "-c", code, str(tmp_path)]
    told = subprocess.run(line, capture_output=True, text=True, check=True, timeout=60).stdout
    count, megabytes = map(int, told.split())
    assert count == len(worst)
    assert megabytes < 200
