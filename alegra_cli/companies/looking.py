"""What can be told of every company at a glance: signed in, plan, numberings, quota."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.companies.choice import CompanyProfile
from alegra_cli.companies.company_app import CompanyApp
from alegra_cli.companies.merging import COMPANY, ERRORS, error_row
from alegra_cli.companies.runs import CompanyRun, Work, running
from alegra_cli.config.credentials import find
from alegra_cli.config.file import Profile
from alegra_cli.connection.company import Company as Known
from alegra_cli.connection.company import numbering_problems, read, with_company
from alegra_cli.declare import ALEGRA, Column
from alegra_cli.errors import AlegraError, NotSignedIn, PlanLimit
from alegra_cli.i18n import N_
from alegra_cli.wire import Reply, Request

YES, NO = N_("yes"), N_("no")
LISTED = (
    COMPANY,
    Column("Name", "name"),
    Column("Tax id", "identification", priority=1),
    Column("Country", "country", priority=1),
    Column("Signed in", "signed_in", "word", priority=0),
    Column("Groups", "groups"),
)
CHECKED = (
    *LISTED[:-1],
    Column("Not in the plan", "not_in_plan"),
    Column("Numberings that end", "numberings_ending", priority=1),
    Column("Requests left", "requests_left", "integer"),
    Column("A minute", "requests_limit", "integer"),
    *ERRORS,
)


def rows_without_asking(app: App, companies: Sequence[CompanyProfile]) -> list[dict[str, Any]]:
    """What is known without asking anybody."""
    groups = app.config.groups
    return [
        {
            **_profile_row(company.profile),
            "company": company.name,
            "signed_in": YES if _has_credentials(app, company) else NO,
            "groups": [name for name, members in groups.items() if company.name in members],
        }
        for company in companies
    ]


def _profile_row(profile: Profile) -> dict[str, Any]:
    return {
        "company": profile.name,
        "name": profile.company_name,
        "identification": profile.company_id,
        "country": profile.country,
    }


def _has_credentials(app: App, company: CompanyProfile) -> bool:
    from alegra_cli.config.credentials import TokenStore
    from alegra_cli.config.file import SANDBOX, ResolvedProfile

    if company.name == SANDBOX:
        return True
    store = TokenStore(app.config.path.parent)
    return find(company.env, ResolvedProfile(company.profile, explicit=True), store, []) is not None


def check_all(
    app: App, companies: Sequence[CompanyProfile], jobs: int | None
) -> tuple[list[CompanyRun], list[dict[str, Any]]]:
    """The runs, and a row for each company. What was learnt is kept in the profiles."""
    seen: dict[str, Known] = {}
    with running(app, Work(_looking(seen)), companies, jobs) as runs:
        rows = [_row(run) for run in runs]
    _keep(app, seen)
    return runs, rows


def _row(run: CompanyRun) -> dict[str, Any]:
    if run.error is None:
        row: dict[str, Any] = next(run.spool.records())
        return row
    signed_in = NO if isinstance(run.error, NotSignedIn) else None
    row = {**_profile_row(run.company.profile), "signed_in": signed_in}
    return row | error_row(run.name, run.error)


def _keep(app: App, seen: dict[str, Known]) -> None:
    """Remember in the profiles what was learnt; never fails."""
    saved = app.config.profiles
    known = [with_company(saved[name], company) for name, company in seen.items() if name in saved]
    if changed := [profile for profile in known if profile != saved[profile.name]]:
        try:
            app.config.save_profile(*changed)
        except AlegraError as problem:
            app.screen.note(problem.message)


def _looking(seen: dict[str, Known]) -> Callable[[CompanyApp], None]:
    def run(own: CompanyApp) -> None:
        session = own.connection.session
        identity = session.send(Request("GET", ALEGRA.identity))
        missing: list[str] = []
        company = read(_answer_of(own, ALEGRA.company, missing))
        seen[own.company.name] = company
        numberings = _answer_of(own, ALEGRA.numberings, missing)
        own.screen.record(
            {
                "company": own.company.name,
                "name": company.name,
                "identification": company.identification,
                "country": company.country,
                "signed_in": YES,
                "not_in_plan": missing,
                "numberings_ending": [
                    text
                    for row in (numberings if isinstance(numberings, list) else ())
                    for text in numbering_problems(row, own.connection.today())
                ],
                **_quota(identity),
            }
        )

    return run


def _answer_of(own: CompanyApp, path: str, missing: list[str]) -> Any:
    """The answer; what the plan does not have is gone without."""
    try:
        return own.connection.session.send(Request("GET", path)).body
    except PlanLimit:
        missing.append(path.strip("/"))
        return None


def _quota(reply: Reply) -> dict[str, int | None]:
    headers = {key.lower(): value for key, value in reply.headers.items()}

    def number(word: str) -> int | None:
        text = headers.get(f"x-rate-limit-{word}", "")
        return int(text) if text.isdecimal() else None

    return {"requests_left": number("remaining"), "requests_limit": number("limit")}
