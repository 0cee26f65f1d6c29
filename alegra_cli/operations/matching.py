"""Which declared operation a method and a path are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from alegra_cli.declare import Action, Resource

# These stand for no request of their own, or for one that another action declares.
_DERIVED = ("compute", "download")


class Declarations(Protocol):
    """Every declared resource by name; what is no resource is a broken plugin."""

    def resources(self) -> Iterator[tuple[str, object]]: ...


def declared_for(
    declarations: Declarations, method: str, path: str
) -> tuple[Resource, Action] | None:
    """The operation that answers `path`, the most literal one where several could."""
    found: list[tuple[int, Resource, Action]] = []
    for _name, resource in declarations.resources():
        if not isinstance(resource, Resource):
            continue
        for action in resource.actions:
            template = resource.path + action.path
            if action.method == method and action.verb not in _DERIVED:
                pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
                if re.fullmatch(pattern, path):
                    found.append((template.count("{"), resource, action))
    found.sort(key=lambda item: item[0])
    return found[0][1:] if found else None
