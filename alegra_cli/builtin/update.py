"""``alegra update``: whether there is a newer version. It installs nothing by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from alegra_cli import __version__
from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _

LONGEST = 30.0  # seconds


class Update(Group):
    """Without a word it explains itself: nothing is done that was not asked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["--help"])


def command() -> click.Command:
    text = _("Ask pip or uv for a newer version; nothing is installed.")
    return Update(
        "update",
        {"check": partial(Leaf, "check", run_check, (), text)},
        _("Whether there is a newer version."),
    )


def run_check(app: App) -> None:
    from packaging.version import Version

    from alegra_cli.update import index, installer

    limit = app.options.timeout or LONGEST
    question = installer.question(app.env, limit)
    if question is None:
        raise AlegraError(
            _("Nothing here can ask the package index: there is neither pip nor uv."),
            _("To upgrade: {command}").format(command=installer.upgrade()),
        )
    if app.dry_run:
        _show(app, {"command": question.line()}, [question.line()])
        return
    app.screen.log(question.line())
    newest = index.newest(question, app.env, limit)
    newer = newest is not None and newest > Version(__version__)
    record = {
        "installed": __version__,
        "newest": None if newest is None else str(newest),
        "newer": newer,
        "command": installer.upgrade() if newer else None,
    }
    _show(app, record, _lines(record))


def _show(app: App, record: dict[str, Any], lines: list[str]) -> None:
    if app.screen.format != "table" or app.options.select or app.options.columns:
        app.screen.record(record)
    else:
        app.screen.say("\n".join(lines))


def _lines(record: dict[str, Any]) -> list[str]:
    from alegra_cli.update import installer

    lines = [_("Installed: {version}").format(version=record["installed"])]
    if record["newest"] is None:
        return [
            *lines,
            _("{name} is not published in the package index yet.").format(name=installer.NAME),
        ]
    lines.append(_("Newest: {version}").format(version=record["newest"]))
    if record["newer"]:
        return [*lines, _("To upgrade: {command}").format(command=record["command"])]
    return [*lines, _("There is nothing newer.")]
