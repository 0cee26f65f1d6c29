"""A write that is answered oddly: neither done nor failed until the API itself was asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.testing import Result, Runner
from alegra_cli.testing.each import each_at_home
from tests.hostile import hostile, reply

TERM = {"id": "777", "name": "Quincena", "days": "15"}
AUTH = {"ALEGRA_EMAIL": "ana@example.com", "ALEGRA_TOKEN": "s3cret-token-of-ana"}


def json_reply(body: Any, status: str = "200 OK", *headers: str) -> bytes:
    return reply(json.dumps(body).encode(), status, *headers)


# None of these says that the record was created, and none that it was not.
ODD = {
    "list of two": json_reply([TERM, TERM]),
    "empty list": json_reply([]),
    "data record": json_reply({"data": TERM}),
    "data []": json_reply({"data": []}),
    "200 message": json_reply({"message": "Service Unavailable"}),
    "200 code and message": json_reply({"code": 400, "message": "El nombre es inválido"}),
    "200 error": json_reply({"error": {"code": 905, "message": "x"}}),
    "200 error text": json_reply({"id": "777", "error": "no fue creado"}),
    "200 error text and code": json_reply({"code": 400, "error": "no fue creado"}),
    "200 error of a code 200": json_reply({"error": {"code": 200, "message": "x"}, "id": "777"}),
    "200 deleted": json_reply({"code": 200, "error": "Se eliminó el registro 777"}),
    "200 success false": json_reply({"success": False}),
    "200 success false with an id": json_reply({"id": "777", "success": False}),
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "200 empty": reply(b""),
    "201 blanks": reply(b" \n", "201 Created"),
    "headers cut": b"HTTP/1.1 200 OK\r\nContent-Ty",
    "status line only": b"HTTP/1.1 200 OK\r\n",
    "202": json_reply({"status": "queued"}, "202 Accepted"),
    "207": json_reply({"responses": [{"status": 500}]}, "207 Multi-Status"),
    "id null": json_reply({**TERM, "id": None}),
    "id 0": json_reply({**TERM, "id": 0}),
    "id false": json_reply({**TERM, "id": False}),
    "id empty": json_reply({**TERM, "id": " "}),
    "id object": json_reply({**TERM, "id": {"x": 1}}),
    "id list": json_reply({**TERM, "id": ["777"]}),
    "id fraction": reply(b'{"id": 1.5}'),
    "json null": reply(b"null"),
    "json string": reply(b'"ok"'),
    "json true": reply(b"true"),
    "html": reply(b"<h1>Welcome to the hotel</h1>"),
    "not utf-8": reply(b'{"id": "\xff"}'),
    "half json": reply(b'{"id": "777", "na'),
    "deep": reply(b"[" * 100_000),
    "shorter than told": b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"id": "777"}',
    "broken gzip": reply(b"\x1f\x8b nothing", "200 OK", "Content-Encoding: gzip"),
    "300": json_reply({"x": 1}, "300 Multiple Choices"),
    "301": reply(b"", "301 Moved", "Location: /api/v1/terms/"),
    "302": reply(b"", "302 Found", "Location: https://elsewhere.example/x"),
    "302 nowhere": reply(b"", "302 Found"),
    "302 bad address": reply(b"", "302 Found", "Location: http://[x/"),
    "302 bad port": reply(b"", "302 Found", "Location: http://127.0.0.1:port/x"),
    "303": reply(b"", "303 See Other", "Location: /api/v1/terms"),
    "304": reply(b"", "304 Not Modified"),
    "307": reply(b"", "307 Temporary Redirect", "Location: /api/v1/terms"),
    "408": json_reply({"message": "timeout"}, "408 Request Timeout"),
    "409": json_reply({"message": "conflict"}, "409 Conflict"),
    "425": json_reply({"message": "early"}, "425 Too Early"),
    "444": reply(b"", "444 No Response"),
    "460": reply(b"", "460 Client Closed"),
    "499": reply(b"", "499 Client Closed Request"),
    "500": json_reply({"message": "x"}, "500 Internal Server Error"),
    "504": reply(b"<h1>Gateway Timeout</h1>", "504 Gateway Timeout"),
    "599": reply(b"", "599 Odd"),
    "closed": None,
}


class Terms:
    """An API of payment terms: its first POST is answered oddly, and done before that or not."""

    def __init__(self, odd: bytes | None, done: bool) -> None:
        self.odd, self.count = odd, done
        self.posts = 0
        self.names: list[str] = []

    def __call__(self, request: bytes) -> bytes | None:
        if request.startswith(b"GET "):
            return json_reply(
                [{**TERM, "id": str(n), "name": x} for n, x in enumerate(self.names, 1)]
            )
        self.posts += 1
        name = exact.loads(request.partition(b"\r\n\r\n")[2].decode())["name"]
        if self.posts > 1 or self.count:
            self.names.append(name)
        return json_reply({**TERM, "name": name}, "201 Created") if self.posts > 1 else self.odd


def imported_twice(alegra: Runner, terms: Terms) -> tuple[Result, Result]:
    """The same file, the second time after the odd answer."""
    file = alegra.home / "terms.csv"
    file.write_text("name,days\nQuincena,15\n", encoding="utf-8")
    with hostile(terms) as server:
        alegra = Runner(alegra.home, {**AUTH, "ALEGRA_BASE_URL": server.url})
        line = ("terms", "import", str(file), "-o", "json")
        return alegra(*line), alegra(*line)


def outcomes(result: Result) -> list[str]:
    return [row["outcome"] for row in exact.loads(result.out)]


@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
def test_an_import_looks_up_what_an_odd_answer_left_open(alegra: Runner, done: bool) -> None:
    def check(alegra: Runner, odd: bytes | None) -> None:
        terms = Terms(odd, done)
        first, second = imported_twice(alegra, terms)
        assert outcomes(first) == ["unknown"]
        assert first.code in (9, 10)
        assert "unexpected" not in first.err
        assert outcomes(second) == ["found" if done else "created"]
        assert second.code == 0
        assert terms.names == ["Quincena"], "there is one, whatever became of the first request"

    each_at_home(alegra, ODD.items(), check)


def test_a_create_that_is_answered_oddly_may_have_been_done(alegra: Runner) -> None:
    def check(alegra: Runner, odd: bytes | None) -> None:
        terms = Terms(odd, True)
        with hostile(terms) as server:
            alegra = Runner(alegra.home, {**AUTH, "ALEGRA_BASE_URL": server.url})
            made = alegra("terms", "create", "--name", "Quincena", "--days", "15")
        assert made.code == 10
        assert made.out == ""
        assert "It may have been done" in made.err
        assert terms.posts == 1
        assert [one["state"] for one in exact.loads(alegra("log", "-o", "json").out)] == ["unknown"]

    each_at_home(alegra, ODD.items(), check)


def test_what_was_turned_away_is_a_failure_and_goes_again(alegra: Runner) -> None:
    def check(alegra: Runner, status: int) -> None:
        first, second = imported_twice(
            alegra, Terms(json_reply({"message": "no"}, f"{status} No"), False)
        )
        assert outcomes(first) == ["failed"]
        assert outcomes(second) == ["created"]

    refused = (400, 401, 402, 403, 404, 406, 413, 422, 451)
    each_at_home(alegra, ((str(status), status) for status in refused), check)


# How a change of many may be answered.
OF_MANY = ("200 success false", "200 error", "headers cut", "deep", "302", "409", "499", "html")


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_changes_of_many_are_unknown_too(alegra: Runner, verb: str) -> None:
    def check(alegra: Runner, odd: bytes | None) -> None:
        def answer(request: bytes) -> bytes | None:
            return json_reply(TERM) if request.startswith(b"GET ") else odd

        file = alegra.home / "terms.csv"
        file.write_text("id,days\n1,16\n2,31\n", encoding="utf-8")
        with hostile(answer) as server:
            alegra = Runner(alegra.home, {**AUTH, "ALEGRA_BASE_URL": server.url})
            done = alegra("terms", verb, "-f", str(file), "--yes", "-o", "json")
        found = set(outcomes(done))
        assert "unknown" in found
        assert found <= {"unknown", "not sent"}
        assert done.code in (9, 10)

    each_at_home(alegra, ((name, ODD[name]) for name in OF_MANY), check)
