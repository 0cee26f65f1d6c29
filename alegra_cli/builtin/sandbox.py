"""``alegra sandbox``: the embedded Alegra."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.builtin.sandbox_set import set_leaf
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.days import period_called, told_of
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Choice, Option, whole
from alegra_cli.config.file import SANDBOX, sandbox_name
from alegra_cli.connection import sandbox
from alegra_cli.errors import AlegraError, ConfigProblem, UsageProblem
from alegra_cli.errors.unusable_files import unusable_port, unwritable
from alegra_cli.i18n import _
from alegra_cli.rules.of_account import country_named
from alegra_cli.sandbox import DEMO_EMAIL, DEMO_TOKEN
from alegra_cli.sandbox.books.settings import AUTHORITY

if TYPE_CHECKING:
    from alegra_cli.sandbox.books import Books

COUNTED = ("contacts", "items", "invoices", "payments", "credit-notes")


def command() -> click.Command:
    makers = {
        "authority": _authority,
        "received": _received_command,
        "reset": _reset,
        "serve": _serve,
        "set": _set,
        "status": _status,
    }
    return Group("sandbox", dict(makers), _("An Alegra of your own to try things on."))


def _set() -> Leaf:
    return set_leaf(_books)


def _reset() -> Leaf:
    from alegra_cli.sandbox.seed import COUNTRIES, SIZES

    country = _Place(COUNTRIES, case_sensitive=False)
    params = [
        Option(["--country"], type=country, default="colombia", help=_("Where the company is.")),
        Option(
            ["--seed"],
            metavar="N",
            type=whole(0),
            default=1,
            help=_("The same number, the same company."),
        ),
        Option(["--size"], type=Choice(tuple(SIZES)), default="small", help=_("How much.")),
        Option(["--today"], metavar="DATE", help=_("The last day of its year of business.")),
        yes_option(),
    ]
    return Leaf("reset", run_reset, params, _("Throw everything away and make a new company."))


class _Place(Choice):
    """A country of the sandbox by any spelling of it: CR, México, costa rica."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            if ctx is None:  # nobody knows the countries then
                raise
            named = country_named(ctx.obj.registry, str(value))
            if named not in self.choices:
                raise
            return named


def run_reset(app: App, country: str, seed: int, size: str, today: str | None, yes: bool) -> None:
    """Raises `Cancelled` where somebody keeps the company that is there."""
    from alegra_cli.input.dates import parse_day
    from alegra_cli.sandbox.database import reset

    day: datetime.date = app.clock.now().date()
    if today:
        with told_of("--today"):
            day = parse_day(today, day)
    if app.dry_run:
        app.screen.note(_("Dry run: the sandbox was left as it is."))
        return
    path = sandbox.database(app.env, _profile(app))
    if path.exists():
        ask(app, partial(_question, app), yes, of_company=False)
    try:
        reset(path, country, seed, size, day)
    except OSError as problem:
        raise sandbox.unusable_folder(path, problem) from problem
    run_status(app)


def _question(app: App, _somebody: bool) -> str:
    try:
        books = _books(app)
        with _readable(books):
            company = books.call("GET", "/company")["name"]
    except (AlegraError, sqlite3.Error):
        company = "?"  # a file that can't be used is what a reset is for
    return _("Throw away {company}, the sandbox's company, with all that was entered?").format(
        company=company
    )


def _status() -> Leaf:
    return Leaf("status", run_status, (), _("The company, what it holds, and the switches."))


def run_status(app: App) -> None:
    books = _books(app)
    with _readable(books):
        company = books.call("GET", "/company")
        record = {
            "profile": _profile(app),
            "file": str(sandbox.database(app.env, _profile(app))),
            "company": company["name"],
            "country": company["applicationVersion"],
            "email": DEMO_EMAIL,
            "token": DEMO_TOKEN,
            **{name: _number(books, name) for name in COUNTED},
            **books.settings.all(),
        }
    app.screen.record(record)


def _number(books: Books, resource: str) -> Any:
    found = books.call("GET", f"/{resource}", query={"metadata": "true", "limit": "1"})
    return found["metadata"]["total"]


@contextlib.contextmanager
def _readable(books: Books) -> Iterator[None]:
    """A file whose records are not what the sandbox writes was damaged. Raises `AlegraError`."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, sqlite3.DatabaseError) as problem:
        raise sandbox.unusable_file(books.store.path, _("it is damaged")) from problem


def _authority() -> Leaf:
    params = [Argument(["mode"], required=False, type=Choice(AUTHORITY), metavar="[MODE]")]
    text = _("How the tax authority behaves, and how many documents reached it.")
    closing = _("Modes: {modes}.").format(modes=", ".join(AUTHORITY))
    return Leaf("authority", run_authority, params, text, closing)


def run_authority(app: App, mode: str | None) -> None:
    from alegra_cli.sandbox.books.authority import LOG

    books = _books(app)
    if mode and not app.dry_run:
        books.settings.set("authority", mode)
    elif mode:
        app.screen.note(_("Dry run: the sandbox was left as it is."))
    app.screen.record(
        {"authority": books.settings.get("authority"), "reached": books.store.count(LOG)}
    )


def _received_command() -> Leaf:
    params = [
        Argument(["folder"], metavar="DIR"),
        Option(
            ["--count"],
            metavar="N",
            type=whole(1, 10_000),
            default=20,
            show_default=True,
            help=_("Documents that are right."),
        ),
        Option(
            ["--month"],
            metavar="MONTH",
            help=_("The month that they are of, as 2026-10; the last one without it."),
        ),
        Option(["--seed"], metavar="N", type=whole(0), default=1, help=_("As in `reset`.")),
    ]
    text = _("Write what suppliers send to its company, and the tax authority's list of it.")
    return Leaf("received", run_received, params, text)


def run_received(app: App, folder: str, count: int, month: str | None, seed: int) -> None:
    """Raises `UsageProblem` for a folder that is there, or a country without such documents."""
    from alegra_cli.sandbox.suppliers.month import UnknownCountry, write

    with told_of("--month"):
        first = period_called(app, month or "last-month").first.replace(day=1)

    if app.dry_run:
        app.screen.note(_("Dry run: nothing was written."))
        return
    try:
        told = write(_books(app), Path(folder), first, count, seed)
    except FileExistsError as problem:
        raise UsageProblem(_("{file} is there already.").format(file=folder)) from problem
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    except UnknownCountry as problem:
        raise UsageProblem(
            _("Suppliers in {country} send no documents that are read.").format(country=problem),
            _("`alegra sandbox reset --country` makes a company elsewhere."),
        ) from problem
    app.screen.record(told)


def _serve() -> Leaf:
    params = [
        Option(
            ["--port"],
            metavar="N",
            type=whole(0, 65535),
            default=sandbox.PORT,
            show_default=True,
            help=_("Where to listen; 0 takes a free port."),
        ),
        Option(["--email"], help=_("The user to accept.")),
        Option(["--token"], help=_("The token to accept.")),
    ]
    return Leaf("serve", run_serve, params, _("Serve the sandbox on this machine for any client."))


def run_serve(app: App, port: int, email: str | None, token: str | None) -> None:
    from alegra_cli.sandbox.http.app import SandboxApp
    from alegra_cli.sandbox.http.server import serve

    email, token = _pair(app, email, token)
    served = SandboxApp(_books(app), email, token, app.registry.mounts)

    def ready(url: str) -> None:
        if app.screen.format in ("json", "jsonl"):
            text = exact.dumps({"url": url, "email": email, "token": token})
        else:
            text = _("The sandbox listens at {url}").format(url=url)
            text += f"\n  ALEGRA_BASE_URL={url}\n  ALEGRA_EMAIL={email}"
            text += f"\n  ALEGRA_TOKEN={token if token == DEMO_TOKEN else '***'}\n"
            text += _("Ctrl-C ends it.")
        app.screen.say(text)
        app.stdout.flush()

    try:
        serve(served, port, ready, app.screen.log)
    except OSError as problem:
        raise unusable_port(port, problem) from problem


def _pair(app: App, email: str | None, token: str | None) -> tuple[str, str]:
    """Options, else both variables, else the demo pair; never one of each."""
    if bool(email) != bool(token):
        raise UsageProblem(_("--email and --token go together."))
    if email and token:
        return email, token
    if app.env.get("ALEGRA_EMAIL") and app.env.get("ALEGRA_TOKEN"):
        return app.env["ALEGRA_EMAIL"], app.env["ALEGRA_TOKEN"]
    return DEMO_EMAIL, DEMO_TOKEN


def _books(app: App) -> Books:
    """The books of the sandbox that is meant, let go of when the command is over."""
    books = sandbox.books(app.env, app.clock.now().date(), _profile(app))
    click.get_current_context().call_on_close(books.close)
    return books


def _profile(app: App) -> str:
    """The sandbox that is meant: the plain one where the profile in force is none.

    Raises `UsageProblem` for a name that no sandbox can have.
    """
    name = app.options.profile or app.env.get("ALEGRA_PROFILE") or ""
    if not name:
        with contextlib.suppress(ConfigProblem):  # a damaged file has nothing to say here
            name = app.config.default_profile
    return f"{SANDBOX}:{named}" if (named := sandbox_name(name)) else SANDBOX
