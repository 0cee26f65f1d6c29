"""Where the requests go, and whether a token is safe on the way there.

Depends on: env, the profile, options, service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from alegra_cli.declare.api import ALEGRA
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.connection import Connection

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def of(connection: Connection) -> str:
    """Option, environment, profile, default. Raises `UsageProblem` for an unsafe one."""
    if connection.sandboxed:
        from alegra_cli.connection import sandbox

        return sandbox.address(connection.service)
    options = connection.options
    if connection.service is not None:
        from alegra_cli.connection import services

        return safe_url(services.url(connection, connection.service), options.insecure)
    asked = options.base_url or connection.env.get("ALEGRA_BASE_URL")
    return safe_url(asked or connection.profile.base_url or ALEGRA.base_url, options.insecure)


def safe_url(url: str, insecure: bool) -> str:
    """A base URL without its final slash. Raises `UsageProblem` for an unsafe one."""
    url = url.rstrip("/")
    parts = _split(url)
    if parts.username or parts.password:
        raise UsageProblem(
            _("A base URL carries no user name or password."),
            _("Sign in with `alegra auth login`, or set ALEGRA_EMAIL and ALEGRA_TOKEN."),
        )
    loopback = parts.hostname in _LOOPBACK or (parts.hostname or "").startswith("127.")
    if parts.scheme != "https" and not loopback and not insecure:
        raise UsageProblem(
            _("{url} is not https, so the token could be read on the way.").format(url=url),
            _("Use an https address; --insecure sends it all the same."),
        )
    return url


def _split(url: str) -> Any:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise UsageProblem(
            _("{url!r} is not a base URL.").format(url=url),
            _("It looks like {example}.").format(example=ALEGRA.base_url),
        )
    return parts
