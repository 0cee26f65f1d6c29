"""Other services than Alegra itself: where each is, and the key of each profile for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alegra_cli.config import paths
from alegra_cli.config.credentials import Credentials, TokenStore
from alegra_cli.declare import Api

if TYPE_CHECKING:
    from alegra_cli.app import App


def url(app: App, service: Api) -> str:
    """Option, environment, where the key was verified, the service's own."""
    asked = app.options.base_url or app.env.get(service.variable("BASE_URL"))
    return asked or _kept(app, service)[0] or service.base_url


def credentials(app: App, service: Api) -> Credentials | None:
    """The key in the environment, else the profile's own; None without either.

    An explicit profile goes before the environment, as it does for Alegra.
    """
    exported = app.env.get(service.variable("KEY"), "").strip()
    key, source = exported, "environment"
    if not exported or app.resolved.explicit:
        kept, place = _kept(app, service)[1:]
        key, source = (kept, place) if kept else (key, source)
    return Credentials(None, None, key, source) if key else None


def keep(app: App, service: Api, key: str, insecure: bool) -> None:
    """Keep the key with the place where it was verified: it belongs to that one only.

    Raises `NotSignedIn` on a machine without a keyring.
    """
    _store(app).set(_name(app, service), f"{app.base_url()} {key}", insecure=insecure)


def forget(app: App, service: Api) -> None:
    _store(app).delete(_name(app, service))


def _kept(app: App, service: Api) -> tuple[str, str, str]:
    """(base URL, key, where they were)."""
    token, source = _store(app).get(_name(app, service))
    where, _blank, key = (token or "").rpartition(" ")
    return where, key, source


def _name(app: App, service: Api) -> str:
    # No profile can be called like this: a name has no slash.
    return f"{app.profile.name}/{service.name}"


def _store(app: App) -> TokenStore:
    return TokenStore(paths.config_file(app.env).parent)
