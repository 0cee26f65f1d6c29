"""Answers of the stamping service id by id, and the journal of what was sent."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alegra_cli.company_journal import DamagedJournal
from alegra_cli.emission import states
from alegra_cli.emission.answers import read
from alegra_cli.emission.journal import SENDING, EmissionJournal
from tests.cases import cases
from tests.cli.fork_server import python

OK = {"success": True, "emissionStatus": "STAMPED_AND_ACCEPTED"}


def test_each_id_has_its_own_outcome() -> None:
    body = {
        "data": [{"id": "1", **OK}, {"id": 2, "emissionStatus": "STAMPED_AND_WAITING_RESPONSE"}],
        "error": [{"id": "3", "code": 3051, "message": "No coincide"}],
    }
    told = read(body, ["3", "2", "1", "4"])
    assert [item.id for item in told] == ["3", "2", "1", "4"]
    assert [item.state for item in told] == ["rejected", "processing", "accepted", "unknown"]
    assert (told[0].message, told[0].code) == ("No coincide", 3051)


@pytest.mark.parametrize("code", [3246, "3246"])
def test_a_document_that_is_on_its_way_is_no_failure(code: Any) -> None:
    assert read({"error": [{"id": "1", "code": code}]}, ["1"])[0].state == states.PROCESSING


def test_of_two_entries_for_one_id_the_better_counts() -> None:
    both = {"data": [{"id": "1", **OK}], "error": [{"id": "1", "code": 3051}]}
    assert read(both, ["1"])[0].state == states.ACCEPTED
    rejected = {"error": [{"id": "1", "emissionStatus": "STAMPED_AND_ACCEPTED"}]}
    assert read(rejected, ["1"])[0].state == states.ACCEPTED


@cases(
    "body",
    [None, [], "", {}, {"message": "Service Unavailable"}, {"data": None}, {"data": [{"id": "9"}]}],
)
def test_silence_is_never_taken_for_a_failure(body: Any) -> None:
    assert read(body, ["1"])[0].state == states.UNKNOWN


anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=8),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["data", "error", "id", "code", "success", "emissionStatus", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_any_answer_gives_one_outcome_for_each_id(body: Any) -> None:
    assert [item.id for item in read(body, ["1", "2"])] == ["1", "2"]


@cases(
    ("record", "state"),
    [
        ({}, "none"),
        ({"stamp": None}, "none"),
        ({"stamp": {"legalStatus": "PENDING"}}, "none"),
        ({"stamp": {"legalStatus": "ACCEPTED"}}, "accepted"),
        ({"stamp": {"uuid": "x"}}, "accepted"),
        ({"stamp": {"legalStatus": "STAMPED_AND_REJECTED", "cufe": "x"}}, "rejected"),
        ({"emissionStatus": "STAMPED_AND_WAITING_RESPONSE"}, "processing"),
        ({"stamp": {"legalStatus": "SOMETHING_NEW"}}, "unknown"),
    ],
)
def test_the_fiscal_state_of_a_record(record: dict[str, Any], state: str) -> None:
    assert states.of_document(record) == state


def journal(folder: Path) -> EmissionJournal:
    return EmissionJournal(folder, "company 1")


def write(folder: Path, document: str, state: str) -> None:
    made = journal(folder)
    with made.alone():
        made.write({document: (state, "")}, "2026-06-15T10:00:00")


def last(folder: Path, document: str) -> str | None:
    made = journal(folder)
    with made.alone():
        entry = made.last(document)
    return entry.state if entry else None


def test_the_last_line_of_a_document_counts(tmp_path: Path) -> None:
    write(tmp_path, "invoices/1", SENDING)
    write(tmp_path, "invoices/1", states.ACCEPTED)
    write(tmp_path, "invoices/2", SENDING)
    assert last(tmp_path, "invoices/1") == states.ACCEPTED
    assert last(tmp_path, "invoices/2") == SENDING
    assert last(tmp_path, "invoices/3") is None


def test_companies_have_journals_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, "invoices/1", SENDING)
    other = EmissionJournal(tmp_path, "company 2")
    with other.alone():
        assert other.last("invoices/1") is None


def test_a_line_cut_anywhere_by_a_crash_was_never_written(tmp_path: Path) -> None:
    write(tmp_path, "invoices/1", SENDING)
    path = journal(tmp_path).path
    whole = path.read_bytes()
    write(tmp_path, "invoices/2", SENDING)
    both = path.read_bytes()
    for end in range(len(whole), len(both)):
        path.write_bytes(both[:end])
        assert last(tmp_path, "invoices/2") is None
        write(tmp_path, "invoices/3", states.ACCEPTED)
        assert last(tmp_path, "invoices/1") == SENDING
        assert last(tmp_path, "invoices/3") == states.ACCEPTED


@cases("change", [b"x", b"{}\n", b"\xff\xfe\n", b'{"document": 1}\n'])
def test_anything_else_that_cant_be_read_stops_everything(tmp_path: Path, change: bytes) -> None:
    write(tmp_path, "invoices/1", SENDING)
    path = journal(tmp_path).path
    path.write_bytes(change + path.read_bytes())
    with pytest.raises(DamagedJournal):
        last(tmp_path, "invoices/1")


def test_a_changed_line_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, "invoices/1", SENDING)
    path = journal(tmp_path).path
    path.write_bytes(path.read_bytes().replace(b"invoices/1", b"invoices/2"))
    with pytest.raises(DamagedJournal):
        last(tmp_path, "invoices/1")


HOLDER = """\
import sys
from pathlib import Path
from alegra_cli.emission.journal import EmissionJournal
with EmissionJournal(Path(sys.argv[1]), "company 1").alone():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_waits_for_the_journal(tmp_path: Path) -> None:
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with python(HOLDER, str(tmp_path), **pipes) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        with python(HOLDER, str(tmp_path), **pipes) as second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.communicate(timeout=0.5)
            assert first.communicate(timeout=20) == (b"", b"")
            assert second.communicate(timeout=20) == (b"held\n", b"")
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_pipe_that_is_closed_is_not_the_journals_fault(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), journal(tmp_path).alone():
        raise BrokenPipeError
