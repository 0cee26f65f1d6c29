"""A list of contacts behind a latency, for `tools/bench_bulk.py`; prints its port.

    python tools/slow_server.py RECORDS MILLISECONDS

GET answers a page, POST a created contact; each after the latency, on as many connections as
come, with a quota that never ends.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

RECORDS, LATENCY = int(sys.argv[1]), int(sys.argv[2]) / 1000
ADDRESS = {"address": "Calle 1 # 2-3", "city": "Bogotá", "department": "Bogotá D.C."}


def contact(number: int) -> dict[str, object]:
    return {
        "id": str(number + 1),
        "name": f"Cliente número {number + 1}",
        "identification": str(900_000_000 + number),
        "email": f"cliente{number}@example.com",
        "phonePrimary": "6011234567",
        "observations": "Paga a treinta días; llamar antes de entregar.",
        "address": ADDRESS,
        "type": ["client"],
        "status": "active",
        "seller": None,
        "term": {"id": "1", "name": "De contado", "days": "0"},
        "priceList": {"id": "1", "name": "General"},
        "internalContacts": [],
    }


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/company"):
            self.tell({"id": "1", "name": "Lenta S.A.S.", "applicationVersion": "colombia"})
            return
        start, limit = int(query.get("start", 0)), int(query.get("limit", 30))
        rows = [contact(number) for number in range(start, min(start + limit, RECORDS))]
        told = query.get("metadata") == "true"
        self.tell({"metadata": {"total": RECORDS}, "data": rows} if told else rows)

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.tell({"id": str(time.monotonic_ns()), **sent}, 201)

    def tell(self, body: object, status: int = 200) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        time.sleep(LATENCY)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Rate-Limit-Limit", "100000")
        self.send_header("X-Rate-Limit-Remaining", "99999")
        self.send_header("X-Rate-Limit-Reset", "60")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        return


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Answers)
    print(server.server_port, flush=True)
    server.serve_forever()
