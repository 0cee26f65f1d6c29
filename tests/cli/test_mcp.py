"""The server for assistants over a real pipe, and what the command line says of it."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli import exact
from tests.cli.assistant import Ask, over_a_pipe
from tests.cli.office import Office

ACCOUNT = {"profile", "base_url", "token", "email", "params", "insecure", "file"}


def test_it_only_reads_unless_more_is_allowed(
    office: Office, capfd: pytest.CaptureFixture[str]
) -> None:
    async def what(ask: Ask, session: Any) -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {"resources", "describe", "list", "count", "get", "report"}
        for tool in tools.values():
            assert tool.annotations.read_only_hint is True
            assert tool.annotations.destructive_hint is False
            assert not set(tool.input_schema["properties"]) & ACCOUNT
        found = await ask("resources")
        invoices = next(one for one in found if one["resource"] == "invoices")
        assert {"get", "status"} <= set(invoices["actions"])
        assert not {"create", "void", "pdf", "attach"} & set(invoices["actions"])
        told = await ask("list", resource="contacts", filters={"type": "client"}, columns="id,name")
        assert told["count"] == 20
        assert told["total"] > 20
        assert told["next_start"] == 20
        assert set(told["records"][0]) == {"id", "name"}
        assert (await ask("get", resource="invoices", id=1))["result"]["id"] == "1"
        refused = await ask("report", resource="invoices", action="void", ids=["1"])
        assert "--allow-writes" in refused["error"]["message"]
        schema = await session.read_resource("alegra://schema/terms")
        assert "days" in schema.contents[0].text
        await nothing_else(ask, session)

    over_a_pipe(office, what)
    assert "Traceback" not in capfd.readouterr().err


async def nothing_else(ask: Ask, session: Any) -> None:
    """What never ends or does not exist is not offered, and refused to who asks."""
    from mcp import MCPError  # see `tests.cli.assistant`

    for name in ("invoices", "contacts"):
        told = await ask("describe", resource=name)
        filters = told["actions"]["list"]["filters"]
        assert "watch" not in filters
        refused = await ask("list", resource=name, filters={"watch": 5})
        assert "There is no filter 'watch'" in refused["error"]["message"]
    assert session.server_capabilities.prompts is None
    for call in (session.list_prompts(), session.get_prompt("x")):
        with pytest.raises(MCPError, match="Method not found"):
            await call
    for uri, said in (
        ("alegra://schema/nope", "There is no resource 'nope'"),
        ("alegra://schema/invoice", "Did you mean"),
        ("alegra://other", "alegra://resources"),
    ):
        with pytest.raises(MCPError, match=said):
            await session.read_resource(uri)
    with pytest.raises(MCPError, match="There is no tool 'create'"):
        await session.call_tool("create", {"resource": "terms", "body": {}})


def test_what_was_named_is_done_and_stands_in_the_log(office: Office) -> None:
    async def what(ask: Ask, session: Any) -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert tools["act"].annotations.destructive_hint is True
        assert tools["create"].annotations.destructive_hint is False
        made = await ask("create", resource="terms", body={"name": "A 9 días", "days": "9"})
        key = made["result"]["id"]
        changed = await ask("update", resource="terms", id=key, changes={"name": "Nueve"})
        assert changed["result"]["name"] == "Nueve"
        voided = await ask("act", resource="invoices", action="void", ids=["1"])
        assert "--allow invoices.void" in voided["error"]["message"]
        asked = {"resource": "terms", "action": "delete", "ids": [key]}
        dry = await ask("act", **asked, dry_run=True)
        assert dry["result"]["method"] == "DELETE"
        await ask("act", **asked)

    over_a_pipe(office, what, "--allow-writes", "--allow", "terms.delete")
    assert "Nueve" not in str(office.list("terms"))
    log = office.alegra("log", "-o", "json").out
    assert [word in log for word in ('"POST"', '"PUT"', '"DELETE"')] == [True] * 3


def test_a_name_that_allows_nothing_is_refused(office: Office) -> None:
    def told(*words: str) -> str:
        result = office.alegra("mcp", "serve", *words)
        assert result.code == 2
        return result.err

    assert "Did you mean void?" in told("--allow-writes", "--allow", "voids")
    assert "--allow-writes is enough" in told("--allow-writes", "--allow", "open")
    assert "invoices.void" in told("--allow-writes", "--allow", "invoice.void")
    assert "--allow goes with --allow-writes" in told("--allow", "void")
    assert "--port goes with --http" in told("--port", "1")
    shown = exact.loads(office.alegra("mcp", "actions", "-o", "json").out)
    needs = {one["action"]: one["needs"] for one in shown}
    assert needs["open"] == "--allow-writes"
    assert needs["void"] == "--allow-writes --allow void"
