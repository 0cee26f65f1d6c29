"""The HTTP session of a connection, or the sandbox mounted in its place.

Depends on: env, the address, the profile's name, options, clock, service, notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alegra_cli.config import paths
from alegra_cli.declare.api import ALEGRA
from alegra_cli.i18n import ngettext
from alegra_cli.transport import HttpSession, Settings, write_log
from alegra_cli.transport.auth import Basic, Bearer
from alegra_cli.transport.budget import Budget, Wait

if TYPE_CHECKING:
    from alegra_cli.config.credentials import Credentials
    from alegra_cli.connection import Connection
    from alegra_cli.wire import Session


def open_session(connection: Connection, who: Credentials) -> Session:
    """Requests in the name of `who`, within the quota, each write written down."""
    url, options, service = connection.base_url, connection.options, connection.service
    notes = connection.notes
    settings = Settings(url, options.timeout, notes.log, notes.note, options.insecure)
    if not options.retried:
        settings = settings._replace(retries=0, patient=False)
    budget = Budget(
        _budget_file(connection, url, who),
        connection.clock,
        (service or ALEGRA).quota,
        _waiting(notes.note),
    )
    adapter = _sandbox(connection) if connection.sandboxed else None
    made = HttpSession(settings, _auth(connection, who), budget, connection.clock, adapter)
    return write_log.LoggedSession(made, _log_place(connection))


def _sandbox(connection: Connection) -> Any:
    from alegra_cli.sandbox.http.adapter import SandboxAdapter
    from alegra_cli.sandbox.http.app import SandboxApp

    app = SandboxApp(connection.books, mounts=connection.mounts, embedded=True)
    return SandboxAdapter(app)


def _auth(connection: Connection, who: Credentials) -> Basic | Bearer:
    service = connection.service
    if service is not None and service.bearer and connection.sandboxed:
        return Bearer(who.token or "")
    return Bearer(who.bearer) if who.bearer else Basic(who.email or "", who.token or "")


def _log_place(connection: Connection) -> write_log.LogTarget:
    service = "" if connection.service is None else connection.service.name
    return write_log.LogTarget(
        paths.data_dir(connection.env) / "log",
        connection.profile.name,
        service,
        connection.clock.now,
        connection.notes.note,
        connection.notes.write_begins,
    )


def _budget_file(connection: Connection, url: str, who: Credentials) -> Path:
    """One file for each user of each API; the name tells neither."""
    # All sandboxes have one address and one user, and each counts for itself.
    sandbox = f" {connection.profile.name}" if connection.sandboxed else ""
    key = hashlib.sha256(f"{url} {who.identity()}{sandbox}".encode()).hexdigest()[:16]
    return paths.cache_dir(connection.env) / f"quota-{key}.json"


def _waiting(note: Callable[[str], None]) -> Callable[[Wait], None]:
    def notice(wait: Wait) -> None:
        whole = max(1, ceil(wait.seconds))
        if wait.path:
            text = ngettext(
                "{path} has a quota of its own, which is used up; waiting {count} second.",
                "{path} has a quota of its own, which is used up; waiting {count} seconds.",
                whole,
            )
        else:
            text = ngettext(
                "The rate limit is used up; waiting {count} second.",
                "The rate limit is used up; waiting {count} seconds.",
                whole,
            )
        if wait.limit:
            rate = ngettext(
                "It answers about {limit} request a minute.",
                "It answers about {limit} requests a minute.",
                wait.limit,
            )
            text += " " + rate.format(limit=wait.limit)
        note(text.format(count=whole, path=wait.path))

    return notice
