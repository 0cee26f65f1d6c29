"""Signing in to another service, and out of it: a key for each profile."""

from __future__ import annotations

from alegra_cli.app import App
from alegra_cli.config.credentials import Credentials
from alegra_cli.connection import profile, services
from alegra_cli.declare import Api
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.wire import Request


def login(app: App, name: str, key: str | None, test: bool, insecure: bool) -> None:
    """Verify the key with the service and keep it. Raises `AlegraError`."""
    from alegra_cli.input.prompt import clean_secret, read_secret

    service = app.service = _called(app, name)
    if test:
        if not service.test_url:
            raise UsageProblem(_("{service} has no place for trying.").format(service=name))
        app.options.base_url = app.options.base_url or service.test_url
    app.options.base_url = app.options.base_url or service.base_url
    if app.dry_run:
        app.show_records([{"method": "GET", "url": app.base_url() + service.identity}])
        return
    key = clean_secret(key or read_secret(_("Key: "), app.stdin, app.stderr))
    if not key:
        raise UsageProblem(_("The key is empty."))
    who = Credentials(None, None, key, "prompt")
    if service.identity:
        profile.session(app, who).send(Request("GET", service.identity))
    services.keep(app, service, key, insecure)
    app.say(
        _("Signed in to {service} at {url}, profile {profile}.").format(
            service=name, url=app.base_url(), profile=app.profile.name
        )
    )


def logout(app: App, name: str) -> None:
    services.forget(app, _called(app, name))
    app.say(_("The key of {service} is forgotten.").format(service=name))


def _called(app: App, name: str) -> Api:
    found = app.registry.service(name)
    if found is None:
        known = ", ".join(app.registry.services()) or "-"
        raise UsageProblem(
            _("There is no service {name!r}.").format(name=name),
            _("Installed: {names}.").format(names=known),
        )
    return found
