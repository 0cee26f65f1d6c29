"""``alegra plugins``: what brings the commands, and what is wrong with it."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.declare import Column
from alegra_cli.i18n import _
from alegra_cli.registry import PluginProblem

COLUMNS = (
    Column("Name", "name"),
    Column("Version", "version"),
    Column("From", "distribution"),
    Column("Section", "section"),
    Column("State", "state"),
    Column("Problem", "problem"),
)


def command() -> click.Command:
    makers = {"list": partial(Leaf, "list", run_list, (), _("Every plugin and its state."))}
    return Group("plugins", dict(makers), _("The plugins that bring the commands."))


def run_list(app: App, **_given: Any) -> None:
    app.show_records([_record(app, name) for name in app.registry.names()], COLUMNS)


def _record(app: App, name: str) -> dict[str, Any]:
    """One plugin, loaded to see whether it works."""
    record = {"name": name, "version": None, "distribution": None, "section": None}
    problem = None
    try:
        found = app.registry.found(name)
        record |= {
            "version": found.version,
            "distribution": found.distribution,
            "section": found.section,
        }
        app.registry.resource(name)
    except PluginProblem as broken:
        problem = broken.message
    return {**record, "state": "broken" if problem else "ok", "problem": problem}
