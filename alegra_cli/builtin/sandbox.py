"""``alegra sandbox``: the embedded Alegra."""

from __future__ import annotations

import datetime
import re
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.days import told_of
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Choice, Option, whole
from alegra_cli.connection import sandbox
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.rules.of_account import country_named
from alegra_cli.sandbox import DEMO_EMAIL, DEMO_TOKEN
from alegra_cli.sandbox.books.settings import AUTHORITY, PLANS

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import SandboxSetArguments
    from alegra_cli.sandbox.books import Books

COUNTED = ("contacts", "items", "invoices", "payments", "credit-notes")


def command() -> click.Command:
    makers = {
        "authority": _authority,
        "reset": _reset,
        "serve": _serve,
        "set": _set,
        "status": _status,
    }
    return Group("sandbox", dict(makers), _("An Alegra of your own to try things on."))


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
            assert ctx is not None
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
    path = sandbox.database(app.env)
    if path.exists():
        ask(app, partial(_question, app), yes, of_company=False)
    try:
        reset(path, country, seed, size, day)
    except OSError as problem:
        raise sandbox.unusable_folder(path, problem) from problem
    run_status(app)


def _question(app: App, _somebody: bool) -> str:
    try:
        company = _books(app).call("GET", "/company")["name"]
    except (AlegraError, sqlite3.Error):
        company = "?"  # a file that can't be used is what a reset is for
    return _("Throw away {company}, the sandbox's company, with all that was entered?").format(
        company=company
    )


def _status() -> Leaf:
    return Leaf("status", run_status, (), _("The company, what it holds, and the switches."))


def run_status(app: App) -> None:
    books = _books(app)
    company = books.call("GET", "/company")
    numbers = {
        name: books.call("GET", f"/{name}", query={"metadata": "true", "limit": "1"})["metadata"][
            "total"
        ]
        for name in COUNTED
    }
    record = {
        "file": str(sandbox.database(app.env)),
        "company": company["name"],
        "country": company["applicationVersion"],
        "email": DEMO_EMAIL,
        "token": DEMO_TOKEN,
        **numbers,
        **books.settings.all(),
    }
    app.screen.record(record)


def _set() -> Leaf:
    params = (*_limits(), *_answers())
    return Leaf("set", run_set, params, _("Change the quota, the plan, the form of new ids."))


def _limits() -> list[Option]:
    """How much may be asked for."""
    return [
        Option(["--rate-limit"], metavar="N", type=whole(1), help=_("Requests a window.")),
        Option(["--rate-window"], metavar="S", type=whole(1), help=_("Seconds a window lasts.")),
        Option(
            ["--contacts-limit"],
            metavar="N",
            type=whole(0),
            help=_("Requests to /contacts a window; more are answered 400 with code 429. 0: any."),
        ),
        Option(
            ["--parallel"],
            metavar="N",
            type=whole(0),
            help=_("Requests at once; more are answered 503. 0: any."),
        ),
        Option(
            ["--plan"],
            type=Choice(tuple(PLANS)),
            help=_("What the plan allows; the rest is a 400 with code 900, 907, 908 or 911."),
        ),
    ]


def _answers() -> list[Option]:
    """What is answered otherwise than the books would."""
    return [
        Option(
            ["--withhold"],
            multiple=True,
            metavar="PATH",
            help=_("Answer 402 below this path, as a plan without it does. Can be repeated."),
        ),
        Option(
            ["--forbid"],
            multiple=True,
            metavar="PATH",
            help=_("Answer 403 below this path. Can be repeated."),
        ),
        Option(
            ["--answer"],
            metavar="STATUS[:CODE]",
            help=_("Answer every request with this error, such as 503 or 400:AEP1005."),
        ),
        Option(
            ["--late-answer"],
            metavar="STATUS[:CODE]",
            help=_("Do every write, and answer it with this error all the same."),
        ),
        Option(
            ["--ignore"],
            multiple=True,
            metavar="PARAMETER",
            help=_("Take this parameter of lists and do nothing with it. Can be repeated."),
        ),
        Option(
            ["--grant"],
            is_flag=True,
            help=_("Withhold, forbid, ignore and answer so no more, with the whole plan."),
        ),
        *_ways(),
    ]


def _ways() -> list[Option]:
    """Where accounts differ from each other."""
    return [
        Option(
            ["--uuid-ids/--short-ids"],
            default=None,
            help=_("Ids of all new records are UUIDs, or none; as upstream before either is said."),
        ),
        Option(
            ["--partial-contacts/--named-contacts"],
            default=None,
            help=_("A change of a contact needs no name and no identification, or does."),
        ),
        Option(
            ["--one-name/--both-names"],
            default=None,
            help=_("A contact has `name` or `nameObject` and not both, or may have both."),
        ),
    ]


_GRANTED: dict[str, Any] = {
    "withheld": [],
    "forbidden": [],
    "idle_parameters": [],
    "plan": "whole",
    "answer": "",
    "late_answer": "",
}


def run_set(app: App, **given: Unpack[SandboxSetArguments]) -> None:
    """Change the switches that were named, and show all of them.

    ``--grant`` comes first, so that what is named beside it holds. Raises `UsageProblem` where
    there is nothing to change or an answer is no status.
    """
    settings = _books(app).settings
    apart = ("withhold", "forbid", "ignore", "grant")
    changes: dict[str, Any] = {
        name: value for name, value in given.items() if name not in apart and value is not None
    }
    if given["grant"]:
        changes = {**_GRANTED, **changes}
    if given["withhold"]:
        changes["withheld"] = ["/" + path.strip("/") for path in given["withhold"]]
    if given["forbid"]:
        changes["forbidden"] = ["/" + path.strip("/") for path in given["forbid"]]
    if given["ignore"]:
        changes["idle_parameters"] = list(given["ignore"])
    if not changes:
        raise UsageProblem(_("There is nothing to change; --help lists the switches."))
    for name, option in (("answer", "--answer"), ("late_answer", "--late-answer")):
        if not re.fullmatch(r"([45]\d\d(:\w+)?)?", changes.get(name, "")):
            text = _("{option} takes a status from 400 on, and perhaps a code.")
            raise UsageProblem(text.format(option=option))
    if app.dry_run:
        app.screen.note(_("Dry run: the sandbox was left as it is."))
        return
    for name, value in changes.items():
        settings.set(name, value)
    app.screen.record(settings.all())


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
        raise UsageProblem(
            _("Port {port} can't be used: {problem}").format(port=port, problem=reason(problem)),
            _("--port 0 takes a free one."),
        ) from problem


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
    # Whatever the profile in force is: these commands are about the sandbox.
    return sandbox.books(app.env, app.clock.now().date())
