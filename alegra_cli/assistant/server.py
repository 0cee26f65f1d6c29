"""The tools, as the protocol's own library serves them."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from alegra_cli import __version__, exact
from alegra_cli.assistant.lines import MOST, Lines, Refused, risky, trimmed

READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=True)
ADDS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=True
)
CHANGES = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=True
)
ACTS = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=True
)
INSTRUCTIONS = (
    "The accounts of one company in Alegra. Begin with `resources` and `describe`. Money is "
    "exact text. When a write's outcome is unknown, look the record up; never repeat it blindly."
)


def made(lines: Lines, writes: bool) -> MCPServer:
    """A server with the tools that the person allowed."""
    server = MCPServer("alegra", instructions=INSTRUCTIONS, version=__version__)

    @server.tool(annotations=READS)
    def resources() -> str:
        """Every resource and its allowed actions."""
        return exact.dumps(lines.resources())

    @server.tool(annotations=READS)
    def describe(resource: str) -> str:
        """Filters, fields, columns and actions of one resource."""
        return _answer(lambda: exact.dumps(lines.describe(resource)))

    @server.tool(name="list", annotations=READS)
    def list_records(
        resource: str,
        filters: dict[str, str] | None = None,
        columns: str = "",
        start: int = 0,
        limit: int = 20,
    ) -> str:
        """Records, filtered. columns: dotted paths with commas between; all when empty."""

        def run() -> str:
            words = ["list", f"--limit={min(max(limit, 1), MOST)}", f"--start={max(start, 0)}"]
            words += [f"--param={key}={value}" for key, value in (filters or {}).items()]
            words += [f"--columns={columns}"] if columns else []
            lines.action(resource, "list")
            return trimmed(lines.run(resource, words), start)

        return _answer(run)

    @server.tool(annotations=READS)
    def get(resource: str, id: str) -> str:
        """One record, whole."""

        def run() -> str:
            lines.action(resource, "get")
            return trimmed(lines.run(resource, ["get"], [id]), 0)

        return _answer(run)

    if writes:
        _writing(server, lines)
    return server


def _writing(server: MCPServer, lines: Lines) -> None:
    @server.tool(annotations=ADDS)
    def create(resource: str, body: dict[str, Any], dry_run: bool = False) -> str:
        """Make a record. The body is checked by the country's rules before anything is sent."""
        return _answer(lambda: _sent(lines, resource, "create", (), body, dry_run))

    @server.tool(annotations=CHANGES)
    def update(resource: str, id: str, changes: dict[str, Any], dry_run: bool = False) -> str:
        """Change the fields named; the others stay."""
        return _answer(lambda: _sent(lines, resource, "update", (id,), changes, dry_run))

    @server.tool(annotations=ACTS)
    def act(
        resource: str,
        action: str,
        id: str = "",
        body: dict[str, Any] | None = None,
        dry_run: bool = False,
    ) -> str:
        """Another action of a resource, as `describe` names it."""
        ids = (id,) if id else ()
        return _answer(lambda: _sent(lines, resource, action, ids, body, dry_run))


def _sent(
    lines: Lines,
    resource: str,
    verb: str,
    ids: tuple[str, ...],
    body: dict[str, Any] | None,
    dry_run: bool,
) -> str:
    action = lines.action(resource, verb)
    words = [verb, *([f"--data={exact.dumps(body)}"] if body is not None else [])]
    words += ["--dry-run"] if dry_run else []
    # Named by the person who started the server, so the question has been answered.
    return trimmed(lines.run(resource, words, ids, yes=risky(action) and not dry_run), 0)


def _answer(run: Any) -> str:
    try:
        return str(run())
    except Refused as no:
        raise ToolError(str(no)) from no
