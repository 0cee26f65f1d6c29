"""A server that misbehaves on purpose: it answers each connection with raw bytes."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

# A record that has nothing in the form that anybody would expect it in.
OTHER_KINDS: dict[str, object] = {
    "id": {"a": 1},
    "name": [1],
    **{key: [] for key in ("client", "provider", "total", "currency", "dueDate", "payments")},
    **dict.fromkeys(("items", "purchases", "taxes", "tax", "retentions", "children"), 3),
    **dict.fromkeys(("stamp", "categories", "refunds", "applications"), "x"),
    **{key: {} for key in ("status", "balance")},
    **dict.fromkeys(("date", "numberTemplate", "email", "prices", "inventory"), 5),
}

Answer = bytes | str | None
Script = Answer | Callable[[bytes], Answer]


class Hostile:
    """Answers the n-th connection with the n-th script, the last one for the rest.

    A script is bytes to send before closing, None to close without a word, "hang", or a function
    that makes one of these of the request.
    """

    def __init__(self, *scripts: Script) -> None:
        self.scripts = scripts
        self.requests: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._answers = threading.Event()
        self.arrived = threading.Event()
        self._open: list[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/api/v1"

    def serve(self) -> None:
        try:
            self._answer()
        finally:
            for client in (self._socket, *self._open):
                client.close()

    def _answer(self) -> None:
        while not self._answers.is_set():
            client, _address = self._socket.accept()
            self._open.append(client)
            request = b"" if self._answers.is_set() else self._read(client)
            if not request:
                continue
            script = self.scripts[min(len(self.requests), len(self.scripts) - 1)]
            self.requests.append(request)
            if callable(script):
                script = script(request)
            self.arrived.set()
            if script == "hang":
                continue
            with contextlib.suppress(OSError):
                if isinstance(script, bytes):
                    client.sendall(script)
                client.close()

    @staticmethod
    def _read(client: socket.socket) -> bytes:
        """The head of the request and as much of its body as it announces.

        What arrived until then where the client goes away in the middle of it.
        """
        data = b""
        while b"\r\n\r\n" not in data or len(data) < _end_of(data):
            try:
                part = client.recv(65536)
            except ConnectionResetError:
                return data
            if not part:
                return data
            data += part
        return data

    def close(self) -> None:
        self._answers.set()
        # A blocked accept() notices only a visitor.
        with contextlib.suppress(OSError):
            socket.create_connection(self._socket.getsockname()).close()


def _end_of(request: bytes) -> int:
    """How long a request is whose whole head is here, in bytes."""
    head, blank, _body = request.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return len(head) + len(blank) + length


@contextlib.contextmanager
def hostile(*scripts: Script) -> Iterator[Hostile]:
    server = Hostile(*scripts)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(timeout=20)
    assert not thread.is_alive(), "the server that misbehaves did not end"


def reply(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A complete HTTP answer, and the last one of its connection.

    Who is not told so may send the next request before the end of the connection arrives.
    """
    length = f"Content-Length: {len(body)}"
    lines = [f"HTTP/1.1 {status}", length, "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
