"""The session: what is retried, what never is, and how long it waits."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
import responses

from alegra_cli.errors import (
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    UnknownOutcome,
    Unreachable,
    UsageProblem,
)
from alegra_cli.exact import Number
from alegra_cli.testing import FakeClock
from alegra_cli.transport import HttpSession, Settings
from alegra_cli.transport.auth import Basic, Bearer
from alegra_cli.transport.budget import Budget, Wait
from alegra_cli.wire import Request
from tests.conftest import API

GET = Request("GET", "/contacts")
POST = Request("POST", "/contacts", (), {"name": "Ana"})
PUT = Request("PUT", "/contacts/1", (), {"name": "Ana"})


class Desk:
    """A session with a clock that stands still and a record of what it told."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.notes: list[str] = []
        self.notices: list[str] = []
        self.waits: list[Wait] = []
        self.budget = Budget(folder / "quota.json", self.clock, 150, self.waits.append)
        self.session = HttpSession(
            Settings(API, 60, self.notes.append, self.notices.append),
            Basic("ana@example.com", "sesame"),
            self.budget,
            self.clock,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_credentials_and_headers(desk: Desk, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", json=[])
    desk.session.send(GET)
    sent = api.calls[0].request
    assert sent.headers["Authorization"] == "Basic YW5hQGV4YW1wbGUuY29tOnNlc2FtZQ=="
    assert sent.headers["Accept"] == "application/json"
    assert "Content-Type" not in sent.headers


def test_netrc_never_replaces_the_credentials(
    desk: Desk, api: responses.RequestsMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.alegra.com login other password stolen\n")
    monkeypatch.setenv("NETRC", str(netrc))
    api.get(f"{API}/contacts", json=[])
    desk.session.send(GET)
    assert api.calls[0].request.headers["Authorization"].startswith("Basic YW5h")


def test_the_repr_of_credentials_tells_nothing() -> None:
    assert "sesame" not in repr(Basic("ana@example.com", "sesame")) + repr(Bearer("sesame"))


def test_numbers_come_and_go_exactly(desk: Desk, api: responses.RequestsMock) -> None:
    api.post(f"{API}/contacts", body='{"total": 19928.00, "id": 9007199254740993}')
    body = {"price": Number("1.50"), "id": 9007199254740993}
    reply = desk.session.send(Request("POST", "/contacts", (), body))
    assert api.calls[0].request.body == b'{"price": 1.50, "id": 9007199254740993}'
    assert str(reply.body["total"]) == "19928.00"
    assert reply.body["id"] == 9007199254740993


@pytest.mark.parametrize("request_", [GET, PUT], ids=["GET", "PUT"])
def test_a_server_error_is_retried_three_times(
    desk: Desk, api: responses.RequestsMock, request_: Request
) -> None:
    url = API + request_.path
    for _try in range(4):
        api.add(request_.method, url, status=503, json={"message": "Mantenimiento"})
    with pytest.raises(Unreachable, match=r"503.*Mantenimiento"):
        desk.session.send(request_)
    assert len(api.calls) == 4
    assert len(desk.clock.slept) == 3
    assert desk.clock.slept == sorted(desk.clock.slept)


def test_a_retry_that_works_is_all_the_caller_sees(desk: Desk, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", body=requests.ConnectionError("reset"))
    api.get(f"{API}/contacts", json=[{"id": "1"}])
    assert desk.session.send(GET).body == [{"id": "1"}]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_post_is_never_sent_again_after_a_server_error(
    desk: Desk, api: responses.RequestsMock, status: int
) -> None:
    api.post(f"{API}/contacts", status=status, json={"message": "x"})
    with pytest.raises(UnknownOutcome) as caught:
        desk.session.send(POST)
    assert len(api.calls) == 1
    assert caught.value.exit_code == 10
    assert "Look the record up" in caught.value.hint


@pytest.mark.parametrize(
    "problem", [requests.ConnectionError("reset"), requests.ReadTimeout("slow")]
)
def test_a_post_is_never_sent_again_once_it_may_have_arrived(
    desk: Desk, api: responses.RequestsMock, problem: Exception
) -> None:
    api.post(f"{API}/contacts", body=problem)
    with pytest.raises(UnknownOutcome):
        desk.session.send(POST)
    assert len(api.calls) == 1


def test_a_post_whose_connection_was_never_made_goes_again(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.post(f"{API}/contacts", body=requests.ConnectTimeout("no route"))
    api.post(f"{API}/contacts", json={"id": "1"}, status=201)
    assert desk.session.send(POST).body == {"id": "1"}


def test_an_update_that_stamps_is_never_sent_again(desk: Desk, api: responses.RequestsMock) -> None:
    api.put(f"{API}/invoices/1", status=502)
    with pytest.raises(UnknownOutcome):
        desk.session.send(Request("PUT", "/invoices/1", (), {"a": 1}, once=True))
    assert len(api.calls) == 1


@pytest.mark.parametrize("request_", [GET, POST], ids=["GET", "POST"])
def test_429_waits_for_the_real_reset_and_goes_again(
    desk: Desk, api: responses.RequestsMock, request_: Request
) -> None:
    url = API + request_.path
    api.add(request_.method, url, status=429, headers={"X-Rate-Limit-Reset": "37"})
    api.add(request_.method, url, json=[])
    desk.session.send(request_)
    assert [round(wait) for wait in desk.clock.slept] == [37]
    assert [round(wait.seconds) for wait in desk.waits] == [37]


def test_429_without_end_is_told_after_three_waits(desk: Desk, api: responses.RequestsMock) -> None:
    for _try in range(4):
        api.get(f"{API}/contacts", status=429, headers={"X-Rate-Limit-Reset": "2"})
    with pytest.raises(RateLimited) as caught:
        desk.session.send(GET)
    assert caught.value.exit_code == 7
    assert len(desk.clock.slept) == 3


def test_retry_after_serves_where_there_is_no_reset(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", status=429, headers={"Retry-After": "12"})
    api.get(f"{API}/contacts", json=[])
    desk.session.send(GET)
    assert [round(wait) for wait in desk.clock.slept] == [12]


def test_nothing_is_sent_before_the_window_ends_when_it_is_used_up(
    desk: Desk, api: responses.RequestsMock
) -> None:
    headers = {
        "X-Rate-Limit-Limit": "150",
        "X-Rate-Limit-Remaining": "0",
        "X-Rate-Limit-Reset": "20",
    }
    api.get(f"{API}/contacts", json=[], headers=headers)
    api.get(f"{API}/contacts", json=[])
    desk.session.send(GET)
    assert desk.clock.slept == []
    desk.session.send(GET)
    assert [round(wait) for wait in desk.clock.slept] == [20]


def test_two_processes_share_one_budget(tmp_path: Path) -> None:
    clock = FakeClock()
    one, other = (Budget(tmp_path / "quota.json", clock, 3, lambda wait: None) for _who in range(2))
    one.take("/terms")
    other.take("/terms")
    one.take("/terms")
    assert clock.slept == []
    other.take("/terms")
    assert [round(wait) for wait in clock.slept] == [60]


def test_a_budget_that_cannot_be_written_is_kept_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "not-a-folder"
    file.write_text("")
    clock = FakeClock()
    budget = Budget(file / "quota.json", clock, 2, lambda wait: None)
    for _time in range(3):
        budget.take("/terms")
    assert len(clock.slept) == 1


def test_a_corrupt_budget_file_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "quota.json"
    file.write_text('{"remaining": "many"')
    Budget(file, FakeClock(), 2, lambda wait: None).take("/terms")
    assert '"remaining": 1' in file.read_text()


@pytest.mark.parametrize(
    ("body", "message", "code"),
    [
        ('{"code": 2006, "message": "Ya existe", "contactId": "12"}', "Ya existe", 2006),
        ('{"message": "No", "code": "1001"}', "No", "1001"),
        ('{"error": {"message": "No", "code": 400}}', "No", 400),
        ('{"error": "Falta el nombre"}', "Falta el nombre", None),
        ('{"errors": [{"code": "AEP1005", "message": "Vencido"}]}', "Vencido", "AEP1005"),
        ('{"errors": ["uno", "dos"]}', "uno", None),
        ('{"message": ["uno", "dos"]}', "uno; dos", None),
        ('[{"message": "No", "code": 5}]', "No", 5),
        ("<html><style>p{}</style><h1>Bad gateway</h1></html>", "Bad gateway", None),
        ("", "The server gave no reason.", None),
    ],
)
def test_every_shape_of_error_body_is_understood(
    desk: Desk, api: responses.RequestsMock, body: str, message: str, code: object
) -> None:
    api.post(f"{API}/contacts", status=400, body=body)
    with pytest.raises(Invalid) as caught:
        desk.session.send(POST)
    assert message in caught.value.message
    assert caught.value.code == code


def test_extra_keys_of_an_error_are_kept(desk: Desk, api: responses.RequestsMock) -> None:
    body = {"code": 2006, "message": "Ya existe", "contactId": "12"}
    api.post(f"{API}/contacts", status=400, json=body)
    with pytest.raises(Invalid) as caught:
        desk.session.send(POST)
    assert caught.value.details == {"contactId": "12"}


@pytest.mark.parametrize("code", ["AEP2011", "EPR503", 3051])
def test_stamping_codes_say_that_the_document_must_be_read_again(
    desk: Desk, api: responses.RequestsMock, code: object
) -> None:
    api.post(f"{API}/invoices", status=400, json={"code": code, "message": "x"})
    with pytest.raises(Invalid) as caught:
        desk.session.send(Request("POST", "/invoices", (), {"a": 1}))
    assert "Read the document again" in caught.value.hint


def test_redirects_stay_on_the_host(desk: Desk, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", status=302, headers={"Location": f"{API}/people?x=1"})
    api.get(f"{API}/people?x=1", json=[])
    assert desk.session.send(GET).body == []


@pytest.mark.parametrize(
    "target", ["https://evil.example/steal", "http://api.alegra.com/api/v1/contacts"]
)
def test_a_redirect_elsewhere_is_refused(
    desk: Desk, api: responses.RequestsMock, target: str
) -> None:
    api.get(f"{API}/contacts", status=302, headers={"Location": target})
    with pytest.raises(Unreachable, match="not followed"):
        desk.session.send(GET)
    assert len(api.calls) == 1


@pytest.mark.parametrize("body", ["<html>portal</html>", "{'a': 1}", "NaN", "\xff"])
def test_an_answer_that_is_not_json(desk: Desk, api: responses.RequestsMock, body: str) -> None:
    api.get(f"{API}/contacts", body=body.encode("latin-1"))
    with pytest.raises(Unreachable, match="not JSON"):
        desk.session.send(GET)


def test_a_write_answered_with_nonsense_may_have_been_done(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.post(f"{API}/contacts", body="<html>portal</html>")
    with pytest.raises(UnknownOutcome):
        desk.session.send(POST)


def test_an_empty_answer_is_an_error_for_a_read_only(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", body="")
    api.post(f"{API}/contacts", body="", status=204)
    with pytest.raises(Unreachable, match="empty"):
        desk.session.send(GET)
    assert desk.session.send(POST).body is None


def test_a_malformed_address_is_a_usage_problem(tmp_path: Path) -> None:
    clock = FakeClock()
    budget = Budget(None, clock, 9, lambda wait: None)
    session = HttpSession(Settings("https://ex ample"), Basic("a", "b"), budget, clock)
    with pytest.raises(UsageProblem):
        session.send(GET)


def test_verbose_is_one_line_a_request_without_secrets(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", status=404, json={"message": "x"})
    with pytest.raises(NotFound):
        desk.session.send(GET)
    assert len(desk.notes) == 1
    assert desk.notes[0].startswith(f"GET {API}/contacts 404 ")
    assert "sesame" not in desk.notes[0]


def test_a_number_beyond_any_number_is_an_answer_that_makes_no_sense(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", body="[1e99999999999999999999]")
    with pytest.raises(Unreachable, match="not JSON"):
        desk.session.send(GET)


def test_a_long_window_is_waited_for_whole(desk: Desk, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", status=429, headers={"X-Rate-Limit-Reset": "900"})
    api.get(f"{API}/contacts", json=[])
    desk.session.send(GET)
    assert [round(wait) for wait in desk.clock.slept] == [900]


REPORT = Request("GET", "/invoices/sales-totals", fallback="/reports/sales-totals")


def test_a_report_is_read_where_the_account_has_it(desk: Desk, api: responses.RequestsMock) -> None:
    api.get(f"{API}/invoices/sales-totals", status=404, json={"message": "No existe"})
    api.get(f"{API}/reports/sales-totals", json={"data": []})
    sessions = (desk.session, desk.session, desk.session.sibling())
    assert [session.send(REPORT).body for session in sessions] == [{"data": []}] * 3
    asked = [str(call.request.url).removeprefix(API) for call in api.calls]
    assert asked == ["/invoices/sales-totals", *["/reports/sales-totals"] * 3]
    told = "This account has no /invoices/sales-totals; /reports/sales-totals was read."
    assert desk.notices == [told]


def test_a_report_that_is_nowhere_is_told_as_the_other_place_tells_it(
    desk: Desk, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/invoices/sales-totals", status=404, json={"message": "uno"})
    api.get(f"{API}/reports/sales-totals", status=403, json={"message": "dos"})
    with pytest.raises(Forbidden, match="dos"):
        desk.session.send(REPORT)
    assert desk.notices == []
