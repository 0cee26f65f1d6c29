"""A plugin as its entry point names it, and what is told of one that can't be used."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from pathlib import Path

from alegra_cli.errors import OF_STRANGERS, AlegraError
from alegra_cli.registry import entry_points

SECTIONS = {
    "sales": "Sales",
    "purchases": "Purchases",
    "inventory": "Inventory",
    "contacts": "Contacts",
    "banking": "Banking",
    "accounting": "Accounting",
    "reports": "Reports",
    "settings": "Settings",
}
"""Folder names that are sections of the help, in its order, and their titles; every other plugin
goes by its distribution.
"""


class PluginProblem(AlegraError):
    """A plugin can't be used; everything else can.

    author_hint: what to do next for who writes the plugin; the same as `hint` where its
    distribution was installed from a folder of its source.
    """

    kind = "plugin"
    author_hint = ""

    def for_author(self) -> PluginProblem:
        """The same for who writes the plugin, wherever it was installed from."""
        return PluginProblem(self.message, self.author_hint or self.hint)


class PluginEntry:
    """An entry point, not imported.

    name, module: as the entry point says. distribution, version: who installed it.
    """

    def __init__(self, point: entry_points.Point) -> None:
        self.point = point
        self.name = point.name

    # Read when they are told.
    @property
    def module(self) -> str:
        return self.point.module

    @property
    def distribution(self) -> str:
        return self.point.metadata("Name")

    @property
    def version(self) -> str:
        return self.point.metadata("Version")

    @property
    def section(self) -> str:
        """``sales`` for a module in a folder of that name, else the distribution's name."""
        folder = self.module.rpartition(".")[0].rpartition(".")[2]
        return folder if folder in SECTIONS else self.distribution

    @property
    def summary(self) -> str:
        """First line of the module's docstring, read from its source; empty if unreadable."""
        source = _source(self.module) or ""
        while source.startswith("#"):
            source = source.partition("\n")[2]
        # Parsing would cost more than everything else that the list of commands needs.
        if not source.startswith('"""'):
            return ""
        return source[3:].partition("\n")[0].partition('"""')[0].strip()


def _source(module: str) -> str | None:
    """A module's text, found through its parent packages and not by importing it."""
    parent, _dot, leaf = module.rpartition(".")
    try:
        if not parent:
            spec = importlib.machinery.PathFinder.find_spec(module)
        else:
            package = importlib.util.find_spec(parent)
            places = package.submodule_search_locations if package else None
            spec = importlib.machinery.PathFinder.find_spec(f"{parent}.{leaf}", places)
        if spec is None or not spec.origin:
            return None
        return Path(spec.origin).read_text(encoding="utf-8")
    except OF_STRANGERS:  # a package that fails to import is reported when it is used
        return None
