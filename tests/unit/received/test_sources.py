"""Folders, archives and mail: every document once, each with its PDF."""

from __future__ import annotations

import mailbox
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.received import sources
from alegra_cli.received.reading import PieceReader, Reading
from alegra_cli.received.xml import HostileContent
from alegra_cli.sandbox.suppliers import file_of
from tests.unit.received.papers import PACKS, READERS, paper


def readings(*paths: Path) -> list[Reading]:
    return list(PieceReader(READERS, PACKS).readings(sources.pieces([str(path) for path in paths])))


def message(**files: bytes) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Su factura"
    made.set_content("Adjuntamos su factura.\n\nFrom here on nothing follows.\n")
    for name, content in files.items():
        kind = name.rpartition("_")[2]
        made.add_attachment(content, "application", kind, filename=name.replace("_", "."))
    return made


def zipped(path: Path, **files: bytes) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return path.read_bytes()


def test_folders_archives_and_mail_alike(tmp_path: Path) -> None:
    papers = [file_of(paper("peru", seed)) for seed in range(5)]
    folder = tmp_path / "october"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.XML").write_bytes(papers[0])
    (folder / "deeper" / "b.xml").write_bytes(papers[1])
    (folder / "note.txt").write_text("not an invoice")
    zipped(folder / "c.zip", c_xml=papers[2], c_pdf=b"%PDF")
    packed = zipped(tmp_path / "z.zip", e_xml=papers[4])
    (folder / "d.eml").write_bytes(bytes(message(d_xml=papers[3], d_pdf=b"%PDF")))
    box = mailbox.mbox(folder / "e.mbox")
    box.add(message(e_zip=packed))
    box.add(message())
    box.close()
    found = readings(folder)
    assert [one.state for one in found] == ["ready"] * 5
    names = [one.piece.name.removeprefix(f"{folder}/") for one in found]
    assert sorted(names) == [
        "a.XML",
        "c.zip!c.xml",
        "d.eml!d.xml",
        "deeper/b.xml",
        "e.mbox!1!e.zip!e.xml",
    ]
    prints = {
        piece.file: piece.pdf.content()
        for piece in sources.pieces([str(folder)])
        if piece.pdf is not None
    }
    assert prints == {"c.xml": b"%PDF", "d.xml": b"%PDF"}


def test_a_copy_of_a_document_is_left(tmp_path: Path) -> None:
    content = file_of(paper("mexico", 1, "invoice"))
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes(content)
    found = readings(tmp_path)
    assert [(one.state, one.codes) for one in found] == [("ready", ()), ("other", ("repeated",))]


def test_another_document_of_the_same_number_is_refused(tmp_path: Path) -> None:
    one = paper("mexico", 1, "invoice")
    (tmp_path / "a.xml").write_bytes(file_of(one))
    other = paper("mexico", 2, "invoice")._replace(id=one.id)
    (tmp_path / "b.xml").write_bytes(file_of(other))
    found = readings(tmp_path)
    assert [one.codes for one in found] == [(), ("same-id-other-content",)]


def test_the_pdf_beside_an_xml_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(file_of(paper("chile", 1)))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-a")
    for named in (tmp_path, tmp_path / "a.xml"):
        (found,) = sources.pieces([str(named)])
        assert found.pdf is not None
        assert found.pdf.content() == b"%PDF-a"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"There is no .*nothing\.xml"):
        readings(tmp_path / "nothing.xml")
    (tmp_path / "a.csv").write_text("a")
    with pytest.raises(UsageProblem, match="no folder, XML, ZIP"):
        readings(tmp_path / "a.csv")


def test_several_documents_in_one_file() -> None:
    one, other = (file_of(paper("chile", seed)).decode().partition("\n")[2] for seed in (1, 2))
    content = f'<EnvioDTE xmlns="http://www.sii.cl/SiiDte"><SetDTE>{one}{other}</SetDTE></EnvioDTE>'
    piece = sources.Piece("a.xml", "a.xml", content.encode())
    found = PieceReader(READERS, PACKS).of(piece)
    assert [one.state for one in found] == ["ready", "ready"]


@pytest.mark.parametrize("name", ["Factura Nº 12 año.xml", "f" * 6000 + ".xml"])
def test_names_of_attachments_in_other_letters_and_of_any_length(tmp_path: Path, name: str) -> None:
    made = EmailMessage()
    made.set_content("Adjunto.")
    content = file_of(paper("peru", 1))
    made.add_attachment(content, "application", "xml", filename=name)
    (tmp_path / "a.eml").write_bytes(bytes(made))
    (found,) = sources.pieces([str(tmp_path / "a.eml")])
    assert (found.file, found.content) == (name, content)


def test_links_inside_the_folder_are_read_and_folders_that_are_links_are_not(
    tmp_path: Path,
) -> None:
    folder, elsewhere = tmp_path / "october", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "a.xml").write_bytes(file_of(paper("peru", 1)))
    (folder / "b.xml").symlink_to(folder / "a.xml")
    (elsewhere / "c.xml").write_bytes(file_of(paper("peru", 2)))
    (folder / "deeper").symlink_to(elsewhere)
    found = list(sources.pieces([str(folder)]))
    assert [(one.file, one.problem) for one in found] == [("a.xml", None), ("b.xml", None)]


def test_what_is_not_chosen_is_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "october"
    folder.mkdir()
    papers = [file_of(paper("peru", seed)) for seed in range(4)]
    (folder / "a.xml").write_bytes(papers[0])
    (folder / "z.zip").write_bytes(b"no archive")
    zipped(folder / "c.zip", c_xml=papers[1], d_xml=b" " * 7 * 1024**2, e_zip=b"no archive")
    (folder / "d.eml").write_bytes(bytes(message(d_xml=papers[2], e_zip=b"no archive")))
    box = mailbox.mbox(folder / "e.mbox")
    box.add(message(e_zip=b"no archive"))
    box.add(message(f_xml=papers[3], f_pdf=b"%PDF"))
    box.close()
    every = {one.name.removeprefix(f"{folder}/"): one for one in sources.pieces([str(folder)])}
    wanted = {"a.xml", "c.zip!c.xml", "d.eml!d.xml", "e.mbox!2!f.xml"}
    faulty = {"z.zip", "c.zip!d.xml", "c.zip!e.zip", "d.eml!e.zip", "e.mbox!1!e.zip"}
    assert {name for name, one in every.items() if one.problem} == faulty - {"c.zip!d.xml"}
    assert set(every) == wanted | faulty
    for names in (wanted, {"e.mbox!2!f.xml"}, set[str]()):
        choice = sources.PieceChoice(f"{folder}/{name}" for name in names)
        found = list(sources.pieces([str(folder)], choice))
        assert {one.name.removeprefix(f"{folder}/") for one in found} == names
        assert all(one.content and one.problem is None for one in found)


def test_a_reading_holds_neither_its_file_nor_the_mail_of_its_pdf(tmp_path: Path) -> None:
    content = file_of(paper("peru", 1))
    (tmp_path / "a.eml").write_bytes(bytes(message(a_xml=content, a_pdf=b"%PDF")))
    (found,) = readings(tmp_path)
    assert found.piece.content == b""
    assert found.piece.digest == sources.digest_of(content)
    assert found.piece.pdf is not None
    assert found.piece.pdf.name == "a.pdf"
    with pytest.raises(HostileContent):
        found.piece.pdf.content()


def test_a_pdf_that_is_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    folder = tmp_path / "october"
    folder.mkdir()
    (folder / "a.xml").write_bytes(file_of(paper("peru", 1)))
    (folder / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    for named in (folder, folder / "a.xml"):
        (found,) = sources.pieces([str(named)])
        assert found.pdf is not None
        with pytest.raises(HostileContent, match="unsafe-name"):
            found.pdf.content()


def test_a_pdf_that_is_no_file_is_none(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_bytes(file_of(paper("peru", 1)))
    os.mkfifo(tmp_path / "a.pdf")  # whoever opens it waits for ever
    (tmp_path / "b.pdf").symlink_to(tmp_path / "nothing.pdf")
    assert [one.pdf for one in sources.pieces([str(tmp_path)])] == [None, None]
