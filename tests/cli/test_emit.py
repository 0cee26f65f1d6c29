"""Documents to the tax authority: never twice, whatever happens in between."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.sandbox.books import Books
from alegra_cli.testing import FakeClock, Result, Runner
from tests.cli.conftest import Program, Served
from tests.cli.office import Office, killed
from tests.companies import Companies

ROOT = Path(__file__).parents[2]


class EmittingOffice(Office):
    """An office that counts what reached the authority."""

    def __init__(self, home: Path, filled: Path) -> None:
        super().__init__(home, filled)
        self._before = self.books.store.count("authority-log")

    def emit(self, *words: str) -> Result:
        return self.alegra("invoices", "emit", *words, "--yes")

    def emitted(self, *words: str) -> dict[str, str]:
        result = self.alegra("invoices", "emit", *words, "--yes", "-o", "json")
        return {row["id"]: row["outcome"] for row in exact.loads(result.out)}

    def drafts(self, count: int) -> list[str]:
        return draft(self.books, count)

    @property
    def reached(self) -> Counter[str]:
        """How often each document reached the authority since this office opened."""
        rows = self.books.store.find("authority-log")[self._before :]
        return Counter(row["document"] for row in rows)


def draft(books: Books, count: int) -> list[str]:
    body = {
        "date": "2026-06-01",
        "dueDate": "2026-06-30",
        "client": "1",
        "numberTemplate": "1",
        "items": [{"id": "1", "price": 100, "quantity": 1}],
    }
    return [books.call("POST", "/invoices", body)["id"] for _each in range(count)]


@pytest.fixture
def office(tmp_path: Path, filled: Path) -> Iterator[EmittingOffice]:
    made = EmittingOffice(tmp_path, filled)
    yield made
    made.books.close()


def test_all_drafts_go_in_batches_of_ten_and_never_again(office: EmittingOffice) -> None:
    wanted = {f"invoices/{key}" for key in office.drafts(12)}
    first = office.emit("--all")
    assert first.code == 0, first.err
    assert office.reached.keys() >= wanted
    assert set(office.reached.values()) == {1}
    again = office.emit("--all")
    assert again.code == 0
    assert set(office.reached.values()) == {1}


def test_it_asks_with_number_total_and_authority(office: EmittingOffice) -> None:
    keys = office.drafts(2)
    result = office.alegra("invoices", "emit", *keys)
    assert result.code == 2
    assert "Send 2 documents, 200" in result.err
    assert "DIAN" in result.err
    assert not office.reached


def test_what_may_not_go_is_left_out_with_the_reason(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    result = office.emit("1", "2", key)
    assert result.code == 9
    assert "invoice 1: already issued" in result.err
    assert "invoice 2: its numbering is not electronic" in result.err
    assert office.reached == {f"invoices/{key}": 1}


def test_a_dry_run_lists_what_would_be_sent(office: EmittingOffice) -> None:
    keys = office.drafts(2)
    result = office.alegra("invoices", "emit", "--all", "--dry-run", "-o", "json")
    assert {row["id"] for row in exact.loads(result.out)} >= set(keys)
    assert not office.reached
    nobody = Runner(office.home / "else", {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""})
    plan = exact.loads(nobody("invoices", "emit", "7", "8", "--dry-run", "-o", "json").out)
    assert (plan["method"], plan["body"]) == ("POST", {"ids": ["7", "8"]})


@pytest.mark.parametrize("words", [(), ("1", "--all"), ("--all", "--never-sent")])
def test_ids_or_all(office: EmittingOffice, words: tuple[str, ...]) -> None:
    assert office.emit(*words).code == 2
    assert not office.reached


def test_a_refusal_is_told_and_can_be_emitted_again(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    office.books.settings.set("authority", "rejects")
    result = office.emit(key)
    assert result.code == 9
    assert "nombre no coincide" in result.out
    office.books.settings.set("authority", "accepts")
    assert office.emitted(key) == {key: "accepted"}


def test_an_answer_without_ids_is_settled_by_the_documents(office: EmittingOffice) -> None:
    keys = office.drafts(12)
    office.books.settings.set("authority", "silent")
    assert office.emitted(*keys) == dict.fromkeys(keys, "accepted")
    assert set(office.reached.values()) == {1}


def test_what_is_in_process_waits(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    office.books.settings.set("authority", "waits")
    assert office.emitted(key) == {key: "processing"}
    assert "in process" in office.emit(key).err
    assert office.reached[f"invoices/{key}"] == 1


def test_wait_looks_until_the_authority_has_answered(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    office.books.settings.set("authority", "waits")

    class Clock(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if len(self.slept) == 3:
                office.books.settings.set("authority", "accepts")

    office.alegra.clock = Clock()
    assert office.emitted(key, "--wait") == {key: "accepted"}
    assert office.alegra.clock.slept == [2, 5, 15]
    assert office.reached[f"invoices/{key}"] == 1


def test_date_moves_drafts_first(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    assert office.emit(key, "--date", "2026-07-15").code == 0
    invoice = office.books.call("GET", f"/invoices/{key}")
    assert (invoice["date"], invoice["dueDate"]) == ("2026-07-15", "2026-07-15")


def test_what_is_told_before_the_emission_is_told_of_the_new_date(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    refused = "the DIAN refuses dates more than 10 days away"
    assert refused in office.emit(key, "--dry-run").err
    for words in (("--dry-run",), ()):
        done = office.emit(key, "--date", "today", *words, "-o", "json")
        assert refused not in done.err
        assert exact.loads(done.out)[0]["date"] == office.alegra.clock.now().date().isoformat()


@pytest.mark.parametrize(
    ("country", "refused"),
    [("mexico", "older than 72 hours"), ("peru", "within three days of its date")],
)
def test_a_date_too_old_is_mended_by_date_elsewhere_too(
    tmp_path: Path, companies: Companies, country: str, refused: str
) -> None:
    there = EmittingOffice(tmp_path, companies(country, today=date(2026, 3, 31)))
    assert refused in there.alegra("invoices", "emit", "--all", "--dry-run").err
    assert refused not in there.emit("--all", "--dry-run", "--date", "today").err
    # A day that is as bad is told as before.
    assert refused in there.emit("--all", "--dry-run", "--date", "2026-03-30").err
    there.books.close()


def test_credit_notes_go_one_by_one(office: EmittingOffice) -> None:
    note = {"date": "2026-06-01", "client": "1", "items": [{"id": "1", "price": 9, "quantity": 1}]}
    keys = [office.books.call("POST", "/credit-notes", note)["id"] for _each in "ab"]
    result = office.alegra("credit-notes", "emit", *keys, "--yes", "-o", "json")
    assert result.code == 0, result.err
    assert [row["outcome"] for row in exact.loads(result.out)] == ["accepted", "accepted"]
    again = office.alegra("credit-notes", "emit", *keys, "--yes")
    assert again.err.count("already issued") == 2
    assert office.reached == {f"credit-notes/{key}": 1 for key in keys}
    assert office.alegra("credit-notes", "emit", "--all", "--yes").code == 2


def test_a_receipt_of_mexico_is_not_offered_elsewhere(office: EmittingOffice) -> None:
    result = office.alegra("payments", "emit", "1", "--yes", "-o", "json")
    assert result.code == 5
    assert "no está disponible" in result.err


def test_support_documents_are_found_by_all(office: EmittingOffice) -> None:
    bill = {
        "date": "2026-06-01",
        "dueDate": "2026-06-01",
        "provider": "8",
        "numberTemplate": {"id": "8"},
        "billOperationType": "INDIVIDUAL",
        "purchases": {"categories": [{"id": "5", "price": 100, "quantity": 1}]},
    }
    key = office.books.call("POST", "/bills", bill)["id"]
    result = office.alegra("bills", "emit", "--all", "--yes", "-o", "json")
    assert result.code == 0, result.err
    assert [row["id"] for row in exact.loads(result.out)] == [key]


def test_a_document_that_a_rule_refuses_is_left_out(office: EmittingOffice) -> None:
    good, bad = office.drafts(2)
    office.books.call("PUT", f"/invoices/{bad}", {"paymentForm": "BARTER"})
    result = office.emit(good, bad)
    assert result.code == 9
    assert f"invoice {bad}: paymentForm: BARTER is not one of CASH, CREDIT" in result.err
    assert office.reached == {f"invoices/{good}": 1}


def test_a_refusal_says_what_to_do_and_is_remembered(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    office.books.settings.set("authority", "rejects")
    told = office.alegra("invoices", "emit", key, "--yes", "-o", "json")
    assert "get" in exact.loads(told.out)[0]["remedy"]
    status = exact.loads(office.alegra("invoices", "status", key, "-o", "json").out)[0]
    assert "rejected" in status["journal"]
    assert "nombre no coincide" in status["journal"]


@pytest.mark.parametrize(
    ("mode", "codes", "reached"),
    [("half", (8, 9), 3), ("forgets", (0,), 6), ("times-out", (0,), 6)],
)
def test_bad_days_of_the_authority(
    office: EmittingOffice, mode: str, codes: tuple[int, ...], reached: int
) -> None:
    """What the answer does not tell, the documents do, as far as they were stamped."""
    keys = office.drafts(6)
    office.books.settings.set("authority", mode)
    told = office.alegra("invoices", "emit", *keys, "--yes", "-o", "json")
    assert told.code in codes
    outcomes = [row["outcome"] for row in exact.loads(told.out)]
    assert outcomes.count("accepted") == reached
    assert sum(office.reached.values()) == reached
    office.books.settings.set("authority", "accepts")
    office.emit(*keys)
    office.emit("--all")
    assert {office.reached[f"invoices/{key}"] for key in keys} == {1}
    assert {office.books.call("GET", f"/invoices/{key}")["status"] for key in keys} == {"open"}


def test_the_sandbox_counts_what_reached_its_authority(office: EmittingOffice) -> None:
    before = exact.loads(office.alegra("sandbox", "authority", "waits", "-o", "json").out)
    assert before["authority"] == "waits"
    office.emit(*office.drafts(2))
    after = exact.loads(office.alegra("sandbox", "authority", "-o", "json").out)
    assert after["reached"] == before["reached"] + 2


def test_status_shows_both_states(office: EmittingOffice) -> None:
    key = office.drafts(1)[0]
    rows = exact.loads(office.alegra("invoices", "status", "1", key, "-o", "json").out)
    assert [row["fiscal"] for row in rows] == ["accepted", "none"]
    assert [row["status"] for row in rows][1] == "draft"
    assert len(rows[0]["code"]) == 96


def test_a_journal_that_cant_be_read_stops_before_any_request(office: EmittingOffice) -> None:
    keys = office.drafts(2)
    assert office.emit(keys[0]).code == 0
    journal = next((office.home / "config").glob("emission-*.jsonl"))
    journal.write_bytes(b"not a journal\n" + journal.read_bytes())
    result = office.emit(keys[1])
    assert result.code == 1
    assert "can't be read; nothing was sent" in result.err
    assert f"invoices/{keys[1]}" not in office.reached


def test_killed_at_any_step_no_document_goes_twice(office: EmittingOffice) -> None:
    steps = 0
    while True:
        steps += 1
        key = office.drafts(1)[0]
        if killed(office.alegra, steps, "invoices", "emit", key, "--yes") != -signal.SIGKILL:
            break
        document = f"invoices/{key}"
        office.emit(key)
        assert office.reached[document] <= 1, steps
        # Nobody can know whether it went; somebody looks, and says that it did not.
        if not office.reached[document]:
            assert office.emitted(key, "--never-sent") == {key: "accepted"}
        assert office.reached[document] == 1, steps
    assert steps > 10


def test_two_processes_at_once_send_each_document_once(alegra_on: Program, served: Served) -> None:
    before = served.books.store.count("authority-log")
    keys = draft(served.books, 15)
    with ThreadPoolExecutor(2) as pool:
        lines = [("invoices", "emit", *keys, "--yes")] * 2
        codes = [result.code for result in pool.map(lambda line: alegra_on(*line), lines)]
    assert codes == [0, 0]
    rows: list[Any] = served.books.store.find("authority-log")[before:]
    assert Counter(row["document"] for row in rows) == {f"invoices/{key}": 1 for key in keys}
