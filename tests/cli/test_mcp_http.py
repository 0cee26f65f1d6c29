"""The server for assistants on loopback: for those who know its token, and nobody else."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from alegra_cli import exact
from tests.cli.conftest import Program
from tests.cli.office import Office

HELLO = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
TAKES = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[tuple[str, str]]:
    """URL and token of a server for the tests of the module; it must end cleanly."""
    office = Office(tmp_path_factory.mktemp("mcp"), filled)
    program = Program(office.home, office.alegra.variables())
    words = ("mcp", "serve", "--http", "--port", "0", "-o", "json")
    process = program.start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    told = exact.loads(process.stdout.readline())
    yield told["url"], told["token"]
    process.send_signal(signal.SIGTERM)
    _rest, noise = process.communicate(timeout=20)
    assert process.returncode == 0
    assert b"Traceback" not in noise
    assert b"ERROR" not in noise
    assert told["token"].encode() not in noise


def test_the_protocols_client_reads_with_the_token(url: tuple[str, str]) -> None:
    from mcp import ClientSession  # see `tests.cli.assistant`
    from mcp.client.streamable_http import streamable_http_client
    from mcp.types import TextContent

    async def main() -> None:
        known = {"Authorization": f"Bearer {url[1]}"}
        async with (
            httpx2.AsyncClient(headers=known) as http,
            streamable_http_client(url[0], http_client=http) as streams,
            ClientSession(streams[0], streams[1]) as session,
        ):
            await session.initialize()
            told = await session.call_tool("count", {"resource": "invoices"})
            said = told.content[0]
            assert isinstance(said, TextContent)
            assert exact.loads(said.text)["total"] > 0

    asyncio.run(main())


def status(url: str, **headers: str) -> int:
    return httpx2.post(url, json=HELLO, headers={**TAKES, **headers}).status_code


def test_without_the_token_nobody_gets_in(url: tuple[str, str]) -> None:
    address, token = url
    assert status(address) == 401
    assert status(address, Authorization=f"Bearer {token}x") == 401
    assert status(address, Authorization=f"Basic {token}") == 401
    assert status(address + f"?token={token}") == 401
    assert status(address.replace("/mcp", "/")) == 401


def test_another_name_of_this_machine_is_refused(url: tuple[str, str]) -> None:
    address, token = url
    known = {"Authorization": f"Bearer {token}"}
    assert status(address, Host="evil.example.com", **known) == 421
    assert status(address, Origin="https://evil.example.com", **known) == 403
    assert status(address, **known) == 400  # it came in: only a session is missing


def test_a_token_of_ones_own_is_not_shown(office: Office) -> None:
    told = office.alegra("mcp", "serve", "--http", env={"ALEGRA_MCP_TOKEN": "short"})
    assert told.code == 2
    assert "at least 16" in told.err
    assert "short" not in told.err
    own = {"ALEGRA_MCP_TOKEN": "a-token-long-enough-for-this"}
    program = Program(office.home, office.alegra.variables() | own)
    process = program.start(
        "mcp", "serve", "--http", "--port", "0", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    url = process.stderr.readline().decode().split()[-1]
    assert process.stderr.readline() == b"  Authorization: Bearer $ALEGRA_MCP_TOKEN\n"
    assert status(url, Authorization=f"Bearer {own['ALEGRA_MCP_TOKEN']}") == 400
    process.send_signal(signal.SIGINT)
    shown, _noise = process.communicate(timeout=20)
    assert (process.returncode, shown) == (0, b"")


def test_a_port_that_is_taken_is_told_of(office: Office, url: tuple[str, str]) -> None:
    port = url[0].rpartition(":")[2].partition("/")[0]
    told = office.alegra("mcp", "serve", "--http", "--port", port)
    assert told.code == 2
    assert f"Port {port} can't be used" in told.err
    told = office.alegra("mcp", "serve", "--http", "--port", port, "--lang", "es")
    assert f"{port}: la dirección ya está en uso" in told.err
