"""Other services than Alegra itself: where each is, and the key of each profile for it.

Depends on: env, the resolved profile, options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alegra_cli.config import paths
from alegra_cli.config.credentials import Credentials, TokenStore
from alegra_cli.declare import Api

if TYPE_CHECKING:
    from alegra_cli.connection.basis import Basis


def url(basis: Basis, service: Api) -> str:
    """Option, environment, where the key was verified, the service's own."""
    asked = basis.options.base_url or basis.env.get(service.variable("BASE_URL"))
    return asked or own_url(basis, service)


def own_url(basis: Basis, service: Api) -> str:
    """Where the key was verified, else the service's own."""
    return _stored_key(basis, service)[0] or service.base_url


def credentials(basis: Basis, service: Api) -> Credentials | None:
    """The key in the environment, else the profile's own; None without either.

    An explicit profile goes before the environment, as it does for Alegra.
    """
    exported = basis.env.get(service.variable("KEY"), "").strip()
    key, source = exported, "environment"
    if not exported or basis.resolution.explicit:
        kept, place = _stored_key(basis, service)[1:]
        key, source = (kept, place) if kept else (key, source)
    return Credentials(None, None, key, source) if key else None


def keep(basis: Basis, service: Api, url: str, key: str, insecure: bool) -> None:
    """Keep the key with the place where it was verified: it belongs to that one only.

    Raises `NotSignedIn` on a machine without a keyring.
    """
    _store(basis).set(_name(basis, service), f"{url} {key}", insecure=insecure)


def forget(basis: Basis, service: Api) -> None:
    _store(basis).delete(_name(basis, service))


def _stored_key(basis: Basis, service: Api) -> tuple[str, str, str]:
    """(base URL, key, where they were)."""
    token, source = _store(basis).get(_name(basis, service))
    where, _blank, key = (token or "").rpartition(" ")
    return where, key, source


def _name(basis: Basis, service: Api) -> str:
    # No profile can be called like this: a name has no slash.
    return f"{basis.profile.name}/{service.name}"


def _store(basis: Basis) -> TokenStore:
    return TokenStore(paths.config_file(basis.env).parent)
