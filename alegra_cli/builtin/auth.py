"""``alegra auth``: login, logout, status."""

from __future__ import annotations

from typing import Any

import attrs
import click

from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option
from alegra_cli.completion import cache
from alegra_cli.config import paths
from alegra_cli.config.credentials import Credentials, TokenStore
from alegra_cli.connection import company as account
from alegra_cli.connection import services
from alegra_cli.declare import ALEGRA, Api
from alegra_cli.errors import AlegraError, NotSignedIn, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.wire import Request


def command() -> click.Command:
    makers = {"login": _login, "logout": _logout, "status": _status}
    return Group("auth", dict(makers), _("Sign in and out."), aliases={"whoami": "status"})


def _login() -> Leaf:
    params = [
        Option(["--email"], help=_("The e-mail of the Alegra user.")),
        Option(["--token"], help=_("The API token; better left out, so that it is asked for.")),
        Option(
            ["--service"],
            metavar="NAME",
            help=_("Another service that a plugin brings; its key is asked for."),
        ),
        Option(["--test"], is_flag=True, help=_("The service's own place for trying.")),
        Option(
            ["--insecure-storage"],
            is_flag=True,
            help=_("Keep the token in a file that only you can read, not in the keyring."),
        ),
    ]
    return Leaf(
        "login", run_login, params, _("Verify e-mail and token, and keep them."), new_profile=True
    )


def run_login(
    app: App,
    email: str | None,
    token: str | None,
    service: str | None,
    test: bool,
    insecure_storage: bool,
) -> None:
    _profile_to_sign_in(app)
    if service is not None:
        _login_to_service(app, _service(app, service), token, test, insecure_storage)
        return
    if app.dry_run:
        base = app.connection.base_url
        steps = [
            {"method": "GET", "url": base + path} for path in (ALEGRA.identity, ALEGRA.company)
        ]
        app.screen.records(steps)
        return
    who = asked_for(app, email, token)
    user, company = identity_of(app, app.connection.session_of(who))
    keep(app, who, company, insecure_storage)
    report(app, who, user, company)


def _login_to_service(app: App, service: Api, key: str | None, test: bool, insecure: bool) -> None:
    """Verify the key with another service and keep it. Raises `AlegraError`."""
    from alegra_cli.input.prompt import clean_secret, read_secret

    if test and not service.test_url:
        raise UsageProblem(_("{service} has no place for trying.").format(service=service.name))
    url = service.test_url if test else service.base_url
    connection = app.connection.of_service(service, url)
    if app.dry_run:
        app.screen.records([{"method": "GET", "url": connection.base_url + service.identity}])
        return
    key = clean_secret(key or read_secret(_("Key: "), app.stdin, app.stderr))
    if not key:
        raise UsageProblem(_("The key is empty."))
    if service.identity:
        who = Credentials(None, None, key, "prompt")
        connection.session_of(who).send(Request("GET", service.identity))
    services.keep(connection, service, connection.base_url, key, insecure)
    app.screen.say(
        _("Signed in to {service} at {url}, profile {profile}.").format(
            service=service.name, url=connection.base_url, profile=connection.profile.name
        )
    )


def _service(app: App, name: str) -> Api:
    found = app.registry.service(name)
    if found is None:
        known = ", ".join(app.registry.services()) or "-"
        raise UsageProblem(
            _("There is no service {name!r}.").format(name=name),
            _("Installed: {names}.").format(names=known),
        )
    return found


def identity_of(app: App, session: Any) -> tuple[Any, account.Company]:
    """The user and the company that the credentials belong to. Raises `AlegraError`."""
    user = session.send(Request("GET", ALEGRA.identity)).body
    return user, _company(app, session)


def keep(app: App, who: Credentials, company: account.Company, insecure: bool) -> None:
    """The token in the keyring, or in a file, and everything else in the profile in force."""
    name = app.connection.profile.name
    _store(app).set(name, who.token or "", insecure=insecure)
    cache.forget(app)
    _save_profile(app, name, who, company)


def _profile_to_sign_in(app: App) -> None:
    """Raises `UsageProblem` for a profile that can't be saved into."""
    from alegra_cli.config.file import check_name, is_sandbox

    name = app.connection.profile.name
    if is_sandbox(name):
        raise UsageProblem(
            _("The sandbox needs no sign-in."), _("alegra --profile sandbox invoices list")
        )
    check_name(name)


def asked_for(app: App, email: str | None, token: str | None) -> Credentials:
    from alegra_cli.input.prompt import clean_secret, read_line, read_secret

    email = (email or read_line(_("E-mail: "), app.stdin, app.stderr)).strip()
    if "@" not in email or any(char.isspace() for char in email):
        raise UsageProblem(_("{email!r} is not an e-mail address.").format(email=email))
    token = clean_secret(token or read_secret(_("API token: "), app.stdin, app.stderr))
    if not token:
        raise UsageProblem(
            _("The token is empty."),
            _("It is in Alegra under Configuración, API - Integraciones con otros sistemas."),
        )
    return Credentials(email=email, token=token, bearer=None, source="prompt")


def _company(app: App, session: Any) -> account.Company:
    try:
        return account.read(session.send(Request("GET", ALEGRA.company)).body)
    except AlegraError as problem:
        app.screen.note(
            _("The company could not be read: {problem}").format(problem=problem.message)
        )
        return account.Company(None, None, None, None)


def _save_profile(app: App, name: str, who: Credentials, company: account.Company) -> None:
    from alegra_cli.config.file import Profile

    first = not app.config.profiles
    profile = app.config.profiles.get(name) or Profile(name)
    changed = attrs.evolve(
        profile,
        email=who.email,
        # The token belongs to the place where it was verified.
        base_url=None if app.connection.base_url == ALEGRA.base_url else app.connection.base_url,
        country=company.country or profile.country,
        timezone=company.timezone or profile.timezone,
        company_id=company.identification or profile.company_id,
        company_name=company.name or profile.company_name,
        token=None,
        bearer=None,
    )
    app.config.save_profile(changed)
    if first:
        app.config.use(name)


def report(app: App, who: Credentials, user: Any, company: account.Company) -> None:
    name = app.connection.profile.name
    if app.screen.format != "table":
        app.screen.record({"profile": name, "user": user, "company": attrs.asdict(company)})
        return
    app.screen.say(
        _("Signed in as {email}, profile {profile}.").format(email=who.email, profile=name)
    )
    if company.country:
        app.screen.say(
            _("Company: {name}, country {country}, time zone {timezone}.").format(
                name=company.name, country=company.country, timezone=company.timezone
            )
        )


def _logout() -> Leaf:
    other = Option(["--service"], metavar="NAME", help=_("Forget the key of this service only."))
    return Leaf("logout", run_logout, [other], _("Forget the token of a profile."))


def run_logout(app: App, service: str | None) -> None:
    name = app.connection.profile.name
    if service is not None:
        services.forget(app.connection, _service(app, service))
        app.screen.say(_("The key of {service} is forgotten.").format(service=service))
        return
    if app.dry_run:
        app.screen.note(_("Dry run: nothing was forgotten."))
        return
    _store(app).delete(name)
    cache.forget(app)
    profile = app.config.profiles.get(name)
    if profile is not None and (profile.token or profile.bearer):
        app.config.save_profile(attrs.evolve(profile, token=None, bearer=None))
    app.screen.say(_("Signed out of the profile {profile}.").format(profile=name))


def _status() -> Leaf:
    return Leaf("status", run_status, (), _("Who is signed in, checked with Alegra."))


def run_status(app: App) -> None:
    base = app.connection.base_url
    if app.dry_run:
        app.screen.records([{"method": "GET", "url": base + ALEGRA.identity}])
        return
    who = app.connection.credentials
    record: dict[str, Any] = {
        "profile": app.connection.profile.name,
        "base_url": base,
        "email": who.email if who else None,
        "source": who.source if who else None,
        "authenticated": False,
    }
    if who is None:
        app.screen.record(record)
        raise NotSignedIn(
            _("No credentials for the profile {profile}.").format(
                profile=app.connection.profile.name
            )
        )
    try:
        user = app.connection.session.send(Request("GET", ALEGRA.identity)).body
    except NotSignedIn:
        app.screen.record(record)
        raise
    app.screen.record({**record, "authenticated": True, "user": user})


def _store(app: App) -> TokenStore:
    return TokenStore(paths.config_file(app.env).parent)
