"""``--since-last``: what the API has changed since an export before this one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.config import paths
from alegra_cli.declare import Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import private_folder, write_whole
from alegra_cli.i18n import _
from alegra_cli.operations.calls import Query


class SinceLast:
    """Lets records through whose time of change is later than the latest one seen before.

    The times are the server's own, so no clock of ours is compared with them; of the very
    moment that was the latest, those are let through that were not there yet. Raises
    `UsageProblem` for a resource whose records do not tell when they changed.
    """

    def __init__(self, app: App, resource: Resource, query: Query = ()) -> None:
        if not resource.change_time:
            raise UsageProblem(
                _("Alegra does not tell when {resource} changed.").format(resource=resource.name),
                _("Export all of them, or those of a time with --since where they have a date."),
            )
        self._resource = resource
        self._file = _file(app, resource, query)
        self._latest, self._there = _read(self._file)
        self._newest, self._seen_there = self._latest, set(self._there)

    def over(self, records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            moment = str(record.get(self._resource.change_time) or "")
            key = str(record.get(self._resource.id_key) or "")
            if moment > self._newest:
                self._newest, self._seen_there = moment, set()
            if moment == self._newest:
                self._seen_there.add(key)
            known = moment < self._latest or (moment == self._latest and key in self._there)
            if not moment or not known:
                yield record

    def remember(self) -> None:
        """To be called when the records are safe. Raises `AlegraError`."""
        text = exact.dumps({"latest": self._newest, "there": sorted(self._seen_there)})
        try:
            private_folder(self._file.parent)
            write_whole(self._file, text)
        except OSError as problem:
            hint = _("The next export with --since-last repeats what this one wrote.")
            raise unwritable(self._file, problem, hint) from problem


def _read(file: Path) -> tuple[str, frozenset[str]]:
    try:
        told = exact.loads(file.read_text(encoding="utf-8"))
        return str(told["latest"]), frozenset(str(key) for key in told["there"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", frozenset()


def _file(app: App, resource: Resource, query: Query) -> Path:
    """One for each question to each company of each profile; its name tells none of them."""
    who = app.connection.credentials
    identity = who.identity() if who else ""
    account = f"{app.connection.profile.name} {app.connection.base_url} {identity}"
    key = f"{account} {resource.name} {sorted(query)}"
    name = hashlib.sha256(key.encode()).hexdigest()[:24]
    return paths.data_dir(app.env) / "exports" / f"{name}.json"
