"""A list of contacts behind a latency, for `tools/bench_bulk.py`; prints its port.

    python tools/slow_server.py RECORDS MILLISECONDS [--at-once N]
    python tools/slow_server.py RECORDS MILLISECONDS --rate N --window SECONDS --tells KIND

GET answers a page, POST a created contact; each after the latency, on as many connections as
come, with a quota that never ends. --at-once: more than so many under way are refused with 503.
--rate: more than so many in a window, which begins with the first request after the one before,
are refused with 429; the answers tell of it by headers, by Retry-After alone, or by nothing.
/counts tells when requests were granted and how many were refused.
"""

from __future__ import annotations

import argparse
import json
import math
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("records", type=int)
    parser.add_argument("milliseconds", type=int)
    parser.add_argument("--at-once", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=0)
    parser.add_argument("--window", type=float, default=60)
    parser.add_argument("--tells", choices=("headers", "retry-after", "nothing"), default="headers")
    return parser.parse_args()


ASKED = arguments()
RECORDS, LATENCY = ASKED.records, ASKED.milliseconds / 1000
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


class Limits:
    """What is under way and what was granted, over all connections."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.under_way = self.used = self.refused = 0
        self.began = float("-inf")
        self.granted: list[float] = []

    def begin(self) -> int:
        """200, or the status of a refusal."""
        with self.lock:
            now = time.monotonic()
            if now >= self.began + ASKED.window:
                self.began, self.used = now, 0
            status = 503 if self.under_way >= ASKED.at_once else 200
            if ASKED.rate and self.used >= ASKED.rate:
                status = 429
            if status == 200:
                self.used += 1
                self.under_way += 1
                self.granted.append(now)
            else:
                self.refused += 1
            return status

    def end(self) -> None:
        with self.lock:
            self.under_way -= 1

    def headers(self, status: int) -> dict[str, object]:
        if not ASKED.rate:
            return quota(100_000, 99_999, 60)
        with self.lock:
            ends = max(1, math.ceil(self.began + ASKED.window - time.monotonic()))
            if ASKED.tells == "headers":
                return quota(ASKED.rate, ASKED.rate - self.used, ends)
            told = status == 429 and ASKED.tells == "retry-after"
            return {"Retry-After": ends} if told else {}


def quota(limit: int, remaining: int, reset: int) -> dict[str, object]:
    names = ("Limit", "Remaining", "Reset")
    return {
        f"X-Rate-Limit-{name}": value
        for name, value in zip(names, (limit, remaining, reset), strict=True)
    }


LIMITS = Limits()


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/counts"):
            self.write({"granted": LIMITS.granted, "refused": LIMITS.refused}, 200)
            return
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
        begun = LIMITS.begin()
        if begun != 200:
            self.write({"message": "Too many"}, begun)
            return
        time.sleep(LATENCY)
        LIMITS.end()
        self.write(body, status)

    def write(self, body: object, status: int) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in LIMITS.headers(status).items():
            self.send_header(name, str(value))
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
