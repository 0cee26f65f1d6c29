"""The tools: what each is called, takes and does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from alegra_cli import exact
from alegra_cli.assistant.server import calls, catalogue
from alegra_cli.assistant.server.arguments import ToolArgument
from alegra_cli.assistant.server.lines import Lines

if TYPE_CHECKING:
    from alegra_cli.assistant.server.tool_arguments import (
        ActToolArguments,
        CountToolArguments,
        CreateToolArguments,
        EachToolArguments,
        GetToolArguments,
        ListToolArguments,
        NoToolArguments,
        OneResourceArguments,
        ReportToolArguments,
        UpdateToolArguments,
    )

# Whether it only reads, destroys, and does the same twice over; whether it knows all it tells.
KNOWS = (True, False, True, False)
READS = (True, False, True, True)
ADDS = (False, False, False, True)
CHANGES = (False, True, True, True)
ACTS = (False, True, False, True)

RESOURCE = ToolArgument("resource", "text", "Its name, from `resources`.", required=True)
ACTION = ToolArgument("action", "text", "Its name, from `describe`.", required=True)
COLUMNS = ToolArgument(
    "columns", "names", 'Dotted paths, e.g. "id,client.name,total"; whole records when empty.'
)
FILTERS = ToolArgument(
    "filters",
    "object",
    'By their names from `describe`, e.g. {"status": "open", "since": "2026-01-01"}; dates may '
    "be today, last-month, 30d …",
)
START = ToolArgument("start", "number", "How many to pass over: next_start of the answer before.")
ID = ToolArgument("id", "id")
IDS = ToolArgument("ids", "ids", "In the order that `describe` gives.")
DRY_RUN = ToolArgument("dry_run", "boolean", "Show what would be sent, and send nothing.")


def _limit(default: int) -> ToolArgument:
    return ToolArgument("limit", "number", "At most 100 are given.", default=default, least=1)


@attrs.frozen
class Tool:
    """hints: read only, destructive, idempotent, open world. run: gives the answer as JSON."""

    name: str
    about: str
    hints: tuple[bool, bool, bool, bool]
    arguments: Sequence[ToolArgument]
    run: Callable[[Lines, Any], str]


def _resources(lines: Lines, _given: NoToolArguments) -> str:
    return exact.dumps(catalogue.resource_catalogue(lines))


def _describe(lines: Lines, given: OneResourceArguments) -> str:
    return exact.dumps(catalogue.description(lines, given["resource"]))


def _list(lines: Lines, given: ListToolArguments) -> str:
    return calls.listing(
        lines,
        given["resource"],
        given["filters"] or {},
        given["columns"],
        given["start"],
        given["limit"],
    )


def _count(lines: Lines, given: CountToolArguments) -> str:
    return calls.count_text(lines, given["resource"], given["filters"] or {})


def _get(lines: Lines, given: GetToolArguments) -> str:
    return calls.reading(lines, given["resource"], "get", _one(given["id"]), {}, given["columns"])


def _report(lines: Lines, given: ReportToolArguments) -> str:
    return calls.reading(
        lines,
        given["resource"],
        given["action"],
        given["ids"],
        given["filters"] or {},
        given["columns"],
        given["start"],
        given["limit"],
    )


def _each(lines: Lines, given: EachToolArguments) -> str:
    return calls.over_companies(
        lines,
        [name.strip() for name in given["companies"].split(",") if name.strip()],
        given["resource"],
        given["action"],
        given["ids"],
        given["filters"] or {},
        given["columns"],
        given["limit"],
    )


def _create(lines: Lines, given: CreateToolArguments) -> str:
    name = given["resource"]
    words = calls.making(lines, name, given["draft"], given["reverses"])
    return calls.writing(lines, name, "create", (), given["body"], given["dry_run"], words)


def _update(lines: Lines, given: UpdateToolArguments) -> str:
    return calls.writing(
        lines, given["resource"], "update", _one(given["id"]), given["changes"], given["dry_run"]
    )


def _act(lines: Lines, given: ActToolArguments) -> str:
    return calls.writing(
        lines, given["resource"], given["action"], given["ids"], given["body"], given["dry_run"]
    )


def _one(key: str) -> tuple[str, ...]:
    return (key,) if key else ()


READING = (
    Tool(
        "resources", "Every resource and the actions that are allowed on it.", KNOWS, (), _resources
    ),
    Tool(
        "describe",
        "One resource: its actions with their filters, ids and bodies; its fields as the "
        "company's country needs them; its columns, statuses and known surprises.",
        KNOWS,
        (RESOURCE,),
        _describe,
    ),
    Tool(
        "list",
        "Records, filtered. next_start in the answer is the start of the next ones, total is how "
        "many there are.",
        READS,
        (RESOURCE, FILTERS, COLUMNS, START, _limit(20)),
        _list,
    ),
    Tool(
        "count",
        "How many records match, without reading them. Filters as in `list`.",
        READS,
        (RESOURCE, FILTERS),
        _count,
    ),
    Tool(
        "get",
        "One record, whole, or the columns named. No id for `company`.",
        READS,
        (RESOURCE, ID, COLUMNS),
        _get,
    ),
    Tool(
        "report",
        "Any other action that only reads: those of `reports`, stock, attachments, status … as "
        "`describe` names them with their filters.",
        READS,
        (RESOURCE, ACTION, IDS, FILTERS, COLUMNS, START, _limit(50)),
        _report,
    ),
)
TOGETHER = (
    Tool(
        "each",
        "One read in several companies at once: `list`, `count`, or another action that only "
        "reads. Each record has its company; one that failed is a row with its error. Amounts "
        "of companies may be in different currencies: never add those. Ids are each company's "
        "own.",
        READS,
        (
            ToolArgument("companies", "names", "Their names; all that are allowed when empty."),
            RESOURCE,
            ToolArgument(
                "action", "text", "`list`, `count`, or a name from `describe`.", required=True
            ),
            IDS,
            FILTERS,
            COLUMNS,
            ToolArgument(
                "limit", "number", "At most 100 of each company are given.", default=20, least=1
            ),
        ),
        _each,
    ),
)
WRITING = (
    Tool(
        "create",
        "Make a record. It is checked by the country's rules before anything is sent.",
        ADDS,
        (
            RESOURCE,
            ToolArgument("body", "object", required=True),
            ToolArgument("draft", "boolean", "Not sent to the tax authority."),
            ToolArgument(
                "reverses",
                "id",
                "Id of the document that a credit note takes back, whose client and lines it "
                "gets; body adds to them or is {}.",
            ),
            DRY_RUN,
        ),
        _create,
    ),
    Tool(
        "update",
        "Change the fields named; the others stay.",
        CHANGES,
        (RESOURCE, ToolArgument("changes", "object", required=True), ID, DRY_RUN),
        _update,
    ),
    Tool(
        "act",
        "Another action that changes something, as `describe` names it with its ids and body.",
        ACTS,
        (RESOURCE, ACTION, IDS, ToolArgument("body", "object"), DRY_RUN),
        _act,
    ),
)


def offered_tools(lines: Lines) -> dict[str, Tool]:
    """Those that the person allowed, by name."""
    together = TOGETHER if lines.permission.companies else ()
    writing = WRITING if lines.permission.writes else ()
    return {tool.name: tool for tool in (*READING, *together, *writing)}
