"""Telling subscribers what happened: real requests, to receivers on this machine only (S44, S45).

Upstream calls any address over https. A sandbox must never reach out of its machine, so that
receivers elsewhere are stored, never called, and need no handshake.
"""

from __future__ import annotations

import http.client
import queue
import threading
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from alegra_cli import exact

if TYPE_CHECKING:
    from alegra_cli.sandbox.books import Books
    from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "webhooks/subscriptions"
DEADLINE = 5.0  # seconds for a 2xx
MOST_FAILURES = 10  # in a row; then the subscription is removed
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_IDLE = 0.2  # seconds without news after which the sender's thread ends

# The words of an event, and the key of its message, by resource.
_NOUNS = {"invoices": "invoice", "bills": "bill", "contacts": "client", "items": "item"}
_VERBS = {"POST": "new", "PUT": "edit", "DELETE": "delete"}


class _News(NamedTuple):
    subject: str
    message: dict[str, Any]


def here(url: str) -> bool:
    """Whether a receiver is on this machine."""
    return urlsplit(f"//{url}").hostname in _LOOPBACK


def shake_hands(url: str) -> bool:
    """An empty POST that wants a 2xx within the deadline; skipped for receivers elsewhere."""
    return not here(url) or _post(url, b"")


def event_of(method: str, template: str) -> str:
    """``new-bill`` for a POST to ``/bills``; empty where there is none."""
    words = template.strip("/").split("/")
    noun, verb = _NOUNS.get(words[0]), _VERBS.get(method)
    whole = {"POST": 1, "PUT": 2, "DELETE": 2}.get(method)
    if noun is None or verb is None or len(words) != whole or words[1:] not in ([], ["{id}"]):
        return ""
    return f"{verb}-{noun}"


def record_of(call: Call, route: Route) -> dict[str, Any] | None:
    """What a delete is about to take away: nobody could read it afterwards."""
    return call.books.store.get(route.resource, call.ids.get("id", ""))


def tell(books: Books, event: str, body: Any) -> None:
    """Queue the news for whoever subscribed; never waits, never fails."""
    if not books.store.count(RESOURCE, "json_extract(body, '$.event') = ?", [event]):
        return
    noun = event.partition("-")[2]
    if event == "delete-invoice":
        body = {**body, "items": []}
    SENDER.put(books, _News(event, {noun: _as_told(noun, body)}))


def _as_told(noun: str, body: Any) -> Any:
    """Records look otherwise in a webhook than in the API (new_client_fields, new_bill_fields)."""
    if not isinstance(body, dict):
        return body
    if noun == "client":
        name = body.get("nameObject") or {"fullname": body.get("name")}
        key = str(body.get("id"))
        return {**body, "id": int(key) if key.isdecimal() else key, "name": name}
    if noun == "bill" and "status" in body:
        rest = {key: value for key, value in body.items() if key not in ("status", "provider")}
        return {**rest, "state": body["status"], "client": body.get("provider")}
    return body


class _Sender:
    """One thread that sends in order, and ends when there is nothing left to send.

    It is no daemon: a program that ends waits for its last news to be delivered.
    """

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[Books, _News]] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, books: Books, news: _News) -> None:
        with self._lock:
            self._waiting.put((books, news))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="webhooks")
                self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                books, news = self._waiting.get(timeout=_IDLE)
            except queue.Empty:
                with self._lock:
                    if self._waiting.empty():
                        self._thread = None
                        return
                continue
            deliver(books, news.subject, news.message)
            books.store.close()  # the connection of this thread


SENDER = _Sender()


def deliver(books: Books, subject: str, message: Any) -> None:
    """Send to every subscriber on this machine; ten failures in a row end a subscription."""
    data = exact.dumps({"subject": subject, "message": message}).encode()
    where = "json_extract(body, '$.event') = ?"
    for subscriber in books.store.find(RESOURCE, where, [subject]):
        if here(subscriber["url"]):
            _count(books, subscriber["id"], _post(subscriber["url"], data))


def _count(books: Books, key: str, good: bool) -> None:
    with books.store.writing():
        record = books.store.get(RESOURCE, key)
        if record is None:
            return
        record["_failures"] = 0 if good else record["_failures"] + 1
        if record["_failures"] >= MOST_FAILURES:
            books.store.remove(RESOURCE, key)
        else:
            books.store.save(RESOURCE, key, record)


def _post(url: str, data: bytes) -> bool:
    """Whether the receiver answers 2xx in time."""
    parts = urlsplit(f"http://{url}")
    try:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=DEADLINE)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, data, {"Content-Type": "application/json"})
            return 200 <= connection.getresponse().status < 300
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError):
        return False
