"""What an emission does not tell is asked of the documents, once each, and never sent again."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.declare import Emission, Resource
from alegra_cli.emission import states
from alegra_cli.emission.answers import EmissionOutcome
from alegra_cli.emission.journal import EmissionJournal
from alegra_cli.emission.sending import Emitter
from alegra_cli.errors import (
    AlegraError,
    Interrupted,
    InterruptedWrite,
    Invalid,
    UnknownOutcome,
    Unreachable,
)
from alegra_cli.registry import Registry
from alegra_cli.wire import Reply, Request

LOST = UnknownOutcome("The answer is not JSON.", status=200)
STAMP = {"legalStatus": "STAMPED_AND_ACCEPTED", "cufe": "c"}


class Authority:
    """Answers the emission as it is told to, and each document as it is."""

    def __init__(self, answer: Any, stamps: dict[str, Any]) -> None:
        self.answer = answer
        self.stamps = stamps
        self.requests: list[str] = []

    def send(self, request: Request) -> Reply:
        self.requests.append(f"{request.method} {request.path}")
        if request.method == "POST":
            if isinstance(self.answer, BaseException):
                raise self.answer
            return Reply(200, self.answer)
        key = request.path.rpartition("/")[2]
        if key not in self.stamps:
            raise Unreachable("The network is gone.")
        return Reply(200, {"id": key, "stamp": self.stamps[key]})


Emit = Callable[..., tuple[list[EmissionOutcome], AlegraError | None]]


@pytest.fixture
def emit(tmp_path: Path) -> Emit:
    invoices = Registry({}).declaration("invoices")
    emission = invoices.emission
    assert isinstance(invoices, Resource)
    assert isinstance(emission, Emission)

    def run(authority: Authority, *ids: str) -> tuple[list[EmissionOutcome], AlegraError | None]:
        journal = EmissionJournal(tmp_path, "company")
        outcomes: list[EmissionOutcome] = []
        with journal.alone():
            session: Any = authority
            emitter = Emitter(session, invoices, emission, journal, lambda: "2026-06-01")
            try:
                outcomes.extend(emitter.send(ids))
            except AlegraError as problem:
                return outcomes, problem
        return outcomes, None

    return run


@pytest.mark.parametrize("answer", [LOST, {"message": "Recibido"}, [], None, UnknownOutcome("cut")])
def test_an_answer_that_tells_nothing_is_settled_by_the_documents(emit: Emit, answer: Any) -> None:
    authority = Authority(answer, {"1": STAMP, "2": {"legalStatus": "WAITING_RESPONSE"}})
    outcomes, problem = emit(authority, "1", "2")
    assert [item.state for item in outcomes] == [states.ACCEPTED, states.PROCESSING]
    assert problem is None
    assert authority.requests == ["POST /invoices/stamp", "GET /invoices/1", "GET /invoices/2"]


def test_a_document_without_a_stamp_stays_unknown_and_ends_the_run(emit: Emit) -> None:
    ids = [str(number) for number in range(1, 13)]
    authority = Authority(LOST, {key: STAMP if key == "1" else None for key in ids})
    outcomes, problem = emit(authority, *ids)
    assert [item.state for item in outcomes] == [states.ACCEPTED] + [states.UNKNOWN] * 9
    assert problem is LOST
    assert authority.requests.count("POST /invoices/stamp") == 1


def test_one_document_that_cant_be_read_ends_the_looking(emit: Emit) -> None:
    authority = Authority(LOST, {"2": STAMP})
    outcomes, problem = emit(authority, "1", "2")
    assert [item.state for item in outcomes] == [states.UNKNOWN] * 2
    assert problem is LOST
    assert authority.requests == ["POST /invoices/stamp", "GET /invoices/1"]


def test_after_ctrl_c_nothing_more_is_asked(emit: Emit) -> None:
    authority = Authority(InterruptedWrite("Interrupted"), {"1": STAMP})
    outcomes, problem = emit(authority, "1")
    assert [item.state for item in outcomes] == [states.UNKNOWN]
    assert isinstance(problem, Interrupted)
    assert authority.requests == ["POST /invoices/stamp"]


def test_an_answer_that_is_a_bare_list_is_read(emit: Emit) -> None:
    answer = [{"id": "1", "success": True}, {"id": 2, "success": False, "message": "no"}]
    authority = Authority(answer, {})
    outcomes, _problem = emit(authority, "1", "2")
    assert [(item.state, item.message) for item in outcomes] == [
        (states.ACCEPTED, ""),
        (states.REJECTED, "no"),
    ]
    assert authority.requests == ["POST /invoices/stamp", "GET /invoices/2"]


REFUSED = Invalid("Alegra answered 400: no", status=400, code=400)
IN_PROCESS = Invalid("Alegra answered 400: x", status=400, code="AEP2011")


@pytest.mark.parametrize(
    ("answer", "stamp", "state"),
    [
        # The document was issued, whatever the answer says of the request.
        (REFUSED, STAMP, states.ACCEPTED),
        (IN_PROCESS, STAMP, states.ACCEPTED),
        ({"error": [{"id": "1", "message": "no"}]}, STAMP, states.ACCEPTED),
        ({"data": [{"id": "1", "success": False}]}, STAMP, states.ACCEPTED),
        # It was not, and the answer is about this one alone.
        (REFUSED, {}, states.REJECTED),
        ({"error": [{"id": "1", "message": "no"}]}, {}, states.REJECTED),
        # It is on its way perhaps: the authority has it, or nobody heard from the authority.
        (IN_PROCESS, {}, states.UNKNOWN),
        ({"error": [{"id": "1", "message": "x", "code": "EPR500"}]}, {}, states.UNKNOWN),
        # Nobody could look.
        (REFUSED, None, states.UNKNOWN),
        ({"error": [{"id": "1", "message": "no"}]}, None, states.REJECTED),
    ],
)
def test_refused_is_what_the_answer_says_of_this_document_and_the_document_does_not_deny(
    emit: Emit, answer: Any, stamp: dict[str, Any] | None, state: str
) -> None:
    authority = Authority(answer, {} if stamp is None else {"1": stamp})
    outcomes, _problem = emit(authority, "1")
    assert [item.state for item in outcomes] == [state]
    assert authority.requests == ["POST /invoices/stamp", "GET /invoices/1"]


def test_a_refusal_of_the_whole_batch_is_a_refusal_of_none_of_them(emit: Emit) -> None:
    authority = Authority(REFUSED, {"1": {}, "2": STAMP, "3": {}})
    outcomes, problem = emit(authority, "1", "2", "3")
    assert [(item.id, item.state) for item in outcomes] == [("2", states.ACCEPTED)]
    assert problem is REFUSED


class Stamped:
    """Stamps a document by an update, which answers with the document."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer

    def send(self, _request: Request) -> Reply:
        return Reply(200, self.answer)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"total": "100.00"}, ""),
        ({"total": 90}, "its total was 100 and is 90 now: look at its lines in Alegra"),
        ({}, ""),
    ],
)
def test_an_update_that_stamps_leaves_the_document_as_it_was(
    tmp_path: Path, answer: dict[str, Any], told: str
) -> None:
    bills = Registry({}).declaration("bills")
    session: Any = Stamped({"id": "7", "stamp": {**STAMP, "warnings": ["FAZ09"]}, **answer})
    journal = EmissionJournal(tmp_path, "company")
    assert bills.emission is not None
    with journal.alone():
        totals = {"7": Decimal("100")}
        emitter = Emitter(session, bills, bills.emission, journal, lambda: "2026-06-01", totals)
        outcome = next(emitter.send(["7"]))
    assert outcome.state == states.ACCEPTED
    assert outcome.message == "; ".join(filter(None, ("FAZ09", told)))
