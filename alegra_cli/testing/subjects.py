"""Which plugins the contract suite looks at, and records to look at them with."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.registry import PluginProblem, Registry

API = "https://api.alegra.com/api/v1"


def resources(names: list[str]) -> list[Resource]:
    """Those that the plugins of these names declare; of all plugins where there are none.

    Raises `PluginProblem` for a plugin that is broken or not installed.
    """
    registry = Registry({})
    for name in names:
        if name not in registry.names():
            raise PluginProblem(f"There is no plugin {name!r} installed.")
    found = []
    for name, declared in registry.resources():
        if names and name.partition(" ")[0] not in names:
            continue
        if isinstance(declared, PluginProblem):
            raise declared
        if declared is not None:
            found.append(declared)
    return found


def sample_of(resource: Resource, number: int = 1) -> dict[str, Any]:
    """A record that fills every column of the resource."""
    record: dict[str, Any] = {resource.id_key: str(number)}
    for column in resource.columns:
        node: Any = record
        parts = column.path.split(".")
        for part, following in zip(parts, [*parts[1:], ""], strict=True):
            fresh: Any = [] if following.isdigit() else {}
            if following == "":
                fresh = f"{column.path} {number}"
            if isinstance(node, list):
                if not node:
                    node.append(fresh)
                node = node[int(part)]
            else:
                node = node.setdefault(part, fresh)
    return record
