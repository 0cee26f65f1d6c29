"""The protocol's own client, inside this process or over a real pipe.

Its library is imported where it is used: that takes longer than to collect a hundred test files.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from alegra_cli import exact
from alegra_cli.assistant.server.lines import Lines
from alegra_cli.assistant.server.permission import Permission
from alegra_cli.cli import run
from tests.cli.fork_server import server_for
from tests.cli.forked_alegra import USUAL
from tests.cli.office import Office

Ask = Callable[..., Awaitable[Any]]
Talk = Callable[[Ask, Any], Awaitable[None]]
WRITES = Permission(True)


def over_a_pipe(office: Office, what: Talk, *words: str) -> None:
    """Let a client talk with a process that has these words in its line."""
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    env = office.alegra.variables() | USUAL
    forks = server_for(env)
    assert forks is not None
    alegra = str(Path(forks.folder_of_alegra, "alegra"))
    server = StdioServerParameters(command=alegra, args=["mcp", "serve", *words], env=env)

    async def main() -> None:
        async with (
            stdio_client(server, sys.stderr) as (read, write),  # by default that of its import
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            await what(asking(session), session)

    asyncio.run(main())


def inside(office: Office, what: Talk, allowed: Permission = WRITES) -> None:
    """The same without a process."""
    talk(Lines(office.alegra.variables(), [], allowed, run), what)


def talk(lines: Lines, what: Talk) -> None:
    """Let a client talk with a server of these command lines, inside this process."""
    from mcp import Client

    from alegra_cli.assistant.server.server import mcp_server

    async def main() -> None:
        async with Client(mcp_server(lines)) as client:
            await what(asking(client), client)

    asyncio.run(main())


def asking(session: Any) -> Ask:
    async def ask(tool: str, **given: Any) -> Any:
        """The answer as JSON; a refusal as its ``{"error": …}``."""
        told = await session.call_tool(tool, given)
        value = exact.loads("".join(part.text for part in told.content))
        assert told.is_error == (isinstance(value, dict) and "error" in value)
        return value

    return ask
