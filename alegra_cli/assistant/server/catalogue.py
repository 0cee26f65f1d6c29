"""What there is: resources, and one of them in full, as an assistant reads it."""

from __future__ import annotations

from typing import Any

from alegra_cli.assistant.risk import takes_many
from alegra_cli.assistant.server.filter_words import choices
from alegra_cli.assistant.server.lines import Lines
from alegra_cli.assistant.server.permission import ToolRefusal
from alegra_cli.declare import Action, Field, Resource
from alegra_cli.i18n import _

_TOOLS = ("list", "get", "create", "update")


def resource_catalogue(lines: Lines) -> list[dict[str, Any]]:
    return [
        {"resource": name, "actions": [action.name for action in lines.actions(resource)]}
        for name, resource in lines.resources.items()
    ]


def description(lines: Lines, name: str) -> dict[str, Any]:
    one = lines.resource(name)
    found = {
        "resource": name,
        "one": one.singular,
        "actions": {action.name: _action(one, action) for action in lines.actions(one)},
        "reverses": one.reversal.resource if one.reversal else "",
        "fields": _fields(lines, name, one),
        "columns": [column.path for column in one.columns],
        "statuses": {status: _(meaning) for status, meaning in one.statuses},
        "known_surprises": [_(quirk) for quirk in one.quirks],
    }
    return {key: value for key, value in found.items() if value}


def _action(resource: Resource, action: Action) -> dict[str, Any]:
    tool = action.name if action.name in _TOOLS else "act" if action.writes else "report"
    told = {
        "tool": tool,
        "about": _(action.summary),
        "ids": [*action.arguments, *(["…"] if takes_many(action) else [])],
        "body": action.body if action.writes and action.body != "none" else "",
        "fields": {item.path: _field(item) for item in action.fields},
        "filters": {} if action.writes else _filters(resource, action),
    }
    return {key: value for key, value in told.items() if value}


def _filters(resource: Resource, action: Action) -> dict[str, str]:
    found = {}
    for name, option in choices(resource, action).items():
        values = getattr(option.type, "choices", ())
        told = [option.help or "", ", ".join(str(value) for value in values)]
        found[name] = " ".join(text for text in told if text)
    return found


def _fields(lines: Lines, name: str, resource: Resource) -> dict[str, Any]:
    """The fields of a body, as the company's country wants them where that is known."""
    fields = {item.path: _field(item) for item in resource.fields}
    if not fields or resource.group:
        return fields
    try:
        rows = lines.say(["schema", name]).value
    except ToolRefusal:
        return fields  # nobody is signed in, or the company can't be asked
    for row in rows if isinstance(rows, list) else []:
        if row.get("needed"):
            fields.setdefault(row["field"], {"help": row["meaning"]})["needed"] = row["needed"]
    return fields


def _field(item: Field) -> dict[str, Any]:
    told = {
        "kind": item.kind if isinstance(item.kind, str) else f"id of {item.kind.resource}",
        "needed": _("always") if item.required else "",
        "values": list(item.choices),
        "help": _(item.help),
        "countries": list(item.countries),
        "on": list(item.actions) if len(item.actions) == 1 else [],
    }
    return {key: value for key, value in told.items() if value}
