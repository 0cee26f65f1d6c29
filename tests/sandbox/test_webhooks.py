"""Webhook subscriptions."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books, deliveries
from alegra_cli.sandbox.http.routes import answer
from tests.cli.fork_server import LONGEST
from tests.sandbox.conftest import invoice, refused

URL = "hooks.example.com/alegra"


def test_refusals_and_answers(books: Books) -> None:
    sent = {"event": "edit-bill", "url": URL}
    status, body = answer(books, "POST", "/webhooks/subscriptions", {}, sent)
    assert (status, body["message"]) == (201, "")
    assert sent.items() <= body["subscription"].items()

    def told(**change: Any) -> str:
        return str(
            refused(books, "POST", "/webhooks/subscriptions", {**sent, **change}).body["message"]
        )

    assert told() == "Ya existe una suscripción con el mismo evento y URL"
    scheme = 'La URL ingresada no debe incluir el "http://" o "https://"'
    assert told(url=f"http://{URL}") == scheme
    assert told(url=f"https://{URL}") == told()
    assert "url" in told(url="")
    assert "event" in told(event="new-remission")
    other = {**sent, "event": "new-bill"}
    key = books.call("POST", "/webhooks/subscriptions", other)["subscription"]["id"]
    path = f"/webhooks/subscriptions/{key}"
    assert books.call("PUT", path, other)["subscription"]["id"] == key
    assert refused(books, "PUT", path, sent).status == 400


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[Any]]]:
    """(address without a scheme, the bodies that came)."""
    came: list[Any] = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"]))
            came.append(json.loads(text) if text else {})
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}/in", came
    server.shutdown()
    thread.join(LONGEST)
    server.server_close()


def test_a_deleted_invoice_comes_without_its_lines(
    books: Books, receiver: tuple[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, came = receiver
    monkeypatch.setattr(deliveries, "SENDER", Straight())
    books.call("POST", "/webhooks/subscriptions", {"event": "delete-invoice", "url": address})
    draft = invoice(books, status="draft")["id"]
    books.call("DELETE", f"/invoices/{draft}")
    assert [body.get("subject") for body in came] == [None, "delete-invoice"]
    told = came[1]["message"]["invoice"]
    assert (told["id"], told["items"]) == (draft, [])


class Straight:
    """Sends at once instead of in a thread."""

    def put(self, books: Books, news: Any) -> None:
        deliveries.deliver(books, news.subject, news.message)
