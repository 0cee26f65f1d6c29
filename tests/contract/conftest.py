"""Every resource of every plugin found, as parameters."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.declare import Resource
from alegra_cli.registry import PluginProblem, Registry

REGISTRY = Registry({})
RESOURCES: list[Resource] = []
BROKEN: list[PluginProblem] = []
for _name, _found in REGISTRY.resources():
    if isinstance(_found, PluginProblem):
        BROKEN.append(_found)
    else:
        RESOURCES.append(_found)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`resource`: each one; `listed`: each with a list; `action`: (resource, action)."""
    cases: dict[str, list[Any]] = {
        "resource": [(item.name, item) for item in RESOURCES],
        "listed": [(item.name, item) for item in RESOURCES if item.by_verb("list")],
        "action": [
            (f"{item.name} {action.name}", (item, action))
            for item in RESOURCES
            for action in item.actions
        ],
        "filtered": [
            (f"{item.name} {one.param}", (item, one))
            for item in RESOURCES
            if item.by_verb("list")
            for one in item.filters
        ],
    }
    for name, rows in cases.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, [row[1] for row in rows], ids=[row[0] for row in rows])


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
