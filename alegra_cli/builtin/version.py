"""``alegra version``."""

from __future__ import annotations

import platform

import click

from alegra_cli import __version__
from alegra_cli.app import App, Options
from alegra_cli.commands.leaf import Leaf
from alegra_cli.i18n import _


def command() -> click.Command:
    old = click.Option(["--json", "as_json"], is_flag=True, hidden=True)
    return Leaf("version", run, [old], _("The version of this program."))


def run(app: App, as_json: bool = False) -> None:
    if as_json:
        app.override(Options(output="json"))
    record = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
    }
    if app.screen.format == "table":
        app.screen.say(f"alegra {__version__}")
    else:
        app.screen.record(record)
