"""From a profile to a session: where requests go, in whose name, and what is known of the account.

The embedded sandbox is a profile like any other whose session is mounted in-process.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from alegra_cli.config import paths
from alegra_cli.declare.api import ALEGRA
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.i18n import _, ngettext

if TYPE_CHECKING:
    from alegra_cli.app import App
    from alegra_cli.config.credentials import Credentials
    from alegra_cli.declare import Api
    from alegra_cli.sandbox.books import Books
    from alegra_cli.transport import write_log
    from alegra_cli.wire import Session

SANDBOX = "sandbox"
SANDBOX_PORT = 8765
# Where `alegra sandbox serve` listens by default, so that the curl line of a dry run works
# as soon as it runs. In-process nothing listens there and nothing is sent there.
SANDBOX_URL = f"http://127.0.0.1:{SANDBOX_PORT}/api/v1"

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Account(NamedTuple):
    """What is known of the company without asking the API."""

    country: str | None = None
    timezone: str | None = None


def sandboxed(app: App) -> bool:
    """Whether the session is the sandbox inside this program.

    The profile decides alone: an exported base URL must never turn a rehearsal into the real
    thing. Raises `UsageProblem` when an option asks for both.
    """
    if app.profile.name != SANDBOX:
        return False
    if app.options.base_url:
        raise UsageProblem(
            _("The profile sandbox is inside this program; --base-url means another place."),
            _("Leave one of the two out."),
        )
    return True


def base_url(app: App) -> str:
    """Option, environment, profile, default. Raises `UsageProblem` for an unsafe one."""
    if sandboxed(app):
        return SANDBOX_URL if app.service is None else _mounted(app.service)
    if app.service is not None:
        from alegra_cli.connection import services

        return safe_url(services.url(app, app.service), bool(app.options.insecure))
    url = _asked_url(app) or app.profile.base_url or ALEGRA.base_url
    return safe_url(url, bool(app.options.insecure))


def _mounted(service: Api) -> str:
    """Where the sandbox has another service: under the same path as the real one."""
    parts = urlsplit(SANDBOX_URL)
    return f"{parts.scheme}://{parts.netloc}{urlsplit(service.base_url).path}"


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


def _asked_url(app: App) -> str | None:
    return app.options.base_url or app.env.get("ALEGRA_BASE_URL") or None


def credentials(app: App) -> Credentials | None:
    """Who the requests are from, by the precedence of CLI.md section 1."""
    from alegra_cli.config.credentials import TokenStore, find

    if app.service is not None and not sandboxed(app):
        from alegra_cli.connection import services

        return services.credentials(app, app.service)
    notes: list[str] = []
    found = find(
        app.env,
        app.resolved,
        TokenStore(paths.config_file(app.env).parent),
        notes,
        sandbox=_sandbox_pair() if sandboxed(app) else None,
    )
    for text in notes:
        app.note(text)
    return found


def _sandbox_pair() -> tuple[str, str]:
    from alegra_cli.sandbox import DEMO_EMAIL, DEMO_TOKEN

    return DEMO_EMAIL, DEMO_TOKEN


def session(app: App, who: Credentials | None = None) -> Session:
    """The HTTP session of the profile, or the sandbox mounted in its place.

    who: other credentials than the profile's, for a login that is not saved yet.
    """
    from alegra_cli.transport import HttpSession, Settings, write_log
    from alegra_cli.transport.auth import Basic, Bearer, Nobody
    from alegra_cli.transport.budget import Budget

    url = base_url(app)
    who = who or app.credentials
    adapter: Any = None
    if sandboxed(app):
        from alegra_cli.sandbox.http.adapter import SandboxAdapter

        adapter = SandboxAdapter(open_sandbox(app))
    if who is None:
        auth: Any = Nobody()
    elif app.service is not None and app.service.bearer and sandboxed(app):
        auth = Bearer(who.token or "")
    elif who.bearer:
        auth = Bearer(who.bearer)
    else:
        auth = Basic(who.email or "", who.token or "")
    insecure = bool(app.options.insecure)
    settings = Settings(url, app.options.timeout or 60.0, app.log, app.note, insecure)
    if app.hurried:
        settings = settings._replace(retries=0)
    budget = Budget(
        _budget_file(app, url, who), app.clock, (app.service or ALEGRA).quota, _waiting(app)
    )
    made: Session = HttpSession(settings, auth, budget, app.clock, adapter)
    return write_log.LoggedSession(made, _log_place(app))


def _log_place(app: App) -> write_log.Place:
    from alegra_cli.transport import write_log

    service = "" if app.service is None else app.service.name
    folder = paths.data_dir(app.env) / "log"
    now, began = app.clock.now, app.something_was_written
    return write_log.Place(folder, app.profile.name, service, now, app.note, began)


def open_sandbox(app: App) -> Any:
    """The sandbox application over this user's sandbox database, filled on first use."""
    from alegra_cli.sandbox.http.app import SandboxApp

    return SandboxApp(books(app), mounts=app.registry.mounts)


def ready_sandbox(app: App) -> Path:
    """The path of the sandbox database; the demo company is made when there is none."""
    from alegra_cli.sandbox.database import ensure

    path = sandbox_file(app)
    ensure(path, app.clock.now().date())
    return path


def books(app: App) -> Books:
    """The sandbox's books. Raises `AlegraError` when its file can't be used."""
    from alegra_cli.sandbox.books.store import SandboxUnusable
    from alegra_cli.sandbox.database import open_books

    path = ready_sandbox(app)
    try:
        return open_books(path)
    except SandboxUnusable as problem:
        raise AlegraError(
            _("The sandbox {file} can't be used: {problem}").format(
                file=path, problem=problem.reason
            ),
            _("`alegra sandbox reset` makes a new company in its place."),
        ) from problem


def sandbox_file(app: App) -> Path:
    return paths.data_dir(app.env) / "sandbox.sqlite3"


def account(app: App) -> Account:
    """Country and time zone: cached in the profile, or the sandbox's own company."""
    if not sandboxed(app):
        return Account() if _somebody_else(app) else _cached(app)
    company = books(app).call("GET", "/company")
    return Account(company.get("applicationVersion"), company.get("timezone"))


def company_key(app: App) -> str:
    """What names the company to the API, whatever its profile is called here.

    Asked of the API, so that a renamed profile or another user is the same company.
    Raises `AlegraError`.
    """
    if sandboxed(app):
        from alegra_cli.sandbox.http.signature import instance

        return f"sandbox {instance(books(app).store)}"
    from alegra_cli.wire import Request

    body = app.session.send(Request("GET", ALEGRA.company)).body
    told = body if isinstance(body, dict) else {}
    return f"{base_url(app)} {told.get('id')} {told.get('identification')}"


def _cached(app: App) -> Account:
    # `config set-country` says it for profiles that nobody has signed in with.
    hint = app.config.settings.get("country")
    return Account(app.profile.country or (str(hint) if hint else None), app.profile.timezone)


def _somebody_else(app: App) -> bool:
    """Whether exported credentials serve, and not those that the profile was made with."""
    if app.resolved.explicit:
        return False
    email = app.env.get("ALEGRA_EMAIL")
    exported = bool(email and app.env.get("ALEGRA_TOKEN")) and email != app.profile.email
    return exported or bool(app.env.get("ALEGRA_BEARER_TOKEN"))


def _budget_file(app: App, url: str, who: Credentials | None) -> Path | None:
    """One file for each user of each API; the name tells neither."""
    if who is None:
        return None
    key = hashlib.sha256(f"{url} {who.identity()}".encode()).hexdigest()[:16]
    return paths.cache_dir(app.env) / f"quota-{key}.json"


def _waiting(app: App) -> Any:
    def notice(seconds: float) -> None:
        whole = max(1, int(seconds + 0.999))
        text = ngettext(
            "The rate limit is used up; waiting {count} second.",
            "The rate limit is used up; waiting {count} seconds.",
            whole,
        )
        app.note(text.format(count=whole))

    return notice
