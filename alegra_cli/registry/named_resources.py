"""The other resources that a declaration names, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alegra_cli.declare.field import Ref

if TYPE_CHECKING:
    from alegra_cli.declare import Action, Resource


def named_resources(resource: Resource) -> Iterator[tuple[str, str]]:
    """(``Field client``, ``contacts``) for each."""
    for field in (*resource.fields, *(one for act in resource.actions for one in act.fields)):
        if isinstance(field.kind, Ref):
            yield f"Field {field.path}", field.kind.resource
    for item in (*resource.filters, *(one for act in resource.actions for one in act.filters)):
        if item.ids_of:
            yield f"Filter {item.param}", item.ids_of
    for action in resource.actions:
        yield from _of_action(action)
    for conversion in resource.conversions:
        yield f"Conversion {conversion.option}", conversion.resource
    if resource.reversal:
        yield f"Reversal {resource.reversal.option}", resource.reversal.resource


def _of_action(action: Action) -> Iterator[tuple[str, str]]:
    names = [name for _placeholder, name in action.ids_of]
    if action.mailing and action.mailing.contacts:
        names.append(action.mailing.contacts)
    for name in (*names, *getattr(action, "resources", ())):
        yield f"Action {action.name}", name
