"""What the program remembers of a company: country, time zone, and the state of its numberings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.app import App

_SOON = timedelta(days=30)
_NEARLY_USED = 95  # percent of a numbering's range


@attrs.frozen
class Company:
    """From GET /company (api/company.yaml)."""

    name: str | None
    identification: str | None
    country: str | None
    timezone: str | None


def read(body: Any) -> Company:
    """The company out of the API's answer; keys that are missing are None."""
    values = body if isinstance(body, dict) else {}

    def text(key: str) -> str | None:
        return str(values[key]) if values.get(key) else None

    return Company(
        text("name"), text("identification"), text("applicationVersion"), text("timezone")
    )


def remember(app: App, company: Company) -> None:
    """Keep country and time zone in the profile, if it is a saved one; never fails."""
    profile = app.profile
    if profile.name not in app.config.profiles:
        return
    known = attrs.evolve(
        profile,
        country=company.country or profile.country,
        timezone=company.timezone or profile.timezone,
        company_id=company.identification or profile.company_id,
        company_name=company.name or profile.company_name,
    )
    if known != profile:
        try:
            app.config.save_profile(known)
        except AlegraError as problem:
            app.note(problem.message)


def numbering_problems(row: Any, today: date) -> list[str]:
    """What will soon stop a numbering: its last day or its last number (number-templates.yaml)."""
    if not isinstance(row, dict) or row.get("status") not in (None, "active"):
        return []
    found = []
    name = row.get("name") or row.get("id")
    try:
        ends = date.fromisoformat(str(row.get("endDate")))
    except ValueError:
        ends = None
    if ends is not None and ends <= today + _SOON:
        found.append(_("{name} ends on {day}").format(name=name, day=ends))
    try:
        following, last = int(row["nextInvoiceNumber"]), int(row["maxInvoiceNumber"])
    except (KeyError, TypeError, ValueError):
        return found
    if last > 0 and following * 100 >= last * _NEARLY_USED:
        found.append(
            _("{name} is at {number} of {last}").format(name=name, number=following, last=last)
        )
    return found
