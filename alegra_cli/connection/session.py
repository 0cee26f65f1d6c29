"""The HTTP session of a connection, or the sandbox mounted in its place.

Depends on: env, the address, the profile's name, options, clock, service, notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alegra_cli.config import paths
from alegra_cli.declare.api import ALEGRA
from alegra_cli.i18n import _, ngettext
from alegra_cli.transport import HttpSession, Settings, write_log
from alegra_cli.transport.auth import Basic, Bearer
from alegra_cli.transport.budget import Budget, Wait

if TYPE_CHECKING:
    from alegra_cli.config.credentials import Credentials
    from alegra_cli.connection.basis import Basis
    from alegra_cli.sandbox.books import Books
    from alegra_cli.wire import Session


def open_session(basis: Basis, url: str, who: Credentials, books: Callable[[], Books]) -> Session:
    """Requests to `url` in the name of `who`, within the quota, each write written down.

    books: opens those of the sandbox, where that is what answers.
    """
    options, service, notes = basis.options, basis.service, basis.notes
    settings = Settings(url, options.timeout, notes.log, notes.note, options.insecure)
    if service is not None:
        settings = settings._replace(service=service.name)
    if not options.retried:
        settings = settings._replace(retries=0, patient=False)
    budget = Budget(
        _budget_file(basis, url, who),
        basis.clock,
        (service or ALEGRA).quota,
        _waiting(notes.note),
    )
    adapter = _sandbox(basis, books()) if basis.sandboxed else None
    made = HttpSession(settings, _auth(basis, who), budget, basis.clock, adapter)
    return write_log.LoggedSession(made, _log_place(basis))


def _sandbox(basis: Basis, books: Books) -> Any:
    from alegra_cli.registry import PluginProblem
    from alegra_cli.sandbox.http.adapter import SandboxAdapter
    from alegra_cli.sandbox.http.app import SandboxApp
    from alegra_cli.sandbox.http.route import NotPlayed

    app = SandboxApp(books, mounts=basis.mounts, embedded=True)

    def told(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except NotPlayed as gap:
            text = _("No plugin plays {method} {path} in the sandbox.")
            raise PluginProblem(
                text.format(method=gap.method, path=gap.path),
                _("Whoever makes the plugin adds a Route for it to alegra_sandbox."),
            ) from None

    return SandboxAdapter(told)


def _auth(basis: Basis, who: Credentials) -> Basic | Bearer:
    service = basis.service
    if service is not None and service.bearer and basis.sandboxed:
        return Bearer(who.token or "")
    return Bearer(who.bearer) if who.bearer else Basic(who.email or "", who.token or "")


def _log_place(basis: Basis) -> write_log.LogTarget:
    service = "" if basis.service is None else basis.service.name
    return write_log.LogTarget(
        paths.data_dir(basis.env) / "log",
        basis.profile.name,
        service,
        basis.clock.now,
        basis.notes.note,
        basis.notes.write_begins,
    )


def _budget_file(basis: Basis, url: str, who: Credentials) -> Path:
    """One file for each user of each API; the name tells neither."""
    # All sandboxes have one address and one user, and each counts for itself.
    sandbox = f" {basis.profile.name}" if basis.sandboxed else ""
    key = hashlib.sha256(f"{url} {who.identity()}{sandbox}".encode()).hexdigest()[:16]
    return paths.cache_dir(basis.env) / f"quota-{key}.json"


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
