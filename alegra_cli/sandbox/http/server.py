"""The sandbox served on this machine, for any other Alegra client."""

from __future__ import annotations

import io
import signal
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from alegra_cli.sandbox import BASE_PATH
from alegra_cli.sandbox.http.app import SandboxApp
from alegra_cli.sandbox.http.request_body import Malformed, request_body

HOST = "127.0.0.1"


class SandboxExchange(BaseHTTPRequestHandler):
    """HTTP/1.1 with connections that stay open; each answer leaves in one piece."""

    protocol_version = "HTTP/1.1"
    server_version = "alegra-sandbox"
    # The last words of an answer must not wait for the client's acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    app: SandboxApp
    log: Callable[[str], None]

    def _serve(self) -> None:
        try:
            content = request_body(dict(self.headers.items()), self.rfile)
        except Malformed as problem:
            self.close_connection = True
            self.send_error(400, str(problem))
            return
        path, _mark, query = self.path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.command,
            "RAW_URI": path,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.input": io.BytesIO(content),
        }
        for name, value in self.headers.items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        head: list[Any] = []
        body = b"".join(self.app(environ, lambda status, headers: head.extend((status, headers))))
        code, _blank, phrase = head[0].partition(" ")
        self.send_response(int(code), phrase)
        for name, value in head[1]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = _serve

    def log_message(self, format: str, *args: Any) -> None:
        type(self).log(format % args)


class SandboxServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


def serve(
    app: SandboxApp,
    port: int,
    ready: Callable[[str], None],
    log: Callable[[str], None] = lambda _line: None,
) -> None:
    """Serve until SIGTERM or Ctrl-C. `ready` gets the base URL once requests are answered.

    Raises ``OSError`` when the port can't be had.
    """
    exchange = type("Exchange", (SandboxExchange,), {"app": app, "log": staticmethod(log)})
    server = SandboxServer((HOST, port), exchange)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_why: stop.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    thread.start()
    try:
        ready(f"http://{HOST}:{server.server_address[1]}{BASE_PATH}")
        stop.wait()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        for number, how in before.items():
            signal.signal(number, how)
