"""Files of records, documents as PDF and XML: whole, under good names, never over another."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from alegra_cli import exact
from alegra_cli.declare.files import LARGEST
from tests.cli.conftest import Inside, Served
from tests.cli.fork_server import LONGEST, PROGRAM
from tests.contract.conftest import RESOURCES


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands write where they are run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def attached(served: Served) -> int:
    return served.books.store.count("attachments")


def test_files_come_back_byte_for_byte_without_credentials(
    inside: Inside, served: Served, folder: Path
) -> None:
    contents = {"papel.txt": b"Orden \xc3\xb1", "foto.bin": bytes(range(256)) * 40}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    rows = inside.json("invoices", "attach", "3", *contents)
    assert [row["name"] for row in rows] == list(contents)
    assert [row["id"] for row in inside.json("invoices", "attachments", "3")] == [
        row["id"] for row in rows
    ]
    for row in rows:
        answer = requests.get(row["url"], timeout=10)
        assert answer.content == contents[row["name"]]
        pair = (served.email, served.token)
        assert requests.get(row["url"], auth=pair, timeout=10).status_code == 400
        assert requests.get(row["url"] + "0", timeout=10).status_code == 403
    assert inside("invoices", "attachment-delete", rows[0]["id"]).code == 2
    assert inside("invoices", "attachment-delete", rows[0]["id"], "--yes").code == 0
    assert requests.get(rows[0]["url"], timeout=10).status_code == 404


@pytest.mark.parametrize("wrong", ["missing.txt", "empty.txt", "large.bin", "folder"])
def test_one_bad_file_and_nothing_is_sent(
    inside: Inside, served: Served, folder: Path, wrong: str
) -> None:
    (folder / "good.txt").write_text("good")
    (folder / "empty.txt").touch()
    (folder / "large.bin").write_bytes(b"x" * (LARGEST + 1))
    (folder / "folder").mkdir()
    before = attached(served)
    result = inside("contacts", "attach", "1", "good.txt", wrong)
    assert result.code == 2
    assert wrong in result.err
    assert attached(served) == before


@pytest.mark.parametrize(
    "name",
    [item.name for item in RESOURCES if item.action("attachments")],
)
def test_every_resource_that_takes_files_takes_one(
    inside: Inside, served: Served, folder: Path, name: str
) -> None:
    (folder / "a.png").write_bytes(b"\x89PNG")
    result = inside(name, "attach", "1", "a.png")
    if served.books.store.get(name, "1") is None:
        assert result.code == 4
    else:
        assert result.code == 0, result.err
        assert "a.png" in [row["name"] for row in inside.json(name, "attachments", "1")]


@pytest.mark.parametrize("name", ["company", "users"])
def test_pictures(inside: Inside, folder: Path, name: str) -> None:
    (folder / "logo.png").write_bytes(b"\x89PNG")
    assert "/files/attachments/" in inside(name, "attach", "logo.png").out


def test_a_picture_of_an_item_goes_as_one(inside: Inside, folder: Path) -> None:
    (folder / "a.png").write_bytes(b"x")
    (folder / "a.pdf").write_bytes(b"x")
    told = [inside.json("items", "attach", "1", n, "--dry-run")["body"] for n in ("a.png", "a.pdf")]
    assert [next(iter(body)) for body in told] == ["image", "file"]
    forced = inside.json("items", "attach", "1", "a.png", "--as", "file", "--dry-run")
    assert next(iter(forced["body"])) == "file"


def test_documents_are_saved_by_number_and_client(inside: Inside, folder: Path) -> None:
    (folder / "papers").mkdir()
    rows = inside.json("invoices", "pdf", "1", "2", "3", "-O", "papers")
    saved = sorted((folder / "papers").iterdir())
    assert sorted(folder / row["file"] for row in rows) == saved
    assert all(file.read_bytes().startswith(b"%PDF") for file in saved)
    assert saved[0].name.startswith("FE1 ")
    assert saved[0].stat().st_mode & 0o777 == 0o666 & ~current_umask()


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_nothing_is_overwritten_without_force(inside: Inside, folder: Path) -> None:
    mine = folder / "mine.pdf"
    mine.write_bytes(b"mine")
    result = inside("invoices", "pdf", "1", "-O", "mine.pdf")
    assert result.code == 2
    assert mine.read_bytes() == b"mine"
    assert inside("invoices", "pdf", "1", "-O", "mine.pdf", "--force").code == 0
    assert mine.read_bytes().startswith(b"%PDF")
    assert [file.name for file in folder.iterdir() if file.name.startswith(".alegra")] == []


@pytest.mark.parametrize(
    "words",
    [("1", "2", "-O", "one.pdf"), ("1", "-O", "nowhere/x.pdf"), ()],
)
def test_where_it_can_not_be_saved(inside: Inside, words: tuple[str, ...]) -> None:
    assert inside("invoices", "pdf", *words).code == 2


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_documents_of_a_month_go_into_a_folder_that_is_made(
    inside: Inside, folder: Path
) -> None:
    wanted = inside.json("invoices", "list", "--period", "last-month", "--all")
    rows = inside.json("invoices", "pdf", "--period", "last-month", "-O", "a/month")
    assert [row["id"] for row in rows] == [record["id"] for record in wanted]
    assert sorted(Path(row["file"]).name for row in rows) == names(folder / "a" / "month")


def test_a_second_run_stops_before_anything_or_leaves_files_alone(
    inside: Inside, folder: Path
) -> None:
    line = ("invoices", "pdf", "--period", "last-month", "-O", "month")
    first = inside.json(*line)
    kept = folder / first[0]["file"]
    kept.write_bytes(b"mine")
    (folder / first[-1]["file"]).unlink()
    stopped = inside(*line)
    assert stopped.code == 2
    assert "--skip-existing" in stopped.err
    assert len(names(folder / "month")) == len(first) - 1
    again = inside(*line, "--skip-existing", "-o", "json")
    assert [row["id"] for row in exact.loads(again.out)] == [first[-1]["id"]]
    assert str(len(first) - 1) in again.err
    assert kept.read_bytes() == b"mine"


def test_a_month_without_some_renderings_is_partly_done(inside: Inside, folder: Path) -> None:
    told = inside("invoices", "xml", "--all", "-O", "xml", "-o", "json")
    assert told.code == 9
    saved = {row["id"] for row in exact.loads(told.out)}
    records = inside.json("invoices", "list", "--all")
    assert saved == {one["id"] for one in records if one["stamp"]}
    assert len(names(folder / "xml")) == len(saved) > 0


def test_ids_or_filters(inside: Inside) -> None:
    assert inside("invoices", "pdf", "1", "--status", "open").code == 2
    assert inside("invoices", "pdf", "--force", "--skip-existing", "--all").code == 2


def test_what_was_saved_is_told_also_when_the_next_one_fails(inside: Inside, folder: Path) -> None:
    result = inside("invoices", "pdf", "1", "99999")
    assert result.code == 4
    assert len(list(folder.glob("FE1*.pdf"))) == 1
    assert "FE1" in result.out


@pytest.mark.parametrize("name", ["credit-notes", "payments", "estimates"])
def test_other_documents_have_a_pdf_too(inside: Inside, folder: Path, name: str) -> None:
    assert inside(name, "pdf", "1").code == 0
    assert len(list(folder.glob("*.pdf"))) == 1


def test_an_xml_is_there_after_the_authority_accepted(inside: Inside, folder: Path) -> None:
    assert inside("invoices", "xml", "1", "-O", "a.xml").code == 0
    assert (folder / "a.xml").read_text().startswith("<?xml")
    paper = inside("invoices", "xml", "2")
    assert paper.code == 4
    assert "only after the tax authority has accepted it" in paper.err


def test_the_printed_curl_line_uploads(inside: Inside, served: Served, folder: Path) -> None:
    (folder / "it's.txt").write_text("x")
    before = attached(served)
    told = inside("contacts", "attach", "1", "it's.txt", "--dry-run")
    assert told.code == 0
    assert attached(served) == before
    line = next(line for line in told.out.splitlines() if line.startswith("curl "))
    env = {"ALEGRA_EMAIL": served.email, "ALEGRA_TOKEN": served.token, "PATH": os.environ["PATH"]}
    assert Path(PROGRAM).exists()
    subprocess.run(
        ["bash", "-c", line + " -f"],
        env=env,
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    assert attached(served) == before + 1


SLIPS = """
from alegra_cli.declare import Action, Column, Download, Resource
from alegra_cli.hookspecs import hookimpl

api_version = "1"


@hookimpl
def alegra_resources():
    slip = Download(
        "slip",
        "/{id}",
        summary="Save slips.",
        query=(("fields", "pdf"),),
        link="pdf",
        extension="pdf",
    )
    proof = Download(
        "proof", "/{id}", summary="Save proofs.", link="proof", absence="Ask the bank for it."
    )
    return [
        Resource(
            "slips",
            path="/invoices",
            singular="slip",
            columns=(Column("Id", "id"),),
            label=("id",),
            actions=(slip, proof),
            examples=("alegra slips slip 1", "alegra slips proof 1"),
        )
    ]
"""


@pytest.fixture
def slips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin whose downloads are called like no kind of file."""
    place = tmp_path / "site"
    info = place / "acme_slips-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-slips\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[alegra_cli.plugins]\nslips = acme_slips\n")
    (place / "acme_slips.py").write_text(SLIPS)
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.delitem(sys.modules, "acme_slips", raising=False)


@pytest.mark.usefixtures("slips")
def test_a_file_is_called_by_its_kind_and_not_by_its_action(inside: Inside, folder: Path) -> None:
    (row,) = inside.json("slips", "slip", "1")
    assert row["file"] == "1.pdf"
    assert (folder / "1.pdf").read_bytes().startswith(b"%PDF")
    several = inside("slips", "slip", "2", "3", "-O", "both.pdf")
    assert (several.code, "folder" in several.err) == (2, True)


@pytest.mark.usefixtures("slips")
def test_what_is_missing_is_told_in_the_words_of_its_plugin(inside: Inside) -> None:
    told = inside("slips", "proof", "1")
    assert told.code == 4
    assert "Ask the bank for it." in told.err
