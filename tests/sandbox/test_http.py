"""The sandbox over HTTP, in-process: credentials, quota, paths, bodies."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from alegra_cli.sandbox import DEMO_EMAIL, DEMO_TOKEN
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.adapter import SandboxAdapter
from alegra_cli.sandbox.http.app import SandboxApp

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
