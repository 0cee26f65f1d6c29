"""Invoices of suppliers become bills: the whole program on the sandbox of each country."""

from __future__ import annotations

import contextlib
import errno
import json
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.builtin.received import checking
from alegra_cli.files import hold, lock_on
from alegra_cli.received import sources
from alegra_cli.received.posting import Posting
from alegra_cli.sandbox.database import open_books
from alegra_cli.sandbox.suppliers import COUNTRIES, Side, draw_paper, file_of
from alegra_cli.testing import Result, Runner
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.sending import Sender
from tests.cli.office import Office, killed
from tests.companies import Companies

COUNT = 10  # each way to send one, with and without a container, and a credit note
TODAY = date(2026, 6, 15)  # of the runner's clock


class Desk:
    """A company of a country, with a folder of what its suppliers sent and a rule for all."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.database = home / "config" / "sandbox.sqlite3"
        self.alegra = Runner(home, {"ALEGRA_PROFILE": "sandbox"})
        self.folder = str(home / "october")

    @classmethod
    def founded(cls, home: Path, company: Path) -> Desk:
        """A new one, in an empty home."""
        desk = cls(home)
        desk.database.parent.mkdir()
        shutil.copy(company, desk.database)
        with contextlib.closing(open_books(desk.database)) as books:
            books.settings.set("rate_limit", 100_000)
        told = desk.json("sandbox", "received", desk.folder, "--count", str(COUNT))
        (home / "told.json").write_text(json.dumps(told), encoding="utf-8")
        desk.json("received", "rules", "set", "*", "--category", "5")
        return desk

    def copied(self, home: Path) -> Desk:
        """The same in another home, as if it had been made there."""
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        return Desk(home)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was said of the folder when it was written."""
        told: dict[str, Any] = json.loads((self.home / "told.json").read_text(encoding="utf-8"))
        return {**told, "list": str(self.home / Path(told["list"]).name)}

    def run(self, *line: str, code: int = 0) -> Result:
        result = self.alegra(*line)
        assert result.code == code, result.err
        return result

    def json(self, *line: str, code: int = 0) -> Any:
        return exact.loads(self.run(*line, "-o", "json", code=code).out)

    def post(self, *more: str, code: int = 0) -> list[dict[str, Any]]:
        line = ("received", "post", self.folder, "--only", "ready", "--yes")
        out = self.run(*line, *more, "-o", "jsonl", code=code).out
        return [exact.loads(text) for text in out.splitlines()]

    def records(self, name: str) -> list[dict[str, Any]]:
        """All that the API lists; what `list` makes of it is tested elsewhere."""
        found: list[dict[str, Any]] = []
        with contextlib.closing(open_books(self.database)) as books:
            while page := books.call("GET", f"/{name}", query={"start": str(len(found))}):
                found += page
        return found

    def attachments(self, bill: str) -> list[str]:
        with contextlib.closing(open_books(self.database)) as books:
            return [one["name"] for one in books.call("GET", f"/bills/{bill}")["attachments"]]

    def own_bills(self) -> list[dict[str, Any]]:
        """Bills and notes that this program made, by the mark that each has."""
        every = [*self.records("bills"), *self.records("debit-notes")]
        return [one for one in every if str(one.get("observations") or "").startswith("[")]


Desks = Callable[..., Desk]


@pytest.fixture(scope="module")
def desks(companies: Companies) -> Desks:
    """The desk of a country, to be copied; also with what is ready in the books.

    Each is made once for all processes of a session, like the companies that they are made of.
    """
    folder = companies.folder.with_name("desks")
    folder.mkdir(exist_ok=True)

    @cache
    def one(country: str, posted: bool = False) -> Desk:
        home = folder / (f"{country}-posted" if posted else country)
        with lock_on(home.with_suffix(".lock")):
            if not home.exists():
                # Elsewhere first: what was interrupted is no desk.
                draft = home.with_suffix(".draft")
                shutil.rmtree(draft, ignore_errors=True)
                draft.mkdir()
                if posted:
                    outcomes = one(country).copied(draft).post()
                    assert [one["outcome"] for one in outcomes] == ["created"] * COUNT
                else:
                    Desk.founded(draft, companies(country, today=TODAY))
                draft.rename(home)
        return Desk(home)

    return one


@pytest.fixture(params=COUNTRIES)
def abroad(request: pytest.FixtureRequest, tmp_path: Path, desks: Desks) -> Desk:
    return desks(request.param).copied(tmp_path)


@pytest.fixture(params=COUNTRIES)
def posted_abroad(request: pytest.FixtureRequest, tmp_path: Path, desks: Desks) -> Desk:
    return desks(request.param, posted=True).copied(tmp_path)


@pytest.fixture
def desk(tmp_path: Path, desks: Desks) -> Desk:
    return desks("colombia").copied(tmp_path)


@pytest.fixture
def posted_desk(tmp_path: Path, desks: Desks) -> Desk:
    """A desk whose documents that are ready have been posted."""
    return desks("colombia", posted=True).copied(tmp_path)


def by_key(records: list[dict[str, Any]]) -> dict[str, Decimal]:
    return {one["observations"]: Decimal(str(one["total"])) for one in records}


def test_a_folder_becomes_bills_to_the_cent_and_none_twice(abroad: Desk) -> None:
    checked = abroad.json("received", "check", abroad.folder)
    ready = [one for one in checked if one["state"] == "ready"]
    assert len(ready) == COUNT
    found = {
        Path(one["file"].partition("!")[0]).name: one["reasons"]
        for one in checked
        if one["state"] != "ready"
    }
    assert found == {name: [reason] for name, reason in abroad.manifest["planted"].items()}
    outcomes = abroad.post("--attach", "xml,pdf")
    assert [one["outcome"] for one in outcomes] == ["created"] * COUNT
    posted = abroad.own_bills()
    totals = {one["authorityId"]: Decimal(str(one["total"])) for one in ready}
    assert sum(by_key(posted).values()) == sum(totals.values())
    assert sorted(by_key(posted).values()) == sorted(totals.values())
    for one in abroad.records("bills"):
        if str(one.get("observations") or "").startswith("["):
            files = abroad.attachments(one["id"])
            assert sorted(Path(name).suffix for name in files) == [".pdf", ".xml"]
    # Once more, from files of other names.
    Path(abroad.folder).rename(f"{abroad.folder}-again")
    abroad.folder += "-again"
    assert abroad.post("--attach", "xml,pdf") == []
    assert by_key(abroad.own_bills()) == by_key(posted)
    again = abroad.json("received", "check", abroad.folder)
    assert sum(one["reasons"] == ["in-the-books"] for one in again) == COUNT


def test_the_list_of_the_authority_against_the_books(posted_abroad: Desk) -> None:
    found = posted_abroad.json(
        "received",
        "compare",
        posted_abroad.manifest["list"],
        "--month",
        posted_abroad.manifest["month"],
    )
    # Other bills of the month are in the books alone, as in any office.
    ours = by_key(posted_abroad.own_bills()).values()
    here = [
        one["finding"]
        for one in found
        if one["finding"] != "only in the books" or one["booked"] in ours
    ]
    assert sorted(here) == sorted(posted_abroad.manifest["differences"].values())


def test_a_bill_that_was_entered_twice_is_told(posted_desk: Desk) -> None:
    bill = next(one for one in posted_desk.own_bills() if "provider" in one)
    body = {
        "date": bill["date"],
        "dueDate": bill["date"],
        "provider": {"id": bill["provider"]["id"]},
        "numberTemplate": {"number": bill["numberTemplate"]["fullNumber"]},
        "purchases": {"categories": [{"id": "5", "price": 1, "quantity": 1}]},
    }
    posted_desk.run("bills", "create", "--data", json.dumps(body))
    found = posted_desk.json("received", "compare", posted_desk.manifest["list"])
    twice = [one for one in found if one["finding"] == "twice in the books"]
    # The first of the folder is not in the list at all.
    assert len(twice) <= 1
    checked = posted_desk.json("received", "check", posted_desk.folder)
    number = bill["numberTemplate"]["fullNumber"]
    told = next(one for one in checked if one["number"] == number)
    assert told["reasons"] == ["in-the-books"]


def test_a_credit_note_is_set_against_its_bill(posted_desk: Desk) -> None:
    notes = [one for one in posted_desk.own_bills() if "provider" not in one]
    assert notes
    for note in notes:
        assert [bill["amount"] for bill in note["bills"]] == [note["total"]]


def test_nothing_is_sent_while_one_is_not_ready(desk: Desk) -> None:
    told = desk.run("received", "post", desk.folder, "--yes", code=5)
    assert "4 documents are not ready; nothing was sent." in told.err
    assert "--only ready" in told.err
    assert desk.own_bills() == []


def test_a_dry_run_shows_the_requests_and_sends_none(desk: Desk) -> None:
    told = desk.json("received", "post", desk.folder, "--only", "ready", "--dry-run")
    assert len(told) == COUNT
    assert {one["method"] for one in told} == {"POST"}
    assert desk.own_bills() == []


def test_without_a_terminal_yes_has_to_be_said(desk: Desk) -> None:
    told = desk.run("received", "post", desk.folder, "--only", "ready", code=2)
    assert f"Post {COUNT} documents?" in told.err
    assert desk.own_bills() == []


def test_suppliers_are_made_once(abroad: Desk) -> None:
    before = len(abroad.records("contacts"))
    outcomes = abroad.post("--create-suppliers")
    assert [one["outcome"] for one in outcomes] == ["created"] * (COUNT + 1)
    contacts = abroad.records("contacts")
    assert len(contacts) == before + 1
    assert [one["type"] for one in contacts if one["name"] == "Nadie conocido"] == [["provider"]]
    assert abroad.post("--create-suppliers") == []
    assert len(abroad.records("contacts")) == before + 1


def test_an_answer_that_was_lost_is_looked_up(desk: Desk) -> None:
    """Every write is done, and answered with an error."""
    desk.run("sandbox", "set", "--late-answer", "503")
    outcomes = desk.post(code=9)
    assert {one["outcome"] for one in outcomes} <= {"unknown", "not sent"}
    assert len(desk.own_bills()) >= 1
    desk.run("sandbox", "set", "--grant")
    desk.post()
    assert len(desk.own_bills()) == len(by_key(desk.own_bills())) == COUNT


PLAIN = ("received", "post", "--only", "ready", "--yes")


def test_what_is_told_of_a_journal_is_true_of_received_documents(posted_desk: Desk) -> None:
    """There is no file of rows to mend, and no option that names another journal."""
    (journal,) = posted_desk.home.glob("**/bills.journal")
    with journal.open("rb") as file:
        assert hold(file.fileno())
        told = posted_desk.run(*PLAIN, posted_desk.folder, code=2)
    assert f"Another run is using the journal {journal}." in told.err
    assert "documents are posted by one run at a time" in told.err
    whole = journal.read_bytes()
    journal.write_bytes(b"nothing of ours\n" + whole)
    told = posted_desk.run(*PLAIN, posted_desk.folder, code=1)
    assert "then move the journal away." in told.err
    assert "your file" not in told.err
    before = len(posted_desk.own_bills())
    journal.unlink()
    told = posted_desk.run(*PLAIN, posted_desk.folder)
    assert len(posted_desk.own_bills()) == before
    for text in (told.err, told.out):
        assert "--journal" not in text


def test_without_a_rule_nobody_guesses_an_account(desk: Desk) -> None:
    desk.run("received", "rules", "set", "*", "--remove")
    found = desk.json("received", "check", desk.folder)
    assert sum("no-rule" in one["reasons"] for one in found) >= COUNT


def test_rules_are_learnt_from_earlier_bills_and_accepted_by_a_person(posted_desk: Desk) -> None:
    posted_desk.run("received", "rules", "set", "*", "--remove")
    refused = posted_desk.run("received", "rules", "learn", code=2)
    assert "Keep" in refused.err
    assert posted_desk.json("received", "rules", "list") == []
    proposed = posted_desk.json("received", "rules", "learn", "--yes")
    assert proposed
    kept = posted_desk.json("received", "rules", "list")
    assert proposed == kept
    for one in kept:
        assert one["source"] == "learnt"
        assert bool(one["category"]) != bool(one["item"])
    tried = posted_desk.json("received", "rules", "test", posted_desk.folder)
    assert {one["rule"] for one in tried} >= {one["supplier"] for one in tried if one["rule"]}


def test_what_suppliers_send_comes_with_bills_to_learn_from_once(abroad: Desk) -> None:
    """Of the month that is asked for; the sandbox has bills of the months before it."""
    abroad.run("received", "rules", "set", "*", "--remove")
    (learnt,) = abroad.json("received", "rules", "learn", "--yes")
    assert (learnt["category"], learnt["source"]) == ("5", "learnt")
    bills = abroad.records("bills")
    told = abroad.json("sandbox", "received", f"{abroad.folder}2", "--month", "2026-02")
    assert told["month"] == "2026-02"
    listed = abroad.json("received", "read", f"{abroad.folder}2")
    assert {one["date"][:7] for one in listed if one["date"]} == {"2026-02"}
    assert abroad.records("bills") == bills


def test_a_month_that_is_none_is_told_with_its_option(desk: Desk) -> None:
    for line in (
        ("sandbox", "received", f"{desk.folder}2", "--month", "2026-13"),
        ("received", "compare", f"{desk.folder}-list.csv", "--month", "2026-13"),
    ):
        assert "--month: '2026-13' is no period" in desk.run(*line, code=2).err
    assert not Path(f"{desk.folder}2").exists()


def test_a_rule_names_what_is_there(desk: Desk) -> None:
    told = desk.run("received", "rules", "set", "900123456", "--category", "no-such", code=4)
    assert "404" in told.err
    told = desk.run("received", "rules", "set", "900123456", code=2)
    assert "--category" in told.err


def test_the_history_of_a_supplier_never_overrides_the_taxes(desk: Desk) -> None:
    """The rule says the account alone: the taxes are those of each document."""
    ready = [one for one in desk.json("received", "check", desk.folder) if one["state"] == "ready"]
    desk.post()
    taxes = {one["number"]: Decimal(str(one["taxes"])) for one in ready if one["kind"] == "invoice"}
    bills = {
        one["numberTemplate"]["fullNumber"]: one for one in desk.own_bills() if "provider" in one
    }
    assert {number: Decimal(str(bill["tax"])) for number, bill in bills.items()} == taxes


def test_what_only_the_list_has_is_imported_once(posted_desk: Desk) -> None:
    line = ("received", "compare", posted_desk.manifest["list"], "--import-missing", "--yes")
    told = posted_desk.run(*line)
    assert "1 imported." in told.err
    again = posted_desk.run(*line)
    assert "only in the list" not in again.out
    assert "There is nothing to import." in again.err


def test_reading_needs_no_account_and_tells_each_document(tmp_path: Path, desk: Desk) -> None:
    nobody = Runner(tmp_path / "nobody", {})
    (tmp_path / "nobody").mkdir()
    told = nobody("received", "read", desk.folder, "-o", "jsonl")
    assert told.code == 0, told.err
    records = [exact.loads(line) for line in told.out.splitlines()]
    assert len(records) == COUNT + len(desk.manifest["planted"])
    needed = {"file", "country", "kind", "number", "authorityId", "supplier", "date", "currency"}
    needed |= {"subtotal", "taxes", "withheld", "total", "state", "reasons"}
    assert all(needed <= set(one) for one in records)
    for one in records:
        if one["state"] == "ready":
            assert one["subtotal"] + one["taxes"] - one["withheld"] == one["total"]


@pytest.fixture(scope="module")
def before_posting(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    """The home of an office with three documents and a rule for them, to be copied."""
    office = Office(tmp_path_factory.mktemp("office"), filled)
    folder = str(office.home / "october")
    assert office.alegra("sandbox", "received", folder, "--count", "3").code == 0
    assert office.alegra("received", "rules", "set", "*", "--category", "5").code == 0
    return office.home


@pytest.fixture
def three(before_posting: Path, tmp_path: Path) -> Office:
    return Office.copy_of(before_posting, tmp_path)


# A sample; `make crash` tries every step.
@pytest.mark.parametrize("step", [1, 4, 7, 8, 9, 10, 14, 23, 42])
def test_killed_at_a_step_and_run_again_each_is_there_once(step: int, three: Office) -> None:
    line = posting(three)
    assert killed(three.alegra, step, *line) in (-signal.SIGKILL, 0)
    told = three.alegra(*line)
    assert told.code == 0, told.err
    marks = [
        one["observations"]
        for one in three.list("bills")
        if str(one.get("observations") or "").startswith("[")
    ]
    assert len(marks) == len(set(marks)) == 3


def posting(office: Office) -> tuple[str, ...]:
    folder = str(office.home / "october")
    return ("received", "post", folder, "--only", "ready", "--attach", "xml,pdf", "--yes")


def test_each_runs_over_it(desk: Desk) -> None:
    told = desk.run("each", "-p", "sandbox", "--", "received", "check", desk.folder, "-o", "jsonl")
    records = [exact.loads(line) for line in told.out.splitlines()]
    assert {one["company"] for one in records} == {"sandbox"}
    line = ("received", "post", desk.folder, "--only", "ready")
    refused = desk.run("each", "-p", "sandbox", "--", *line, code=2)
    assert "changes something" in refused.err
    assert desk.own_bills() == []
    desk.run("each", "-p", "sandbox", "--write", "--yes", "--", *line)
    assert len(desk.own_bills()) == COUNT


@pytest.mark.parametrize("line", [("read",), ("check",), ("post", "--yes")])
def test_a_folder_without_a_document_is_told_and_is_no_fault(
    desk: Desk, tmp_path: Path, line: tuple[str, ...]
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "note.txt").write_text("not an invoice")
    command, *more = line
    told = desk.run("received", command, str(folder), *more, "-o", "jsonl")
    assert told.out == ""
    assert f"No document was found in {folder}." in told.err
    assert "ends in .xml, .zip, .eml, .mbox." in told.err


def support_document(desk: Desk, number: str) -> None:
    """One that the company issued to a supplier of its own, put into the desk's folder."""
    company = desk.json("company", "get")
    contact = desk.records("contacts")[0]
    tax_ids = [one["identificationObject"]["number"] for one in (contact, company)]
    seller, buyer = (Side(text, "Una parte", "1") for text in tax_ids)
    one = draw_paper(random.Random(number), "colombia", seller, buyer, TODAY, "invoice")
    text = file_of(one).decode()
    for old, new in ((">01</cbc:InvoiceTypeCode>", ">05</cbc:InvoiceTypeCode>"),):
        assert text.count(old) == 1
        text = text.replace(old, new)
    text = text.replace(f">{one.series}{one.folio}<", f">{number}<")
    Path(desk.folder, f"{number}.xml").write_text(text, encoding="utf-8")


def issued(desk: Desk) -> dict[str, Any]:
    """A support document that the company issued with Alegra."""
    numbering = next(
        one for one in desk.records("number-templates") if one["documentType"] == "supportDocument"
    )
    body = {
        "date": TODAY.isoformat(),
        "dueDate": TODAY.isoformat(),
        "provider": {"id": desk.records("contacts")[0]["id"]},
        "numberTemplate": {"id": numbering["id"]},
        "purchases": {"categories": [{"id": "5", "price": 100, "quantity": 1}]},
    }
    made: dict[str, Any] = desk.json("bills", "create", "--data", json.dumps(body))
    return made


def test_a_support_document_is_looked_for_and_never_posted(desk: Desk) -> None:
    here = issued(desk)["numberTemplate"]["fullNumber"]
    for number in (here, "DSX-999"):
        support_document(desk, number)
    by_number = {one["number"]: one for one in desk.json("received", "read", desk.folder)}
    assert by_number[here]["reasons"] == ["support-document"]
    by_number = {one["number"]: one for one in desk.json("received", "check", desk.folder)}
    # The document of this number has another total: a person has to look.
    assert by_number[here]["reasons"] == ["in-the-books-otherwise"]
    assert by_number[here]["postedAs"].startswith("bills ")
    assert by_number["DSX-999"]["reasons"] == ["support-document-missing"]
    assert by_number["DSX-999"]["state"] == "review"
    assert len(desk.post()) == COUNT


def test_support_documents_of_the_list_are_compared_with_those_of_the_books(
    desk: Desk, tmp_path: Path
) -> None:
    made = issued(desk)
    number = made["numberTemplate"]["fullNumber"]
    folio = re.sub(r"^\D*", "", number)
    prefix = number.removesuffix(folio)
    company = desk.json("company", "get")["identificationObject"]["number"]
    seller = desk.records("contacts")[0]["identificationObject"]["number"]
    path = tmp_path / "dian.csv"
    head = "Tipo de documento,CUFE/CUDE,Prefijo,Folio,Fecha Emisión,NIT Emisor,NIT Receptor,Total\n"
    kind = "Documento soporte con no obligados"
    rows = [
        f"{kind},{place:096x},{prefix},{one},{TODAY:%d-%m-%Y},{company},{seller},{made['total']}\n"
        for place, one in enumerate((folio, "999"), 1)
    ]
    path.write_text(head + "".join(rows), encoding="utf-8")
    line = ("received", "compare", str(path), "--import-missing", "--yes")
    told = desk.run(*line, "-o", "jsonl")
    found = [exact.loads(text) for text in told.out.splitlines()]
    ours = [one for one in found if one["finding"] != "only in the books"]
    assert [(one["finding"], one["number"]) for one in ours] == [
        ("only in the list", f"{prefix}-999")
    ]
    assert f"bills {made['id']}" not in {one["ids"] for one in found}
    assert "There is nothing to import." in told.err


def test_killed_between_a_bill_and_its_files_the_next_run_attaches_them(three: Office) -> None:
    line = posting(three)

    def files() -> list[list[str]]:
        bills = [
            one for one in three.list("bills") if str(one["observations"] or "").startswith("[")
        ]
        told = [three.alegra("bills", "attachments", one["id"], "-o", "json") for one in bills]
        return [sorted(Path(it["name"]).suffix for it in exact.loads(one.out)) for one in told]

    assert killed(three.alegra, 55, *line) == -signal.SIGKILL
    before = files()
    assert len(before) == 3
    assert [] in before
    for _again in range(2):
        told = three.alegra(*line)
        assert told.code == 0, told.err
        assert "There is nothing to post." in told.err
        assert files() == [[".pdf", ".xml"]] * 3


def after_posting(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Something happens to the folder between the bills and their files, once."""
    whole = Posting.outcomes

    def outcomes(posting: Posting, sender: Sender) -> Iterator[RowOutcome]:
        yield from whole(posting, sender)
        change()
        monkeypatch.undo()

    monkeypatch.setattr(Posting, "outcomes", outcomes)


def plain_file(desk: Desk) -> Path:
    """Of an invoice that is ready, with a PDF beside it."""
    for one in desk.json("received", "check", desk.folder):
        path = Path(one["file"])
        if (
            one["state"] == "ready"
            and one["kind"] == "invoice"
            and path.with_suffix(".pdf").exists()
        ):
            return path
    raise AssertionError


def attached(desk: Desk) -> dict[str, list[str]]:
    """Names of the files of each bill, by its mark."""
    bills = [one for one in desk.own_bills() if "provider" in one]
    return {one["observations"]: desk.attachments(one["id"]) for one in bills}


POST = ("--only", "ready", "--attach", "xml,pdf", "--yes")


def test_only_what_was_posted_is_attached(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another document has the name of one when it comes to be attached."""
    path = plain_file(desk)
    content = path.read_bytes()
    after_posting(monkeypatch, lambda: path.write_bytes(content.replace(b"</", b"\n</")))
    told = desk.run("received", "post", desk.folder, *POST, code=9)
    assert f"{path.name}: It changed after it was read, and is not attached." in told.err
    assert f"Not attached: {path.name}." in told.err
    names = attached(desk)
    assert [] in names.values()
    assert sum(map(bool, names.values())) == len(names) - 1
    path.write_bytes(content)
    desk.run("received", "post", desk.folder, *POST)
    names = attached(desk)
    assert all(len(files) == 2 for files in names.values())
    assert [path.name in files for files in names.values()].count(True) == 1


@pytest.mark.parametrize(("kind", "left"), [(".xml", 0), (".pdf", 1)])
def test_a_file_that_went_away_is_told_and_the_others_are_attached(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str, left: int
) -> None:
    """Without its XML nobody knows whose the PDF is."""
    path = plain_file(desk).with_suffix(kind)
    after_posting(monkeypatch, path.unlink)
    told = desk.run("received", "post", desk.folder, *POST, code=9)
    assert f"{path.name}: It is not there any more, and is not attached." in told.err
    assert sorted({len(files) for files in attached(desk).values()}) == [left, 2]


def test_a_pdf_that_can_not_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain_file(desk).with_suffix(".pdf")
    whole = sources.file_content

    def read(one: Path, most: int, code: str) -> bytes:
        if one == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(one, most, code)

    monkeypatch.setattr(sources, "file_content", read)
    told = desk.run("received", "post", desk.folder, *POST, code=9)
    assert f"{path.name} can't be read: Permission denied" in told.err
    assert sorted({len(files) for files in attached(desk).values()}) == [1, 2]


def test_a_pdf_that_leads_out_of_the_folder_is_not_attached(desk: Desk, tmp_path: Path) -> None:
    path = plain_file(desk).with_suffix(".pdf")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    path.unlink()
    path.symlink_to(tmp_path / "secret.pdf")
    told = desk.run("received", "post", desk.folder, *POST, code=9)
    assert f"{path.name}: A name leads out of its folder or archive." in told.err
    assert not any(path.name in files for files in attached(desk).values())


def test_a_file_of_several_documents_is_attached_to_the_bill_of_each(
    tmp_path: Path, desks: Desks
) -> None:
    desk = desks("chile").copied(tmp_path)
    ready = [
        Path(one["file"])
        for one in desk.json("received", "check", desk.folder)
        if one["state"] == "ready" and one["kind"] == "invoice" and "!" not in one["file"]
    ]
    texts = [path.read_text("iso-8859-1").partition("\n")[2] for path in ready[:2]]
    both = (
        f'<EnvioDTE xmlns="http://www.sii.cl/SiiDte"><SetDTE>{"".join(texts)}</SetDTE></EnvioDTE>'
    )
    shutil.rmtree(desk.folder)
    Path(desk.folder).mkdir()
    Path(desk.folder, "both.xml").write_text(both, encoding="utf-8")
    for _again in range(2):
        desk.post("--attach", "xml,pdf")
        assert [*attached(desk).values()] == [["both.xml"]] * 2


def test_what_is_attached_is_not_opened_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is read once, and once more only where a file is to be attached."""
    passes: list[int] = []
    whole = sources.pieces

    def pieces(names: Sequence[str], *choice: sources.PieceChoice) -> Iterator[sources.Piece]:
        passes.append(0)
        for piece in whole(names, *choice):
            passes[-1] += 1
            yield piece

    for module in (sources, checking):
        monkeypatch.setattr(module, "pieces", pieces)
    desk.post("--attach", "xml,pdf")
    every, opened = passes
    bills = len(attached(desk))
    assert opened == bills < every
    desk.post("--attach", "xml,pdf")
    assert passes[2:] == [every, 0]
