"""``alegra plugins``: what brings the commands, what is wrong with it, and a new one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.builtin import plugin_kinds
from alegra_cli.builtin.plugin_check import run_check
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column
from alegra_cli.errors import Invalid
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.i18n import N_, _
from alegra_cli.registry import PluginEntry, PluginProblem

COLUMNS = (
    Column("Name", "name"),
    Column("Brings", "brings", "word"),
    Column("Version", "version"),
    Column("From", "distribution"),
    Column("Section", "section", "word"),
    Column("State", "state", "word"),
    Column("Problem", "problem"),
)


def command() -> click.Command:
    name = Argument(["name"], metavar="NAME")
    new = [
        name,
        Option(["--into", "--dir"], metavar="DIR", help=_("The folder; else alegra-NAME here.")),
        Option(["--singular"], metavar="WORDS", help=_("What one record is called.")),
    ]
    leaf = partial(Leaf, mends=True)
    makers = {
        "list": partial(leaf, "list", run_list, (), _("Every plugin and its state.")),
        "show": partial(leaf, "show", run_show, (name,), _("What a plugin brings.")),
        "check": partial(
            leaf,
            "check",
            run_check,
            (name,),
            _("Run the tests that every plugin has to pass."),
        ),
        "new": partial(Leaf, "new", run_new, new, _("Write a plugin that works, to begin with.")),
    }
    return Group("plugins", dict(makers), _("The plugins: what each brings, and whether it works."))


def run_list(app: App) -> None:
    records = [_record(app, name) for name in app.registry.names()]
    records += [_other(app, other) for other in plugin_kinds.others(app)]
    records += [_row(stray.name, None, stray, problem) for stray, problem in app.registry.strays()]
    app.screen.records(records, COLUMNS)


def _record(app: App, name: str) -> dict[str, Any]:
    """One plugin that brings a command, loaded to see whether it works."""
    found, problem = None, None
    try:
        found = app.registry.entry(name)
        app.registry.need_command(name)
    except PluginProblem as broken:
        problem = broken
    return _row(name, N_("command"), found, problem)


def _other(app: App, other: PluginEntry) -> dict[str, Any]:
    kind = plugin_kinds.kind_of(other)
    return _row(other.name, kind, other, plugin_kinds.problem_of(app, other))


def _row(
    name: str, brings: str | None, found: PluginEntry | None, problem: PluginProblem | None
) -> dict[str, Any]:
    """brings: None where nothing reads it. found: None where two claim the name."""
    return {
        "name": name,
        "brings": brings,
        "version": found and found.version,
        "distribution": found and found.distribution,
        "section": found.section if found and brings == "command" else None,
        "state": N_("broken") if problem else N_("ok"),
        "problem": problem and problem.message,
    }


def run_show(app: App, name: str) -> None:
    known = plugin_kinds.of_word(app, name)
    if isinstance(known, str):
        app.screen.record(_in_words(app, _command(app, known)))
        return
    found = [_with_contributions(app, other) for other in known]
    if len(found) == 1:
        app.screen.record(_in_words(app, found[0]))
    else:
        app.screen.records(found, (*COLUMNS, Column("Gives", "gives")))


def _in_words(app: App, record: dict[str, Any]) -> dict[str, Any]:
    """One record has no columns that say which of its values are words of this program."""
    if not app.screen.for_people:
        return record
    keys = [column.path for column in COLUMNS if column.kind == "word"]
    return record | {key: _(record[key]) for key in keys if record[key]}


def _with_contributions(app: App, other: PluginEntry) -> dict[str, Any]:
    record = _other(app, other)
    gives = plugin_kinds.in_words(app, other) if record["state"] == "ok" else []
    return {**record, "module": other.module, "gives": gives}


def _command(app: App, name: str) -> dict[str, Any]:
    record = _record(app, name)
    resource = app.registry.resource(name) if record["state"] == "ok" else None
    record["module"] = app.registry.entry(name).module
    if resource is not None:
        record |= {
            "path": resource.path,
            "actions": [action.name for action in resource.actions],
            "filters": [item.param for item in resource.filters],
            "fields": [item.path for item in resource.fields],
            "columns": [item.path for item in resource.columns],
        }
    return record


def run_new(app: App, name: str, into: str | None, singular: str | None) -> None:
    from alegra_cli import scaffold

    folder = Path(into or f"alegra-{name}")
    if name in app.registry.names():
        raise Invalid(_("There is a command {name} already.").format(name=name))
    try:
        files = scaffold.write(name, folder, singular)
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    for path in files:
        app.screen.say(str(path))
    notes = [_("Next: cd {folder}; pip install -e '.[test]'; python -m pytest; alegra {name}")]
    if singular is None:
        notes.append(_("One record is called {singular!r}; mend `singular` if that is wrong."))
    noun = scaffold.singular_of(name)
    app.screen.notes([text.format(folder=folder, name=name, singular=noun) for text in notes])
