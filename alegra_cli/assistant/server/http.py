"""The server on loopback, for those who know its token."""

from __future__ import annotations

import asyncio
import hmac
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse

HOST = "127.0.0.1"
PATH = "/mcp"
LAST_SECONDS = 2  # that open streams get when the server ends


class TokenGate:
    """An ASGI application that only those reach who know the token."""

    def __init__(self, inner: Any, token: str) -> None:
        self._inner = inner
        self._token = f"Bearer {token}".encode()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan" and not self._may_pass(scope):
            told = PlainTextResponse(
                "The token is missing or wrong.\n", 401, {"WWW-Authenticate": "Bearer"}
            )
            await told(scope, receive, send)
            return
        await self._inner(scope, receive, send)

    def _may_pass(self, scope: Any) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        return len(given) == 1 and hmac.compare_digest(given[0], self._token)


class _AssistantServer(uvicorn.Server):
    """Ends on SIGTERM and Ctrl-C with a plain return; uvicorn's own would die of the signal."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    # Not in uvicorn's manual. Its own raises the signal again at the end, so that the process dies
    # of it. Tried with uvicorn 0.54; the tests end the server with both signals.
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {
            number: signal.signal(number, self._end) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            yield
        finally:
            for number, how in before.items():
                signal.signal(number, how)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def serve(server: Server[Any], port: int, token: str, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. `ready` gets the URL once requests are answered.

    port: 0 for a free one. Raises ``OSError`` when the port can't be had.
    """
    # Never another address: whoever reaches the server reads the accounts.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with listening:
        listening.bind((HOST, port))
        here = f"{HOST}:{listening.getsockname()[1]}"
        local = here.replace(HOST, "localhost")
        # A page in a browser can make its own name mean this machine; these names it can't.
        names = TransportSecuritySettings(
            allowed_hosts=[here, local], allowed_origins=[f"http://{here}", f"http://{local}"]
        )
        app = server.streamable_http_app(
            streamable_http_path=PATH, host=HOST, transport_security=names
        )
        config = uvicorn.Config(
            TokenGate(app, token),
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LAST_SECONDS,
        )
        running = _AssistantServer(config, lambda: ready(f"http://{here}{PATH}"))
        asyncio.run(running.serve([listening]))
