"""Where the requests go, and whether a token is safe on the way there.

Depends on: env, the profile, options, service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from alegra_cli.declare.api import ALEGRA
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.transport.hosts import is_loopback

if TYPE_CHECKING:
    from alegra_cli.connection.basis import Basis


def of(basis: Basis) -> str:
    """Option, environment, profile, default. Raises `UsageProblem` for an unsafe one."""
    if basis.sandboxed:
        from alegra_cli.connection import sandbox

        return sandbox.address(basis.service)
    options = basis.options
    if basis.service is not None:
        from alegra_cli.connection import services

        service = basis.service
        url = safe_url(services.url(basis, service), options.insecure)
        _tell(basis, service.variable("BASE_URL"), url, services.own_url(basis, service))
        return url
    asked = options.base_url or basis.env.get("ALEGRA_BASE_URL")
    own = basis.profile.base_url or ALEGRA.base_url
    url = safe_url(asked or own, options.insecure)
    _tell(basis, "ALEGRA_BASE_URL", url, own)
    return url


def _tell(basis: Basis, variable: str, url: str, own: str) -> None:
    """Tell where a variable sends the token, where that is another host than the profile's.

    Whoever types an option sees it; a variable may come with a folder that somebody else made.
    """
    if basis.options.base_url or not basis.env.get(variable):
        return
    host = urlsplit(url).hostname
    if host != urlsplit(own).hostname and not is_loopback(host):
        basis.notes.note(
            _("{variable} sends the requests, and the token with them, to {host}.").format(
                variable=variable, host=host
            )
        )


def safe_url(url: str, insecure: bool) -> str:
    """A base URL without its final slash. Raises `UsageProblem` for an unsafe one."""
    url = url.rstrip("/")
    parts = _split(url)
    if parts.username or parts.password:
        raise UsageProblem(
            _("A base URL carries no user name or password."),
            _("Sign in with `alegra auth login`, or set ALEGRA_EMAIL and ALEGRA_TOKEN."),
        )
    if parts.scheme != "https" and not insecure and not is_loopback(parts.hostname):
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
    # What one library reads as part of the host another one takes for its end.
    odd = any(sign in "\\?#" or sign <= " " or sign == "\x7f" for sign in url)
    if odd or parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageProblem(
            _("{url!r} is not a base URL.").format(url=url),
            _("It looks like {example}.").format(example=ALEGRA.base_url),
        )
    return parts
