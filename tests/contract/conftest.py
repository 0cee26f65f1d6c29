"""The plugins found, for what is asked of all of them together."""

from __future__ import annotations

from alegra_cli.declare import Resource
from alegra_cli.registry import PluginProblem, Registry

REGISTRY = Registry({})
RESOURCES: list[Resource] = []
BROKEN: list[PluginProblem] = []
for _name, _found in REGISTRY.resources():
    if isinstance(_found, PluginProblem):
        BROKEN.append(_found)
    elif _found is not None:
        RESOURCES.append(_found)
