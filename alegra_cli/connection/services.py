"""Other services than Alegra itself: where each is, and the key of each profile for it.

Depends on: env, the resolved profile, options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alegra_cli.config import paths
from alegra_cli.config.credentials import Credentials, TokenStore
from alegra_cli.declare import Api

if TYPE_CHECKING:
    from alegra_cli.connection import Connection


def url(connection: Connection, service: Api) -> str:
    """Option, environment, where the key was verified, the service's own."""
    asked = connection.options.base_url or connection.env.get(service.variable("BASE_URL"))
    return asked or own_url(connection, service)


def own_url(connection: Connection, service: Api) -> str:
    """Where the key was verified, else the service's own."""
    return _stored_key(connection, service)[0] or service.base_url


def credentials(connection: Connection, service: Api) -> Credentials | None:
    """The key in the environment, else the profile's own; None without either.

    An explicit profile goes before the environment, as it does for Alegra.
    """
    exported = connection.env.get(service.variable("KEY"), "").strip()
    key, source = exported, "environment"
    if not exported or connection.resolved.explicit:
        kept, place = _stored_key(connection, service)[1:]
        key, source = (kept, place) if kept else (key, source)
    return Credentials(None, None, key, source) if key else None


def keep(connection: Connection, service: Api, key: str, insecure: bool) -> None:
    """Keep the key with the place where it was verified: it belongs to that one only.

    Raises `NotSignedIn` on a machine without a keyring.
    """
    text = f"{connection.base_url} {key}"
    _store(connection).set(_name(connection, service), text, insecure=insecure)


def forget(connection: Connection, service: Api) -> None:
    _store(connection).delete(_name(connection, service))


def _stored_key(connection: Connection, service: Api) -> tuple[str, str, str]:
    """(base URL, key, where they were)."""
    token, source = _store(connection).get(_name(connection, service))
    where, _blank, key = (token or "").rpartition(" ")
    return where, key, source


def _name(connection: Connection, service: Api) -> str:
    # No profile can be called like this: a name has no slash.
    return f"{connection.profile.name}/{service.name}"


def _store(connection: Connection) -> TokenStore:
    return TokenStore(paths.config_file(connection.env).parent)
