"""The server for assistants, asked by the protocol's own client over a real pipe."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from alegra_cli import exact
from tests.cli.office import Office

Talk = Callable[[ClientSession], Awaitable[None]]


def talk(office: Office, what: Talk, *words: str) -> None:
    """Let a client talk with a server that was started with these words."""
    line = ["-m", "alegra_cli", "mcp", "serve", *words]
    server = StdioServerParameters(command=sys.executable, args=line, env=office.alegra.variables())

    async def main() -> None:
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            await what(session)

    asyncio.run(main())


async def asked(session: ClientSession, tool: str, **given: Any) -> Any:
    """The answer as JSON, or the text of the refusal."""
    told = await session.call_tool(tool, given)
    text = "".join(getattr(part, "text", "") for part in told.content)
    return f"refused: {text}" if told.is_error else exact.loads(text)


def test_it_only_reads_unless_more_is_allowed(office: Office) -> None:
    async def what(session: ClientSession) -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {"resources", "describe", "list", "get"}
        for tool in tools.values():
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint is True
            names = set(tool.input_schema["properties"])
            assert not names & {"profile", "base_url", "token", "email", "params"}
        found = await asked(session, "resources")
        invoices = next(one for one in found if one["resource"] == "invoices")
        assert "create" not in invoices["actions"]
        assert "total" in str((await asked(session, "describe", resource="invoices"))["columns"])
        told = await asked(
            session, "list", resource="contacts", filters={"type": "client"}, columns="id,name"
        )
        assert told["count"] == 20
        assert set(told["records"][0]) == {"id", "name"}
        one = await asked(session, "get", resource="invoices", id="1")
        assert one["id"] == "1"
        for hostile in ("--base-url=http://x", "-p", "--dry-run", "../company"):
            assert "refused" in str(await asked(session, "get", resource="contacts", id=hostile))
        assert "refused" in str(await asked(session, "get", resource="auth", id="login"))
        missing = await asked(session, "get", resource="invoices", id="99999")
        assert "404" in missing

    talk(office, what)


def test_writes_are_checked_and_risky_ones_need_their_name(office: Office) -> None:
    async def what(session: ClientSession) -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert tools["act"].annotations is not None
        assert tools["act"].annotations.destructive_hint is True
        made = await asked(
            session, "create", resource="terms", body={"name": "A 9 días", "days": "9"}
        )
        assert made["name"] == "A 9 días"
        wrong = await asked(session, "create", resource="items", body={"price": "1"})
        assert "name: is required" in wrong
        changed = await asked(
            session, "update", resource="terms", id=made["id"], changes={"name": "Nueve"}
        )
        assert changed["name"] == "Nueve"
        voided = await asked(session, "act", resource="invoices", action="void", id="1")
        assert "--allow void" in voided
        dry = await asked(
            session, "act", resource="terms", action="delete", id=made["id"], dry_run=True
        )
        assert dry["method"] == "DELETE"
        await asked(session, "act", resource="terms", action="delete", id=made["id"])
        stamping = {"stamp": {"generateStamp": True}, "client": "1"}
        stamp = await asked(session, "create", resource="invoices", body=stamping)
        assert "refused" in str(stamp)

    talk(office, what, "--allow-writes", "--allow", "delete")
    assert "Nueve" not in str(office.list("terms"))
