"""How many connections a command makes: each costs a handshake with Alegra."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from alegra_cli.testing import Runner


class Exchange(BaseHTTPRequestHandler):
    """A company with some contacts and nothing else, on connections that stay open."""

    protocol_version = "HTTP/1.1"
    contacts = 1
    connections = 0
    paths: ClassVar[list[str]]

    def setup(self) -> None:
        type(self).connections += 1
        super().setup()

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.paths.append(address.path)
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        body: Any = {"id": "1", "name": "Café", "applicationVersion": "colombia"}
        if not address.path.endswith("/company"):
            start = int(query["start"])
            number = self.contacts if address.path.endswith("/contacts") else 0
            end = min(start + int(query["limit"]), number)
            people = [{"id": str(n), "name": "Ana"} for n in range(start, end)]
            body = {"metadata": {"total": number}, "data": people}
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def api() -> Iterator[tuple[str, type[Exchange]]]:
    exchange = type("Own", (Exchange,), {"paths": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), exchange) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", exchange
        server.shutdown()
        thread.join(10)


def records(home: Path, url: str, *line: str) -> list[Any]:
    alegra = Runner(home, {"ALEGRA_BASE_URL": url, "ALEGRA_ASK_COMPANY": "yes"})
    result = alegra(*line, "-o", "json")
    assert result.code == 0, result.err
    found: list[Any] = json.loads(result.out)
    return found


def test_lists_of_one_page_are_read_on_one_connection(
    tmp_path: Path, api: tuple[str, type[Exchange]]
) -> None:
    url, exchange = api
    assert records(tmp_path, url, "reports", "aging") == []
    assert exchange.paths[:3] == ["/company", "/invoices", "/income-debit-notes"]
    # One for the company, once a day, that waits less long; all lists share the other.
    assert exchange.connections == 2


def test_many_pages_are_read_on_several(tmp_path: Path, api: tuple[str, type[Exchange]]) -> None:
    url, exchange = api
    exchange.contacts = 300
    assert len(records(tmp_path, url, "contacts", "list", "--all", "--jobs", "3")) == 300
    assert 1 < exchange.connections <= 1 + 3
