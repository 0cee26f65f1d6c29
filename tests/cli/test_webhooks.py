"""Webhooks of the sandbox: a real receiver, real deliveries, the handshake and the ten failures."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.cli.conftest import Inside, Program, Served
from tests.cli.fork_server import LONGEST

LINE = "webhook-subscriptions"


class Receiver:
    """A server on this machine that keeps what it is told; `status` is what it answers."""

    def __init__(self) -> None:
        self.heard: queue.Queue[bytes] = queue.Queue()
        self.status = 200
        receiver = self

        class Exchange(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                receiver.heard.put(body)

            def log_message(self, format: str, *args: Any) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Exchange)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}/alegra?secret=1"

    def next(self) -> Any:
        return json.loads(self.heard.get(timeout=20))

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join(LONGEST)
        self._server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


def subscribe(program: Program, event: str, url: str) -> Any:
    return program.json(LINE, "create", "--event", event, "--url", url)


def test_a_subscription_begins_with_an_empty_handshake(inside: Inside, receiver: Receiver) -> None:
    made = subscribe(inside, "new-item", receiver.address)
    assert receiver.heard.get(timeout=20) == b""
    assert made["subscription"]["event"] == "new-item"
    key = made["subscription"]["id"]
    assert inside.json(LINE, "get", key) == made["subscription"]
    assert key in [item["id"] for item in inside.json("webhooks", "list")]


def test_without_a_good_answer_there_is_no_subscription(inside: Inside, receiver: Receiver) -> None:
    before = inside(LINE, "list", "--count").out
    receiver.status = 500
    result = inside(LINE, "create", "--event", "new-bill", "--url", receiver.address)
    assert result.code == 5
    assert inside(LINE, "list", "--count").out == before


def test_what_happens_is_told_in_its_order(inside: Inside, receiver: Receiver) -> None:
    for event in ("new-item", "edit-item", "delete-item"):
        subscribe(inside, event, receiver.address)
        assert receiver.heard.get(timeout=20) == b""
    item = inside.json("items", "create", "--name", "Vaso", "--price", "10.50")
    assert inside("items", "update", item["id"], "--name", "Vaso alto").code == 0
    assert inside("items", "delete", item["id"], "--yes").code == 0
    told = [receiver.next() for _each in range(3)]
    assert [news["subject"] for news in told] == ["new-item", "edit-item", "delete-item"]
    assert [news["message"]["item"]["name"] for news in told] == ["Vaso", "Vaso alto", "Vaso alto"]
    assert {news["message"]["item"]["id"] for news in told} == {item["id"]}


def test_a_bill_is_told_in_the_shape_of_webhooks(inside: Inside, receiver: Receiver) -> None:
    subscribe(inside, "new-bill", receiver.address)
    assert receiver.heard.get(timeout=20) == b""
    bill = {
        "date": "2026-01-02",
        "dueDate": "2026-01-02",
        "provider": {"id": "8"},
        "purchases": {"items": [{"id": "1", "price": 100, "quantity": 2}]},
    }
    assert inside("bills", "create", "-d", json.dumps(bill)).code == 0
    told = receiver.next()["message"]["bill"]
    assert told["state"] == "open"
    assert told["total"] == 200
    assert told["client"]["id"] == "8"
    assert not [key for key in told if key.startswith("_")]


def test_ten_failures_in_a_row_remove_it(
    inside: Inside, served: Served, receiver: Receiver
) -> None:
    key = subscribe(inside, "new-client", receiver.address)["subscription"]["id"]
    assert receiver.heard.get(timeout=20) == b""

    def happen() -> None:
        served.books.call("POST", "/contacts", {"name": "Ana", "ignoreRepeated": True})
        receiver.heard.get(timeout=20)

    receiver.status = 500
    for _each in range(9):
        happen()
    receiver.status = 204
    happen()
    receiver.status = 503
    for _each in range(9):
        happen()
    assert inside(LINE, "get", key).code == 0
    happen()
    assert wait_until_gone(inside, key)


def wait_until_gone(program: Program, key: str) -> bool:
    """The count is kept after the receiver has answered, so it may take a moment."""
    until = time.monotonic() + 20
    while there := program(LINE, "get", key).code != 4:
        if time.monotonic() > until:
            break
    return not there


def test_receivers_elsewhere_are_stored_and_never_called(inside: Inside) -> None:
    made = subscribe(inside, "new-item", "hooks.example.com/alegra")
    assert made["subscription"]["url"] == "hooks.example.com/alegra"
    assert inside("items", "create", "--name", "Silla", "--price", "1").code == 0


def test_a_scheme_is_taken_off_and_told(inside: Inside) -> None:
    url = "https://hooks.example.com/scheme"
    result = inside(LINE, "create", "--event", "new-item", "--url", url)
    assert result.code == 0
    assert "hooks.example.com/scheme: Alegra takes it without its scheme" in result.err
    assert "--keep-scheme" in result.err
    assert "https" not in result.out


def test_a_scheme_is_kept_where_the_account_wants_it(inside: Inside) -> None:
    url = "https://hooks.example.com/kept"
    line = (LINE, "create", "--event", "edit-item", "--url", url, "--keep-scheme")
    shown = inside(*line, "--dry-run", "-o", "json")
    assert json.loads(shown.out)["body"]["url"] == url
    result = inside(*line)
    assert (result.code, result.err.count("scheme")) == (0, 0)
    # An address that is refused for its scheme, in whichever way, gets the way out.
    refused = inside(LINE, "create", "--event", "edit-item", "--url", "http://x.co/a", line[-1])
    assert refused.code == 5
    assert "--keep-scheme" in refused.err


def test_the_embedded_sandbox_delivers_before_it_ends(
    alegra_on: Program, receiver: Receiver
) -> None:
    words = ("--profile", "sandbox")
    line = (LINE, "create", "--event", "edit-item", "--url", receiver.address)
    assert alegra_on(*words, *line).code == 0
    assert receiver.heard.get(timeout=20) == b""
    assert alegra_on(*words, "items", "update", "1", "--description", "Nueva").code == 0
    assert json.loads(receiver.heard.get_nowait())["subject"] == "edit-item"
