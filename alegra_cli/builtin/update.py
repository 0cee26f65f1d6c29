"""``alegra update``: whether there is a newer version. It installs nothing by itself."""

from __future__ import annotations

import json
import os
import shlex
import sys
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
from packaging.version import InvalidVersion, Version

from alegra_cli import __version__, opening
from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.errors import Unreachable
from alegra_cli.i18n import _

NAME = "alegra-cli"
INDEX = "https://index.example/pypi"
LONGEST = 10.0  # seconds


class Update(Group):
    """Without a word it explains itself: nothing is done that was not asked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["--help"])


def command() -> click.Command:
    text = _("Ask the package index for a newer version; nothing is installed.")
    return Update(
        "update",
        {"check": partial(Leaf, "check", run_check, (), text)},
        _("Whether there is a newer version."),
    )


def run_check(app: App) -> None:
    insecure = bool(app.options.insecure)
    url = opening.safe_url(app.env.get("ALEGRA_INDEX_URL") or INDEX, insecure)
    if app.dry_run:
        app.show_records([{"method": "GET", "url": f"{url}/{NAME}/json"}])
        return
    from alegra_cli.transport import Settings
    from alegra_cli.transport.index import project

    told = project(Settings(url, app.options.timeout or LONGEST, app.log), NAME)
    newest = _newest(told) if told is not None else None
    newer = newest is not None and newest > Version(__version__)
    record = {
        "installed": __version__,
        "newest": None if newest is None else str(newest),
        "newer": newer,
        "command": upgrade() if newer else None,
    }
    if app.format != "table" or app.options.select or app.options.columns:
        app.show_record(record)
    else:
        app.say("\n".join(_lines(record)))


def _newest(told: dict[str, Any]) -> Version:
    try:
        return Version(str(told["info"]["version"]))
    except (InvalidVersion, KeyError, TypeError) as problem:
        raise Unreachable(
            _("The package index names no version of {name}.").format(name=NAME),
            _("ALEGRA_INDEX_URL names another index."),
        ) from problem


def _lines(record: dict[str, Any]) -> list[str]:
    lines = [_("Installed: {version}").format(version=record["installed"])]
    if record["newest"] is None:
        return [*lines, _("{name} is not published in the package index yet.").format(name=NAME)]
    lines.append(_("Newest: {version}").format(version=record["newest"]))
    if record["newer"]:
        return [*lines, _("To upgrade: {command}").format(command=record["command"])]
    return [*lines, _("There is nothing newer.")]


def upgrade() -> str:
    """The command that upgrades it, by how it was installed."""
    folder = _editable()
    if folder is not None:
        return f"git -C {shlex.quote(folder)} pull"
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return f"pipx upgrade {NAME}"
    if (prefix / "uv-receipt.toml").exists():
        return f"uv tool upgrade {NAME}"
    python = sys.executable if os.name == "nt" else shlex.quote(sys.executable)
    if (_told("INSTALLER") or "").strip() == "uv":
        return f"uv pip install --python {python} --upgrade {NAME}"
    return f"{python} -m pip install --upgrade {NAME}"


def _editable() -> str | None:
    """The folder that it runs from, where it was installed to be changed there."""
    try:
        told = json.loads(_told("direct_url.json") or "{}")
        if told["dir_info"]["editable"]:
            return unquote(urlsplit(told["url"]).path)
    except (ValueError, KeyError, TypeError):
        return None
    return None


def _told(file: str) -> str | None:
    try:
        return metadata.distribution(NAME).read_text(file)
    except metadata.PackageNotFoundError:
        return None
