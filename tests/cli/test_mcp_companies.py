"""The server for assistants over several companies: those that were allowed, and reads only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.assistant.server.lines import Lines
from alegra_cli.assistant.server.permission import Permission
from alegra_cli.cli import run
from alegra_cli.testing import Runner
from tests.cli.assistant import Ask, Talk, talk
from tests.cli.many_companies import Company, companies_served, configure
from tests.companies import Companies
from tests.sandbox.conftest import TODAY


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, companies: Companies
) -> Iterator[list[Company]]:
    folder = tmp_path_factory.mktemp("served")
    with companies_served(
        folder, lambda country: companies(country, today=TODAY), "--count=5"
    ) as told:
        yield told


def ask_about(home: Path, served: list[Company], allowed: Permission, what: Talk) -> None:
    configure(home, served)
    env = Runner(home, {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}).variables()
    talk(Lines(env, ["--profile", served[4].name], allowed, run), what)


def test_the_companies_that_were_allowed_are_read_together(
    tmp_path: Path, served: list[Company]
) -> None:
    names = [one.name for one in served[:4]]  # the last of them is not signed in

    async def what(ask: Ask, _client: Any) -> None:
        told = await ask("each", resource="contacts", action="count")
        assert [row["company"] for row in told["result"]] == names
        assert [row.get("code") for row in told["result"]] == [None, None, None, 3]
        told = await ask(
            "each", companies=names[:2], resource="terms", action="list", limit=2, columns="id,name"
        )
        assert [list(row) for row in told["result"]] == [["company", "id", "name"]] * 4
        told = await ask("each", companies=names[1], resource="reports", action="aging")
        assert {row["company"] for row in told["result"]} == {names[1]}
        told = await ask("each", companies=names[:1], resource="terms", action="get", ids=["1"])
        assert told["result"][0]["id"] == "1"

    ask_about(tmp_path, served, Permission(companies=tuple(names)), what)


def test_no_other_company_and_nothing_but_reading(tmp_path: Path, served: list[Company]) -> None:
    names = tuple(one.name for one in served[:2])

    async def what(ask: Ask, _client: Any) -> None:
        for other in (served[4].name, "@all", "--all", f"{names[0]},{served[4].name}", "sandbox"):
            told = await ask("each", companies=other, resource="terms", action="count")
            assert "is not allowed" in told["error"]["message"], other
        told = await ask("each", resource="terms", action="create")
        assert "this tool only reads" in told["error"]["message"]
        told = await ask("each", resource="terms", action="delete", ids=["1"])
        assert "is not allowed" in told["error"]["message"]
        told = await ask("each", resource="terms", action="list", filters={"profile": "x"})
        assert "There is no filter" in told["error"]["message"]
        told = await ask("each", resource="terms", action="get", ids=["--write"])
        assert told["error"]["exit_code"] in (2, 4)

    ask_about(tmp_path, served, Permission(writes=True, companies=names), what)


def test_without_an_allow_list_there_is_no_such_tool(tmp_path: Path, served: list[Company]) -> None:
    async def what(_ask: Ask, client: Any) -> None:
        assert "each" not in {tool.name for tool in (await client.list_tools()).tools}

    ask_about(tmp_path, served, Permission(writes=True), what)


def test_a_company_that_there_is_not_is_refused_when_the_server_starts(
    tmp_path: Path, served: list[Company]
) -> None:
    configure(tmp_path, served)
    told = Runner(tmp_path)("mcp", "serve", "--companies", "nobody,@tax")
    assert told.code == 2
    assert "nobody" in told.err or "tax" in told.err
