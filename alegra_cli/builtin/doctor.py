"""``alegra doctor``: what works, what this account can reach, and what to do about the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import click

from alegra_cli.app import App
from alegra_cli.commands.leaf import Leaf
from alegra_cli.connection import company
from alegra_cli.declare import ALEGRA, Api, Column, Resource
from alegra_cli.errors import (
    AlegraError,
    Forbidden,
    NoServiceKey,
    NotFound,
    NotSignedIn,
    PlanLimit,
)
from alegra_cli.i18n import N_, _, ngettext
from alegra_cli.operations import pages
from alegra_cli.registry import PluginProblem
from alegra_cli.wire import Reply, Request

COLUMNS = (
    Column("Check", "check"),
    Column("State", "state", "word"),
    Column("Detail", "detail"),
    Column("What to do", "hint"),
)


OK, WARNING, FAILED = N_("ok"), N_("warning"), N_("failed")
REACHABLE, BROKEN = N_("reachable"), N_("broken")


@attrs.frozen
class ReportLine:
    """One line of the report. state: ok, warning, failed, or how a resource answered."""

    check: str
    state: str
    detail: str = ""
    hint: str = ""
    resource: str | None = None
    error: AlegraError | None = None

    def record(self, readable: bool) -> dict[str, Any]:
        told = attrs.asdict(self, filter=attrs.filters.exclude("error"))
        return {**told, "check": _(self.check)} if readable and self.resource is None else told


def command() -> click.Command:
    return Leaf(
        "doctor", run, (), _("Check the set-up and what this account can reach."), mends=True
    )


def run(app: App) -> None:
    """Prints every finding; raises the error of the first check that stops all the others."""
    if app.dry_run:
        app.screen.records(_requests(app), (Column("Method", "method"), Column("URL", "url")))
        return
    findings = []
    for finding in examine(app):
        findings.append(finding)
    readable = app.screen.format == "table"  # for machines a check has one name in every language
    shown = _summed_up(findings) if readable else findings
    app.screen.records([finding.record(readable) for finding in shown], COLUMNS)
    stopped = next((finding.error for finding in findings if finding.state == FAILED), None)
    if stopped is not None:
        raise stopped


def _summed_up(findings: list[ReportLine]) -> list[ReportLine]:
    """The resources that can be reached as one line: the others are worth reading."""
    reached = [finding for finding in findings if finding.state == REACHABLE]
    rest = [finding for finding in findings if finding.state != REACHABLE]
    if not reached:
        return rest
    text = ngettext("{count} resource", "{count} resources", len(reached))
    place = next((at for at, one in enumerate(rest) if one.resource), len(rest))
    told = ReportLine(N_("resources"), REACHABLE, text.format(count=len(reached)))
    return [*rest[:place], told, *rest[place:]]


def examine(app: App) -> Iterator[ReportLine]:
    """Every finding in order; a failed one of the first three ends it."""
    for step in (_config, _credentials, _sign_in):
        finding = step(app)
        yield finding
        if finding.state == FAILED:
            return
    yield _company(app)
    reply = _ask(app, Request("GET", ALEGRA.identity))
    if isinstance(reply, Reply):
        yield _quota(reply)
    yield _numberings(app)
    for name, resource in app.registry.resources():
        if isinstance(resource, PluginProblem):
            yield ReportLine(name, BROKEN, resource.message, resource.hint, name)
        else:
            yield _reach(app, resource)


def _config(app: App) -> ReportLine:
    check = N_("configuration")
    try:
        detail = _("{file}, profile {profile}").format(
            file=app.config.path, profile=app.connection.profile.name
        )
    except AlegraError as problem:
        return ReportLine(check, FAILED, problem.message, problem.hint, error=problem)
    warnings = app.config.warnings
    if warnings:
        return ReportLine(check, WARNING, f"{detail}; {'; '.join(warnings)}")
    return ReportLine(check, OK, detail)


def _credentials(app: App) -> ReportLine:
    check = N_("credentials")
    who = app.connection.credentials
    if who is None:
        error = NotSignedIn(
            _("No credentials for the profile {profile}.").format(
                profile=app.connection.profile.name
            )
        )
        return ReportLine(check, FAILED, error.message, error.hint, error=error)
    name = who.email or _("bearer token")
    return ReportLine(check, OK, _("{name}, from {source}").format(name=name, source=_(who.source)))


def _sign_in(app: App) -> ReportLine:
    check = N_("sign-in")
    reply = _ask(app, Request("GET", ALEGRA.identity))
    if isinstance(reply, AlegraError):
        return ReportLine(check, FAILED, reply.message, reply.hint, error=reply)
    who = reply.body if isinstance(reply.body, dict) else {}
    names = [who.get("name"), who.get("lastName")]
    name = " ".join(str(part) for part in names if part) or str(who.get("email", ""))
    return ReportLine(check, OK, _("{name}, role {role}").format(name=name, role=who.get("role")))


def _company(app: App) -> ReportLine:
    check = N_("company")
    reply = _ask(app, Request("GET", ALEGRA.company))
    if isinstance(reply, AlegraError):
        return ReportLine(check, WARNING, reply.message, reply.hint)
    found = company.read(reply.body)
    company.remember(app.config, app.connection.profile, found, app.screen.note)
    detail = _("{name}, country {country}, time zone {timezone}").format(
        name=found.name, country=found.country, timezone=found.timezone
    )
    return ReportLine(check, OK, detail)


def _quota(reply: Reply) -> ReportLine:
    headers = {key.lower(): value for key, value in reply.headers.items()}
    left, limit, reset = (
        headers.get(f"x-rate-limit-{word}") for word in ("remaining", "limit", "reset")
    )
    if left is None:
        return ReportLine(N_("rate limit"), WARNING, _("The API did not tell it."))
    detail = _("{left} of {limit} requests left, new ones in {reset} s").format(
        left=left, limit=limit, reset=reset
    )
    return ReportLine(N_("rate limit"), OK, detail)


def _numberings(app: App) -> ReportLine:
    check = N_("numberings")
    reply = _ask(app, Request("GET", ALEGRA.numberings))
    if isinstance(reply, AlegraError):
        return ReportLine(check, _state(reply), reply.message, reply.hint)
    rows = reply.body if isinstance(reply.body, list) else []
    problems = [
        text for row in rows for text in company.numbering_problems(row, app.connection.today())
    ]
    detail = _("{count} numberings").format(count=len(rows))
    if problems:
        hint = _("Ask the tax authority for a new range and add it in Alegra.")
        return ReportLine(check, WARNING, "; ".join([detail, *problems]), hint)
    return ReportLine(check, OK, detail)


def _reach(app: App, resource: Resource) -> ReportLine:
    """One cheap GET: the first row of the list, or the record where there is no list."""
    request = probe(resource)
    if request is None:
        return ReportLine(resource.name, OK, _("Nothing to probe."), resource=resource.name)
    reply = _ask(app, request, resource.api)
    if isinstance(reply, AlegraError):
        return ReportLine(
            resource.name, _state(reply), reply.message, reply.hint, resource=resource.name
        )
    return ReportLine(resource.name, REACHABLE, resource=resource.name)


def probe(resource: Resource) -> Request | None:
    """The cheapest request that tells whether a resource can be reached."""
    listing = resource.by_verb("list")
    if listing is not None:
        request: Request = pages.page_request(resource, listing, (), 0, 1)
        return request
    for action in resource.actions:
        if action.method == "GET" and not action.arguments:
            return Request("GET", resource.path + action.path)
    return None


_STATES: tuple[tuple[type[AlegraError], Callable[[], str]], ...] = (
    (PlanLimit, lambda: N_("not in the plan")),
    (Forbidden, lambda: N_("not permitted")),
    (NotFound, lambda: N_("missing")),
    (NoServiceKey, lambda: N_("no key")),
)


def _state(problem: AlegraError) -> str:
    return next((word() for kind, word in _STATES if isinstance(problem, kind)), N_("failing"))


def _ask(app: App, request: Request, api: Api = ALEGRA) -> Reply | AlegraError:
    try:
        return app.connection.for_api(api).session.send(request)
    except AlegraError as problem:
        return problem


def _requests(app: App) -> Iterator[dict[str, str]]:
    """The requests that a real run would send."""
    base = app.connection.base_url
    for path in (ALEGRA.identity, ALEGRA.company, ALEGRA.numberings):
        yield {"method": "GET", "url": base + path}
    for _name, resource in app.registry.resources():
        if isinstance(resource, Resource) and (request := probe(resource)):
            own = app.connection.for_api(resource.api).base_url
            yield {"method": "GET", "url": own + request.path}
