"""The sandbox over HTTP, in-process: credentials, quota, paths, bodies."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import requests

from alegra_cli.sandbox import DEMO_EMAIL, DEMO_TOKEN
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.adapter import SandboxAdapter
from alegra_cli.sandbox.http.app import SandboxApp
from alegra_cli.sandbox.http.route import Call, Mount, Route
from tests.sandbox.conftest import bill

URL = "https://sandbox.test/api/v1"


@pytest.fixture
def http(books: Books) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.auth = (DEMO_EMAIL, DEMO_TOKEN)
    session.mount("https://sandbox.test", SandboxAdapter(SandboxApp(books)))
    return session


@pytest.mark.parametrize("auth", [None, ("x@y.z", DEMO_TOKEN), (DEMO_EMAIL, "x")])
def test_wrong_credentials(http: requests.Session, auth: Any) -> None:
    http.auth = auth
    answer = http.get(f"{URL}/contacts")
    assert (answer.status_code, answer.json()["code"]) == (401, 401)


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", "Basic w7E=", "Digest x", "Bearer wrong"]
)
def test_malformed_credentials(http: requests.Session, header: str) -> None:
    http.auth = None
    assert http.get(f"{URL}/contacts", headers={"Authorization": header}).status_code == 401


@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_a_user_who_leaves_takes_the_credentials_along(http: requests.Session, method: str) -> None:
    """Nothing says that the API refuses it (S43)."""
    user = http.get(f"{URL}/users/1").json()
    answer = http.request(method, f"{URL}/users/1", json={**user, "status": "inactive"})
    assert answer.status_code == 200
    assert http.get(f"{URL}/users/self").status_code == 401
    assert http.get(f"{URL}/contacts").status_code == 401


def test_a_bearer_token_serves_too(http: requests.Session) -> None:
    http.auth = None
    answer = http.get(f"{URL}/users/self", headers={"Authorization": f"Bearer {DEMO_TOKEN}"})
    assert answer.json()["email"] == DEMO_EMAIL


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/no-such-thing", 403),
        ("GET", "", 403),
        ("PATCH", "/contacts/1", 405),
        ("POST", "/company", 405),
        ("GET", "/contacts/none", 404),
        ("GET", "/contacts/a%2Fb", 404),
        ("POST", "/contacts/restore/1", 405),
        ("DELETE", "/company", 405),
    ],
)
def test_paths_and_methods(http: requests.Session, method: str, path: str, status: int) -> None:
    answer = http.request(method, URL + path)
    assert answer.status_code == status
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("body", "code"),
    [("{", 905), ("NaN", 905), ("\xff", 905), ("", 905), ("{}", 902), ("[]", 400), ('"x"', 400)],
)
def test_bodies_that_are_no_objects(http: requests.Session, body: str, code: int) -> None:
    answer = http.post(f"{URL}/contacts", data=body.encode("latin-1"))
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_created_is_201_and_numbers_keep_their_text(http: requests.Session) -> None:
    answer = http.post(f"{URL}/items", data='{"name": "A", "price": 10.50}')
    assert answer.status_code == 201
    assert '"price": 10.50' in answer.text


def test_the_quota_is_told_and_kept(http: requests.Session, books: Books) -> None:
    books.settings.set("rate_limit", 2)
    told = [http.get(f"{URL}/users/self") for _time in range(3)]
    assert [answer.status_code for answer in told] == [200, 200, 429]
    assert [answer.headers["X-Rate-Limit-Remaining"] for answer in told] == ["1", "0", "0"]
    assert 1 <= int(told[2].headers["X-Rate-Limit-Reset"]) <= 60


def test_the_plan_withholds_what_it_is_told_to(http: requests.Session, books: Books) -> None:
    books.settings.set("withheld", ["/items"])
    assert http.get(f"{URL}/items/1").status_code == 402
    assert http.get(f"{URL}/contacts").status_code == 200


def test_contacts_have_a_quota_of_their_own(http: requests.Session, books: Books) -> None:
    books.settings.set("contacts_limit", 2)
    told = [http.get(f"{URL}/contacts") for _time in range(2)]
    told += [http.post(f"{URL}/contacts", json={"name": "Ana"}), http.get(f"{URL}/contacts/1")]
    assert [answer.status_code for answer in told] == [200, 200, 400, 400]
    assert told[2].json() == {"code": 429, "message": "Too many requests"}
    assert int(told[2].headers["X-Rate-Limit-Remaining"]) > 100
    assert http.get(f"{URL}/items").status_code == 200


class SlowBody(io.BytesIO):
    """A body that comes once the others were answered."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__(b"{}")
        self.meanwhile = meanwhile

    def read(self, size: int | None = -1) -> bytes:
        self.meanwhile()
        return super().read(size)


def test_more_at_once_than_allowed_are_turned_away(books: Books) -> None:
    books.settings.set("parallel", 1)
    app = SandboxApp(books)
    told: list[str] = []
    asking = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/api/v1/company",
        "HTTP_AUTHORIZATION": f"Bearer {DEMO_TOKEN}",
    }

    def note(status: str, _headers: Any) -> None:
        told.append(status)

    def ask() -> None:
        app(dict(asking), note)

    slow = {
        **asking,
        "REQUEST_METHOD": "PUT",
        "CONTENT_LENGTH": "2",
        "wsgi.input": SlowBody(ask),
    }
    app(slow, note)
    ask()
    assert told == ["503 Service Unavailable", "400 Bad Request", "200 OK"]


@pytest.mark.parametrize(
    ("plan", "method", "path", "code"),
    [
        ("used-up", "POST", "/items", 900),
        ("read-only", "PUT", "/items/1", 907),
        ("no-feature", "GET", "/payments", 908),
        ("no-action", "POST", "/invoices/1/void", 911),
    ],
)
def test_the_plan_may_refuse_with_a_400(
    http: requests.Session, books: Books, plan: str, method: str, path: str, code: int
) -> None:
    books.settings.set("plan", plan)
    books.settings.set("withheld", ["/payments"])
    answer = http.request(method, URL + path, json={"name": "A", "price": 1})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert http.get(f"{URL}/items/1").status_code == 200


def test_a_write_may_be_done_and_answered_with_an_error(
    http: requests.Session, books: Books
) -> None:
    books.settings.set("late_answer", "503")
    before = books.store.count("items")
    assert http.post(f"{URL}/items", json={"name": "A", "price": 1}).status_code == 503
    assert books.store.count("items") == before + 1
    assert http.get(f"{URL}/items").status_code == 200


def test_parameters_of_lists_can_have_no_effect(http: requests.Session, books: Books) -> None:
    def found() -> int:
        query = {"query": "no such name", "limit": "1"}
        return len(http.get(f"{URL}/contacts", params=query).json())

    assert found() == 0
    books.settings.set("idle_parameters", ["query"])
    assert found() == 1


def test_what_is_deleted_may_say_nothing(http: requests.Session, books: Books) -> None:
    key = bill(books)["id"]
    answer = http.delete(f"{URL}/bills/{key}")
    assert (answer.status_code, answer.content) == (204, b"")


def heard(app: SandboxApp, method: str, path: str) -> tuple[int, Any]:
    """Status and body of what the application answers."""
    session = requests.Session()
    session.trust_env = False
    session.auth = (DEMO_EMAIL, DEMO_TOKEN)
    session.mount("https://sandbox.test", SandboxAdapter(app))
    answer = session.request(method, f"https://sandbox.test{path}")
    return answer.status_code, answer.json()


def route(path: str, said: str) -> Route:
    return Route("GET", path, lambda call: {"said": said, **call.ids})


def test_a_plugin_adds_paths_to_the_api_and_takes_none_over(books: Books) -> None:
    mine = (route("/cards/{id}", "mine"), route("/contacts/{id}/cards", "mine"))
    over = (route("/contacts/{id}", "mine"),)
    app = SandboxApp(books, mounts=lambda: [Mount("/api/v1", mine), Mount("/api/v1", over)])
    assert heard(app, "GET", "/api/v1/cards/7") == (200, {"said": "mine", "id": "7"})
    assert heard(app, "GET", "/api/v1/contacts/1/cards") == (200, {"said": "mine", "id": "1"})
    assert "said" not in heard(app, "GET", "/api/v1/contacts/1")[1]
    status, told = heard(app, "POST", "/api/v1/cards/7")
    assert (status, told["message"]) == (404, "Ningún plugin reproduce POST /api/v1/cards/7")
    assert heard(app, "GET", "/api/v1/cards")[0] == 404
    assert heard(app, "GET", "/api/v1/nowhere")[0] == 403


def test_two_services_under_one_path_have_each_their_routes(books: Books) -> None:
    one, other = Mount("/v1", (route("/tips", "one"),)), Mount("/v1", (route("/cards", "other"),))
    app = SandboxApp(books, mounts=lambda: [one, other])
    assert heard(app, "GET", "/v1/tips") == (200, {"said": "one"})
    assert heard(app, "GET", "/v1/cards") == (200, {"said": "other"})
    status, told = heard(app, "GET", "/v1/neither")
    assert (status, told["message"]) == (404, "Ningún plugin reproduce GET /v1/neither")
    assert heard(app, "GET", "/v9/tips")[0] == 404


ROWS = [{"id": str(number)} for number in range(1, 4)]


@pytest.mark.parametrize(
    ("run", "query", "ids"),
    [
        (lambda call: ROWS, "?start=1&limit=30", "23"),
        (lambda call: ROWS, "?start=1&limit=1", "2"),
        (lambda call: ROWS, "?start=2", "3"),
        (lambda call: ROWS, "", "123"),
        (lambda call: ROWS, "?limit=1&page=2", "123"),
        (lambda call: {"tips": ROWS, "of": 3}, "?start=1&limit=30", "23"),
        (lambda call: {"errors": [], "data": ROWS}, "?start=1&limit=30", "23"),
        (lambda call: ROWS[int(call.query["start"]) :], "?start=1&limit=30", "23"),
        (lambda call: ROWS if call.query.get("waiter") else [], "?start=1&limit=1&waiter=7", "2"),
    ],
)
def test_a_list_that_a_route_gives_whole_is_cut_to_the_page(
    books: Books, run: Callable[[Call], Any], query: str, ids: str
) -> None:
    app = SandboxApp(books, mounts=lambda: [Mount("/v1", (Route("GET", "/tips", run),))])
    body = heard(app, "GET", f"/v1/tips{query}")[1]
    rows = body if isinstance(body, list) else body.get("data") or body["tips"]
    assert "".join(row["id"] for row in rows) == ids


def test_what_a_plugins_route_raises_reaches_who_runs_it(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(call: Call) -> Any:
        return call.ids["no"]

    def mounts() -> list[Mount]:
        return [Mount("/v1", (Route("GET", "/tips", failing),))]

    with pytest.raises(KeyError, match="no"):
        heard(SandboxApp(books, mounts=mounts, embedded=True), "GET", "/v1/tips")
    # A client at the other end of a connection is told what a service tells.
    assert heard(SandboxApp(books, mounts=mounts), "GET", "/v1/tips")[0] == 500
    assert "KeyError: 'no'" in capsys.readouterr().err
