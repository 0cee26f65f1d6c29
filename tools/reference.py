"""Write docs/reference/ from the declarations, or check that it is up to date.

python tools/reference.py docs/reference
python tools/reference.py --check docs/reference
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

import commands_page
from alegra_cli.cli import BUILTIN
from alegra_cli.commands.build import build, usual_summary
from alegra_cli.declare import Action, Compute, Field, Filter, Ref, Resource
from alegra_cli.i18n import _
from alegra_cli.registry import SECTIONS, PluginProblem, Registry
from own_plugins import own_plugins
from page_files import in_each, keep_pages, table
from spanish import place, translation

NOTE = "<!-- Made by `make docs` from the declaration; change that, not this. -->"


def main(words: list[str]) -> int:
    folder = Path(next(word for word in words if not word.startswith("-")))
    with own_plugins():
        wanted = dict(in_each(pages))
    return keep_pages(folder, wanted, folder.glob("*.md"), "--check" in words)


def pages() -> Iterator[tuple[str, str]]:
    """(name, text) of every page, in the language in use."""
    registry = Registry({})
    rows = []
    for name, resource in registry.resources():
        if isinstance(resource, PluginProblem):
            raise SystemExit(resource.message)
        found = registry.entry(name)
        rows.append((found.section, name, _(found.summary)))
        yield name, page(resource, _(found.summary))
    yield "commands", commands_page.page(NOTE)
    yield "index", index(rows)


def index(rows: list[tuple[str, str, str]]) -> str:
    everywhere = translation(
        "[Global options](commands.md#global-options) and [exit codes](commands.md#exit-codes) "
        "are the same everywhere."
    )
    intro = translation("Every resource of Alegra with its commands, filters and fields.")
    lines = [f"# {translation('Command reference')}", "", NOTE, "", f"{intro} {everywhere}", ""]
    for section, title in SECTIONS.items():
        lines += [f"## {_(title)}", ""]
        lines += [f"- [{name}]({name}.md): {text}" for part, name, text in rows if part == section]
        lines.append("")
    lines += [f"## {translation('This program')}", ""]
    for name, (_module, text) in sorted(BUILTIN.items()):
        lines.append(f"- [{name}](commands.md#{name}): {_(text)}")
    return "\n".join([*lines, ""])


def field_head() -> tuple[str, ...]:
    return translation("Field and option"), translation("Kind"), translation("Meaning")


def filter_head() -> tuple[str, ...]:
    return (
        translation("Option"),
        translation("Parameter"),
        translation("Values"),
        translation("Meaning"),
    )


def page(resource: Resource, summary: str) -> str:
    """The page of one resource."""
    head = translation("Command"), translation("Request"), translation("What it does")
    lines = [
        f"# {heading(resource)}",
        "",
        NOTE,
        "",
        summary,
        "",
        f"## {translation('Commands')}",
        "",
    ]
    lines += [translation("`alegra {name}` and one of these:").format(name=resource.name), ""]
    lines += table(head, commands(resource))
    for part in (of_list, of_fields, of_lines, of_actions, of_records):
        lines += part(resource)
    return "\n".join([*lines, ""])


def heading(resource: Resource) -> str:
    """The name that is typed, and what people call it where that is something else."""
    title = _(resource.title)
    named = title.casefold() == resource.name.replace("-", " ")
    # Only the first letter: what is capital inside stays.
    told = title if title[:2].isupper() else title[:1].lower() + title[1:]
    return resource.name if named or not title else f"{resource.name} – {told}"


def of_list(resource: Resource) -> list[str]:
    """Filters, order and period of the list."""
    lines: list[str] = []
    if not resource.by_verb("list"):
        return lines
    if resource.filters:
        lines += ["", f"## {translation('Filters of `list`')}", ""]
        lines += table(filter_head(), filters(resource.filters))
    if resource.order_fields:
        names = ", ".join(resource.order_fields)
        lines += ["", translation("`--order-field` takes {names}.").format(names=names)]
    if resource.period:
        sent = translation("`--since` sends `{since}`, `--until` sends `{until}`.")
        lines += ["", sent.format(since=resource.period.since, until=resource.period.until)]
    return lines


def of_fields(resource: Resource) -> list[str]:
    """Those of every country, then those of each that has its own."""
    everywhere = tuple(item for item in resource.fields if not item.countries)
    lines: list[str] = []
    if everywhere:
        lines += ["", f"## {translation('Fields')}", "", *table(field_head(), fields(everywhere))]
    for country in sorted({name for item in resource.fields for name in item.countries}):
        own = tuple(item for item in resource.fields if country in item.countries)
        title = translation("Only in {places}").format(places=place(country))
        lines += ["", f"### {title}", "", *table(field_head(), fields(own))]
    return lines


def of_lines(resource: Resource) -> list[str]:
    """The options that add an element to a list, and those that make it from another document."""
    rows = [
        (f"`{item.name} {item.form}`", f"`{item.list}`", _(item.help))
        for item in resource.line_options
    ]
    rows += [
        (
            f"`{item.option} ID`",
            f"`{item.link}`",
            translation("Made from one of {name}.").format(name=item.resource),
        )
        for item in resource.conversions
    ]
    if not rows:
        return []
    head = translation("Option"), translation("List"), translation("Meaning")
    text = translation(
        "Records by id, number or name; also `key=value` with commas, each key a field of the list."
    )
    return ["", f"## {translation('Lines of `create`')}", "", text, "", *table(head, rows)]


def of_actions(resource: Resource) -> list[str]:
    """What an action takes besides its arguments."""
    lines: list[str] = []
    for action in resource.actions:
        if action.filters and action.verb != "list":
            lines += ["", f"## {translation('Options of `{name}`').format(name=action.name)}", ""]
            lines += table(filter_head(), filters(action.filters))
        if action.fields:
            lines += ["", f"## {translation('Fields of `{name}`').format(name=action.name)}", ""]
            lines += table(field_head(), fields(action.fields))
    return lines


def of_records(resource: Resource) -> list[str]:
    """Columns, statuses, what surprises, examples."""
    lines: list[str] = []
    if resource.columns:
        columns = ", ".join(f"`{item.path}`" for item in resource.columns)
        lines += ["", f"## {translation('Columns')}", "", columns]
    if resource.statuses:
        rows = ((f"`{status}`", _(text)) for status, text in resource.statuses)
        head = translation("Status"), translation("Meaning")
        lines += ["", f"## {translation('Statuses')}", "", *table(head, rows)]
    if resource.quirks:
        lines += [
            "",
            f"## {translation('Good to know')}",
            "",
            *(f"- {_(text)}" for text in resource.quirks),
        ]
    lines += ["", f"## {translation('Examples')}", "", "```console"]
    return [*lines, *(f"$ {line}" for line in resource.examples), "```"]


def commands(resource: Resource) -> Iterator[tuple[str, ...]]:
    """Those that are declared, then those that every such resource has."""
    for action in resource.actions:
        words = " ".join(f"{name.upper()}" for name in action.arguments)
        words += " ID..." if action.ids else ""
        if action.verb == "attach":
            words += " FILE..."
        elif action.verb == "download":
            words = "ID..."
        line = f"`{action.name}{' ' + words.strip() if words else ''}`"
        request = f"`{action.method} {resource.path}{action.path}`"
        if isinstance(action, Compute):
            request = translation("reads {names}").format(names=", ".join(action.resources))
        yield line, request, summary_of(resource, action, places(action))
    group = build(resource)
    for name in list(group.makers)[len(resource.actions) :]:
        command = group.makers[name]()
        usage = command.collect_usage_pieces(click.Context(command))
        yield f"`{' '.join([name, *usage[1:]])}`", "", command.help or ""


def summary_of(resource: Resource, action: Action, where: str) -> str:
    text = _(action.summary) if action.summary else usual_summary(resource, action.name)
    return text + where


def places(item: Action | Filter | Field) -> str:
    names = ", ".join(place(country) for country in item.countries)
    return " " + translation("Only in {places}.").format(places=names) if names else ""


KINDS = {"csv": "several, with commas", "yesno": "yes or no"}


def filters(items: tuple[Filter, ...]) -> Iterator[tuple[str, ...]]:
    for item in items:
        values = choices(item) or translation(KINDS.get(item.kind, item.kind))
        yield f"`{item.names[0]}`", f"`{item.param}`", values, _(item.help) + places(item)


def fields(items: tuple[Field, ...]) -> Iterator[tuple[str, ...]]:
    for item in items:
        if isinstance(item.kind, Ref):
            kind = translation("id of {name}").format(name=item.kind.resource)
        else:
            kind = choices(item) or translation(KINDS.get(item.kind, item.kind))
        text = [_(item.help)]
        if item.required:
            text.append(translation("**Required.**"))
        if item.required_in:
            names = ", ".join(place(country) for country in item.required_in)
            text.append(translation("Needed in {places}.").format(places=names))
        option = f"<br>`{item.option}`" if item.option else ""
        yield f"`{item.path}`{option}", kind, " ".join(text) + places(item)


def choices(item: Filter | Field) -> str:
    return ", ".join(f"`{choice}`" for choice in item.choices)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
