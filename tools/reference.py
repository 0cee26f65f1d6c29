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


def page(resource: Resource, summary: str) -> str:
    """The page of one resource."""
    lines = [NOTE, "", f"# {resource.name}", "", summary, ""]
    lines += ["## Commands", "", *table(("Command", "Request", "What it does"), commands(resource))]
    if resource.filters:
        lines += ["", "## Filters of `list`", ""]
        lines += table(("Option", "Parameter", "Values", "Meaning"), filters(resource.filters))
    if resource.order_fields:
        lines += ["", f"`--order-field` takes {', '.join(resource.order_fields)}."]
    if resource.period:
        period = resource.period
        lines += ["", f"`--since` sends `{period.since}`, `--until` sends `{period.until}`."]
    if resource.fields:
        lines += ["", "## Fields", ""]
        lines += table(("Field", "Option", "Kind", "Values", "Meaning"), fields(resource.fields))
    lines += ["", "## Columns", "", ", ".join(f"`{item.path}`" for item in resource.columns)]
    if resource.statuses:
        lines += ["", "## Statuses", "", *table(("Status", "Meaning"), resource.statuses)]
    if resource.quirks:
        lines += ["", "## Good to know", "", *(f"- {text}" for text in resource.quirks)]
    if resource.examples:
        lines += ["", "## Examples", "", "```console"]
        lines += [f"$ {line}" for line in resource.examples]
        lines.append("```")
    return "\n".join([*lines, ""])


def commands(resource: Resource) -> Iterator[tuple[str, ...]]:
    for action in resource.actions:
        words = " ".join(f"{name.upper()}" for name in action.arguments)
        words += " ID..." if action.ids else ""
        line = f"`alegra {resource.name} {action.name}{' ' + words.strip() if words else ''}`"
        text = action.summary or SUMMARIES.get(action.name, "")
        yield line, f"`{action.method} {resource.path}{action.path}`", text + places(action)


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
