"""The ids that are kept for minutes: a file for each resource of each account.

A Tab that it answers opens neither the keyring nor the network, nor does it read the
configuration as YAML: whose ids they are is told by the text of that file and by what was
exported or typed, without looking into either.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alegra_cli.config import paths

if TYPE_CHECKING:
    from alegra_cli.app import App
    from alegra_cli.declare import Resource

CachedRows = list[list[str]]
"""Id and label of each record."""

FRESH = 300.0  # seconds
AGAIN = 30.0  # seconds until what could not be renewed is tried again
FORGOTTEN = 7 * 86400.0  # seconds after which a file that nobody renewed is taken away
MOST = 500
_NAMES = ("EMAIL", "TOKEN", "BEARER_TOKEN", "BASE_URL", "PROFILE")


class IdCache:
    """What is kept of one resource; nothing where it can't be read."""

    def __init__(self, app: App, resource: Resource) -> None:
        self._app = app
        self._resource = resource
        self._file = folder(app) / f"{file_name(app, resource)}.json"
        self._content: dict[str, Any] | None = None

    def rows(self) -> CachedRows | None:
        try:
            self._content = json.loads(self._file.read_text(encoding="utf-8"))
            return [[str(key), str(label)] for key, label in self._content["rows"]]
        except (OSError, ValueError, KeyError, TypeError):
            self._content = None
            return None

    def queries(self) -> list[str]:
        """What the API was asked for besides, and need not be again."""
        return list(self._content.get("asked", [])) if self._content else []

    def old(self) -> bool:
        return self._app.clock.seconds() - self._file.stat().st_mtime > FRESH

    def keep(self, rows: CachedRows) -> None:
        self._write({"rows": rows}, self._app.clock.seconds())
        _sweep(self._file.parent, self._app.clock.seconds() - FORGOTTEN)

    def add(self, rows: CachedRows, query: str) -> None:
        """Further ones, which the API had for a word; as old as what is there."""
        have = self.rows() or []
        known = {row[0] for row in have}
        more = [row for row in rows if row[0] not in known]
        told = {"rows": [*have, *more][:MOST], "asked": [*self.queries(), query][-MOST:]}
        self._write(told, self._file.stat().st_mtime)

    def renew_later(self) -> None:
        """In a process of its own that nobody waits for, and no other Tab starts again."""
        import subprocess

        at = self._app.clock.seconds() - FRESH + AGAIN
        os.utime(self._file, (at, at))
        env = {key: value for key, value in self._app.env.items() if not key.startswith("_ALEGRA")}
        process = subprocess.Popen(
            [sys.executable, "-m", "alegra_cli", *_line(self._app, self._resource)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=env,
            start_new_session=True,
        )
        process.returncode = 0  # nobody waits for it, and Python need not warn of that

    def _write(self, told: dict[str, Any], at: float) -> None:
        from alegra_cli.files import private_folder, write_whole

        private_folder(self._file.parent)
        write_whole(self._file, json.dumps(told))
        os.utime(self._file, (at, at))


def folder(app: App) -> Path:
    return paths.cache_dir(app.env) / "completion"


def forget(app: App) -> None:
    """Drop everything: somebody else signs in, or out."""
    _sweep(folder(app), float("inf"))


def _sweep(place: Path, before: float) -> None:
    try:
        for file in place.iterdir():
            if file.stat().st_mtime < before:
                file.unlink()
    except OSError:
        return


def _line(app: App, resource: Resource) -> list[str]:
    """The command line that renews it, for the same account."""
    line = ["completion", "refresh", *resource.command]
    for option, value in (("--profile", app.options.profile), ("--base-url", app.options.base_url)):
        line += [f"{option}={value}"] if value is not None else []
    return [*line, "--insecure"] if app.options.insecure else line


def file_name(app: App, resource: Resource) -> str:
    """A fingerprint of the account and the resource, which tells neither."""
    names = [f"ALEGRA_{name}" for name in _NAMES]
    if app.service is not None:
        names += [app.service.variable("KEY"), app.service.variable("BASE_URL")]
    told = [app.config_text(), *(app.env.get(name, "") for name in names)]
    told += [str(app.options.profile), str(app.options.base_url), *resource.command]
    return hashlib.sha256("\n".join(told).encode(errors="backslashreplace")).hexdigest()[:24]
