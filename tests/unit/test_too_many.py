"""What the session does when the API says that there were too many requests."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
import responses

from alegra_cli.errors import AlegraError, Invalid, PlanLimit, RateLimited, UnknownOutcome
from alegra_cli.testing import FakeClock
from alegra_cli.transport import HttpSession, Settings
from alegra_cli.transport.auth import Basic
from alegra_cli.transport.budget import Budget, Wait
from alegra_cli.wire import Request
from tests.conftest import API

GET = Request("GET", "/contacts")
POST = Request("POST", "/contacts", (), {"name": "Ana"})
PUT = Request("PUT", "/contacts/1", (), {"name": "Ana"})
STAMP = Request("POST", "/invoices/stamp", (), {"ids": [1]}, once=True)
SAID = {"code": 429, "message": "Too many requests"}
TOLD = {"X-Rate-Limit-Limit": "150", "X-Rate-Limit-Remaining": "90", "X-Rate-Limit-Reset": "40"}


class Desk:
    """A session with a clock that stands still and a record of its waits."""

    def __init__(self, folder: Path, patient: bool = True) -> None:
        self.clock = FakeClock()
        self.waits: list[Wait] = []
        self.budget = Budget(folder / "quota.json", self.clock, 150, self.waits.append)
        self.session = HttpSession(
            Settings(API, retries=3 if patient else 0, patient=patient),
            Basic("ana@example.com", "sesame"),
            self.budget,
            self.clock,
        )

    @property
    def slept(self) -> list[int]:
        return [round(seconds) for seconds in self.clock.slept]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("request_", [GET, POST, PUT, STAMP], ids=["GET", "POST", "PUT", "stamp"])
@pytest.mark.parametrize("body", [SAID, {"code": "429", "error": "x"}])
def test_a_body_with_429_is_a_refusal_under_400(
    desk: Desk, api: responses.RequestsMock, request_: Request, body: Any
) -> None:
    url = API + request_.path
    api.add(request_.method, url, status=400, json=body)
    api.add(request_.method, url, json=[])
    desk.session.send(request_)
    assert desk.slept == [60]
    assert desk.waits[0].path == "/" + request_.path.split("/")[1]


def test_only_that_path_waits(desk: Desk, api: responses.RequestsMock) -> None:
    for _page in range(5):
        api.get(f"{API}/contacts", json=[])
    api.get(f"{API}/contacts", status=400, json=SAID, headers=TOLD)
    api.get(f"{API}/contacts", json=[])
    api.get(f"{API}/items", json=[], headers=TOLD)
    for _page in range(5):
        desk.session.send(GET)
    other = threading.Thread(
        target=desk.session.send, args=(Request("GET", "/items"),), daemon=True
    )
    desk.session.send(GET)
    assert desk.slept == [60]
    assert desk.waits == [Wait(desk.waits[0].seconds, "/contacts", 5)]
    other.start()
    other.join(10)
    assert not other.is_alive()
    assert desk.slept == [60]


def test_without_end_it_is_told_by_the_code_of_the_quota(
    desk: Desk, api: responses.RequestsMock
) -> None:
    for _try in range(4):
        api.get(f"{API}/contacts", status=400, json=SAID)
    with pytest.raises(RateLimited) as caught:
        desk.session.send(GET)
    assert (caught.value.exit_code, caught.value.status, caught.value.code) == (7, 400, 429)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {**SAID, "invoice": {"id": "7"}}),
        (429, {"error": SAID, "bill": {"id": "7"}}),
        (503, SAID),
        (500, SAID),
        (200, SAID),
        (201, {"code": "429", "error": "Too many"}),
    ],
)
@pytest.mark.parametrize("request_", [POST, STAMP], ids=["POST", "stamp"])
def test_a_refusal_that_contradicts_itself_never_sends_a_write_again(
    desk: Desk, api: responses.RequestsMock, status: int, body: Any, request_: Request
) -> None:
    api.post(API + request_.path, status=status, json=body)
    with pytest.raises(UnknownOutcome):
        desk.session.send(request_)
    assert len(api.calls) == 1
    assert desk.slept == []


@pytest.mark.parametrize("status", [200, 500, 503])
def test_reading_goes_again_whatever_the_status(
    desk: Desk, api: responses.RequestsMock, status: int
) -> None:
    api.get(f"{API}/contacts", status=status, json=SAID)
    api.get(f"{API}/contacts", json=[{"id": "1"}])
    assert desk.session.send(GET).body == [{"id": "1"}]
    assert desk.slept == [60]


def test_a_record_that_has_the_code_429_is_none(desk: Desk, api: responses.RequestsMock) -> None:
    account = {"id": "5", "code": "429", "name": "Otros"}
    api.get(f"{API}/categories/5", json=account)
    api.post(f"{API}/categories", json=account, status=201)
    assert desk.session.send(Request("GET", "/categories/5")).body == account
    assert desk.session.send(Request("POST", "/categories", (), account)).body == account


def test_who_may_not_wait_is_told_at_once(tmp_path: Path, api: responses.RequestsMock) -> None:
    desk = Desk(tmp_path, patient=False)
    api.get(f"{API}/contacts", status=400, json=SAID)
    for _try in range(2):
        with pytest.raises(RateLimited):
            desk.session.send(GET)
    assert len(api.calls) == 1
    assert desk.clock.slept == []


def test_a_date_serves_as_retry_after(desk: Desk, api: responses.RequestsMock) -> None:
    past = {"Retry-After": "Mon, 15 Jun 2026 10:00:00 GMT"}
    api.get(f"{API}/terms", status=429, headers=past)
    api.get(f"{API}/terms", json=[])
    desk.session.send(Request("GET", "/terms"))
    assert desk.slept == [60]


class Crowd:
    """Several requests under way together, answered when all of them are there."""

    def __init__(self, desk: Desk, api: responses.RequestsMock, refusal: Any) -> None:
        self.desk = desk
        self.refusal = refusal
        self.together = threading.Barrier(3)
        self.request_count = 0
        self._lock = threading.Lock()
        for _request in range(4):
            api.add_callback("GET", f"{API}/items", self.answer)

    def answer(self, _request: Any) -> Any:
        with self._lock:
            self.request_count += 1
            number = self.request_count
        if number <= 3:
            self.together.wait(10)
        return self.refusal if number == 3 else (200, TOLD, "[]")

    def go(self) -> None:
        request = Request("GET", "/items")
        sessions = [self.desk.session.sibling() for _one in range(3)]
        threads = [
            threading.Thread(target=one.send, args=(request,), daemon=True) for one in sessions
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert not any(thread.is_alive() for thread in threads)


@pytest.mark.parametrize(
    "refusal", [(503, {}, ""), (429, {}, ""), (429, TOLD, "")], ids=["503", "429", "429 told"]
)
def test_a_refusal_with_several_under_way_is_a_sign_of_too_many(
    desk: Desk, api: responses.RequestsMock, tmp_path: Path, refusal: Any
) -> None:
    crowd = Crowd(desk, api, refusal)
    crowd.go()
    assert crowd.request_count == 4
    assert max(desk.clock.slept) <= 1  # no quota is used up
    kept = json.loads((tmp_path / "quota.json").read_text())["at_once"]
    assert kept["ceiling"] == 2
    assert kept["limit"] <= 2


@pytest.mark.parametrize("code", [900, "907", 908, 911])
def test_a_limit_of_the_plan_that_comes_as_400(
    desk: Desk, api: responses.RequestsMock, code: object
) -> None:
    api.post(f"{API}/contacts", status=400, json={"code": code, "message": "Límite"})
    with pytest.raises(PlanLimit) as caught:
        desk.session.send(POST)
    assert caught.value.exit_code == 6
    assert caught.value.code == code


def test_other_codes_stay_what_they_are(desk: Desk, api: responses.RequestsMock) -> None:
    api.post(f"{API}/contacts", status=400, json={"code": 905, "message": "JSON"})
    with pytest.raises(Invalid):
        desk.session.send(POST)
    api.post(f"{API}/contacts", status=409, json={"code": 42900, "message": "x"})
    with pytest.raises(AlegraError):
        desk.session.send(POST)
    assert desk.clock.slept == []
