"""Many companies of nine countries, each served on a port of this machine; some have troubles.

    python tools/companies_server.py FOLDER [--count N] [--latency S] [--slow S]

Prints one JSON object: for each company its name, country, base URL, e-mail, token and trouble:
`401`, `402`, `429`, `500` (that is what every request is answered with), `slow` (each answer
takes so long), or nothing. `GET /most` of a company's port tells how many companies were asked
something at one time. With --latency every other answer takes that long.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from alegra_cli.sandbox import BASE_PATH, DEMO_EMAIL
from alegra_cli.sandbox.database import open_books, reset
from alegra_cli.sandbox.http.app import SandboxApp
from alegra_cli.sandbox.http.server import HOST, SandboxExchange, SandboxServer
from alegra_cli.sandbox.seed import COUNTRIES

TROUBLES = ("401", "402", "429", "500", "slow")


class Crowd:
    """How many companies are being asked at one time, and the most there were."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: dict[str, int] = {}
        self.most = 0

    def enter(self, name: str) -> None:
        with self._lock:
            self._requests[name] = self._requests.get(name, 0) + 1
            self.most = max(self.most, sum(1 for number in self._requests.values() if number))

    def leave(self, name: str) -> None:
        with self._lock:
            self._requests[name] -= 1


class TroubledCompany:
    """A company's application, or its trouble in front of it."""

    def __init__(
        self, name: str, app: SandboxApp, trouble: str, seconds: float, crowd: Crowd
    ) -> None:
        self._name, self._app = name, app
        self._trouble, self._seconds, self._crowd = trouble, seconds, crowd

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/most":
            return _answer(start, 200, self._crowd.most)
        self._crowd.enter(self._name)
        try:
            time.sleep(self._seconds)
            if self._trouble.isdigit():
                told = {"code": int(self._trouble), "message": f"Trouble {self._trouble}"}
                return _answer(start, int(self._trouble), told)
            return self._app(environ, start)
        finally:
            self._crowd.leave(self._name)


def _answer(start: Callable[..., Any], status: int, told: Any) -> Iterable[bytes]:
    body = json.dumps(told).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    if status == 429:
        headers += [("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", "1")]
    start(f"{status} {HTTPStatus(status).phrase}", headers)
    return [body]


def served(folder: Path, number: int, country: str, how: argparse.Namespace, crowd: Crowd) -> Any:
    """Serve one company, from threads of its own."""
    name = f"c{number:03d}-{country.casefold()[:12]}"
    # Not the first ones: whoever stops at an error would look as if all was well.
    trouble = TROUBLES[number // 3 - 1] if number in range(3, 18, 3) and how.troubles else ""
    database = folder / f"{name}.sqlite3"
    shutil.copy(folder / f"{country}.sqlite3", database)
    books = open_books(database)
    books.settings.set("rate_limit", 1_000_000)
    books.call("PUT", "/company", {"name": f"Cliente {number}"})
    token = f"token-of-{name}"
    app = SandboxApp(books, DEMO_EMAIL, token)
    seconds = how.slow if trouble == "slow" else how.latency
    troubled = TroubledCompany(name, app, trouble, seconds, crowd)
    exchange = type(
        "Exchange", (SandboxExchange,), {"app": troubled, "log": staticmethod(print_nothing)}
    )
    server = SandboxServer((HOST, 0), exchange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return {
        "name": name,
        "country": country,
        "url": f"http://{HOST}:{server.server_address[1]}{BASE_PATH}",
        "email": DEMO_EMAIL,
        "token": token,
        "trouble": trouble,
    }


def print_nothing(_line: str) -> None:
    pass


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--latency", type=float, default=0)
    parser.add_argument("--slow", type=float, default=2)
    parser.add_argument("--no-troubles", dest="troubles", action="store_false")
    how = parser.parse_args()
    crowd = Crowd()
    countries = list(itertools.islice(itertools.cycle(COUNTRIES), how.count))
    for country in dict.fromkeys(countries):
        file = how.folder / f"{country}.sqlite3"
        if not file.exists():
            reset(file, country, seed=1)
    told = [
        served(how.folder, number, country, how, crowd) for number, country in enumerate(countries)
    ]
    print(json.dumps(told), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
