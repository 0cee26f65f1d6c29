"""Write docs/reference/ from the declarations, or check that it is up to date.

python tools/reference.py docs/reference
python tools/reference.py --check docs/reference
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from alegra_cli.commands.build import SUMMARIES
from alegra_cli.declare import Action, Field, Filter, Ref, Resource
from alegra_cli.registry import PluginProblem, Registry

NOTE = "<!-- Made by `make docs` from the declaration; change that, not this. -->"


def main(words: list[str]) -> int:
    check = "--check" in words
    folder = Path(next(word for word in words if not word.startswith("-")))
    wanted = dict(pages(Registry({})))
    if not check:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.md"):
            if old.name not in wanted:
                old.unlink()
        for name, text in wanted.items():
            (folder / name).write_text(text, encoding="utf-8")
        return 0
    present = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    stale = sorted(
        name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name)
    )
    for name in stale:
        print(f"{folder / name} is stale: run `make docs`")
    return 1 if stale else 0


def pages(registry: Registry) -> Iterator[tuple[str, str]]:
    """(file name, text) of every page."""
    rows = []
    for name, resource in registry.resources():
        if isinstance(resource, PluginProblem):
            raise SystemExit(resource.message)
        found = registry.found(name)
        rows.append((found.section, name, found.summary))
        yield f"{name}.md", page(resource, found.summary)
    yield "index.md", index(rows)


def index(rows: list[tuple[str, str, str]]) -> str:
    lines = [NOTE, "", "# Command reference", ""]
    for section in dict.fromkeys(row[0] for row in sorted(rows)):
        lines += [f"## {section.capitalize()}", ""]
        lines += [f"- [{name}]({name}.md): {text}" for part, name, text in rows if part == section]
        lines.append("")
    return "\n".join(lines)


FIELD_HEAD = ("Field", "Option", "Kind", "Values", "Meaning")
FILTER_HEAD = ("Option", "Parameter", "Values", "Meaning")


def page(resource: Resource, summary: str) -> str:
    """The page of one resource."""
    lines = [NOTE, "", f"# {resource.name}", "", summary, ""]
    lines += ["## Commands", "", *table(("Command", "Request", "What it does"), commands(resource))]
    for part in (of_list, of_fields, of_actions, of_records):
        lines += part(resource)
    return "\n".join([*lines, ""])


def of_list(resource: Resource) -> list[str]:
    """Filters, order and period of the list."""
    lines: list[str] = []
    if not resource.by_verb("list"):
        return lines
    if resource.filters:
        lines += ["", "## Filters of `list`", "", *table(FILTER_HEAD, filters(resource.filters))]
    if resource.order_fields:
        lines += ["", f"`--order-field` takes {', '.join(resource.order_fields)}."]
    if resource.period:
        period = resource.period
        lines += ["", f"`--since` sends `{period.since}`, `--until` sends `{period.until}`."]
    return lines


def of_fields(resource: Resource) -> list[str]:
    """Those of every country, then those of each that has its own."""
    everywhere = tuple(item for item in resource.fields if not item.countries)
    lines: list[str] = []
    if everywhere:
        lines += ["", "## Fields", "", *table(FIELD_HEAD, fields(everywhere))]
    for country in sorted({name for item in resource.fields for name in item.countries}):
        own = tuple(item for item in resource.fields if country in item.countries)
        lines += ["", f"### Only in {country}", "", *table(FIELD_HEAD, fields(own))]
    return lines


def of_actions(resource: Resource) -> list[str]:
    """What an action takes besides its arguments."""
    lines: list[str] = []
    for action in resource.actions:
        if action.filters and action.verb != "list":
            lines += ["", f"## Options of `{action.name}`", ""]
            lines += table(FILTER_HEAD, filters(action.filters))
        if action.fields:
            lines += ["", f"## Fields of `{action.name}`", ""]
            lines += table(FIELD_HEAD, fields(action.fields))
    return lines


def of_records(resource: Resource) -> list[str]:
    """Columns, statuses, what surprises, examples."""
    lines: list[str] = []
    if resource.columns:
        columns = ", ".join(f"`{item.path}`" for item in resource.columns)
        lines += ["", "## Columns", "", columns]
    if resource.statuses:
        lines += ["", "## Statuses", "", *table(("Status", "Meaning"), resource.statuses)]
    if resource.quirks:
        lines += ["", "## Good to know", "", *(f"- {text}" for text in resource.quirks)]
    lines += ["", "## Examples", "", "```console"]
    return [*lines, *(f"$ {line}" for line in resource.examples), "```"]


def commands(resource: Resource) -> Iterator[tuple[str, ...]]:
    for action in resource.actions:
        words = " ".join(f"{name.upper()}" for name in action.arguments)
        words += " ID..." if action.ids else ""
        if action.verb == "attach":
            words += " FILE..."
        elif action.verb == "download":
            words = "ID..."
        line = f"`alegra {resource.name} {action.name}{' ' + words.strip() if words else ''}`"
        text = action.summary or SUMMARIES.get(action.name, "")
        request = f"`{action.method} {resource.path}{action.path}`"
        if action.verb == "compute":
            request = "reads " + ", ".join(action.reads)
        yield line, request, text + places(action)


def places(item: Action | Filter | Field) -> str:
    return f" Only in {', '.join(item.countries)}." if item.countries else ""


def filters(items: tuple[Filter, ...]) -> Iterator[tuple[str, ...]]:
    for item in items:
        values = ", ".join(item.choices) if item.choices else item.kind
        yield f"`{item.names[0]}`", f"`{item.param}`", values, item.help + places(item)


def fields(items: tuple[Field, ...]) -> Iterator[tuple[str, ...]]:
    for item in items:
        kind = f"id of {item.kind.resource}" if isinstance(item.kind, Ref) else item.kind
        needed = " **Required.**" if item.required else ""
        if item.required_in:
            needed += f" Needed in {', '.join(item.required_in)}."
        text = item.help + needed + places(item)
        option = f"`{item.option}`" if item.option else ""
        yield f"`{item.path}`", option, kind, ", ".join(item.choices), text


def table(head: tuple[str, ...], rows: object) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rows:  # type: ignore[attr-defined]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
