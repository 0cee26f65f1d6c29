"""The values that an argument or an option takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from alegra_cli.commands.leaf import Leaf
from alegra_cli.declare import Ref, Resource

if TYPE_CHECKING:
    from alegra_cli.app import App

Items = list[CompletionItem[Any]]


def values(app: App, ctx: click.Context, param: click.Parameter, typed: str) -> Items | None:
    """What it could be; None where click itself knows, as for a choice or a file."""
    name = param.opts[0] if isinstance(param, click.Option) else param.name or ""
    if name in ("-p", "--profile", "--from", "--to", "--of"):
        return starting(typed, ["sandbox", *app.config.profiles])
    if name in ("-o", "--output", "--format"):
        return starting(typed, app.formats())
    resource = _resource(ctx)
    if resource is None:
        return _resources(app, typed) if name in ("resource", "resources") else None
    if name in ("--columns", "--sort"):
        return columns(resource, typed)
    if name == "--order-field":
        return starting(typed, resource.order_fields)
    pointed = resource.name if _is_id(param, resource) else _pointed_at(resource, name)
    if pointed:
        from alegra_cli.completion.live import records

        return records(app, pointed, typed)
    choices = next((f.choices for f in resource.fields if f.option == name and f.choices), ())
    if not choices:
        choices = next((f.choices for f in resource.filters if name in f.names), ())
    return starting(typed, choices) if choices else None


def starting(typed: str, words: Iterable[str]) -> Items:
    return [CompletionItem(word) for word in words if word.startswith(typed)]


def columns(resource: Resource, typed: str) -> Items:
    """Dotted paths after the last comma, those that are there already left out."""
    before, comma, last = typed.rpartition(",")
    minus = "-" if last.startswith("-") else ""
    have = {part.strip().removeprefix("-") for part in before.split(",")}
    paths = [column.path for column in resource.columns]
    paths += [field.path.replace("[]", ".0") for field in resource.fields]
    return [
        CompletionItem(f"{before}{comma}{minus}{path}")
        for path in dict.fromkeys(paths)
        if path not in have and path.startswith(last.removeprefix("-"))
    ]


def _resource(ctx: click.Context) -> Resource | None:
    command = ctx.command
    return command.resource if isinstance(command, Leaf) else None


def _resources(app: App, typed: str) -> Items:
    return starting(typed, app.registry.names())


def _is_id(param: click.Parameter, resource: Resource) -> bool:
    return isinstance(param, click.Argument) and param.name in (resource.id_key, "ids")


def _pointed_at(resource: Resource, option: str) -> str:
    """The resource whose ids an option takes: a field's, or a filter's of the same word."""
    words = {option, option.removesuffix("-id"), option.removesuffix("-ids")}
    for field in resource.fields:
        if isinstance(field.kind, Ref) and field.kind.key == "id":
            own = f"--{field.path.partition('.')[0].removesuffix('[]')}"
            if field.option in words or own in words:
                return field.kind.resource
    return ""
