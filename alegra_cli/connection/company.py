"""What the program remembers of a company: country, time zone, and the state of its numberings.

Depends on: env, config, the resolved profile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.config.file import ConfigFile, Profile, ResolvedProfile

_SOON = timedelta(days=30)
_NEARLY_USED = 95  # percent of a numbering's range


class Region(NamedTuple):
    """What is known of the company without asking the API."""

    country: str | None = None
    timezone: str | None = None


@attrs.frozen
class Company:
    """From GET /company (S35, S36)."""

    name: str | None
    identification: str | None
    country: str | None
    timezone: str | None
    currency: str | None = None
    decimal_sign: str | None = None


def read(body: Any) -> Company:
    """The company out of the API's answer; keys that are missing are None."""
    values = body if isinstance(body, dict) else {}

    def text(key: str) -> str | None:
        return str(values[key]) if values.get(key) else None

    currency = values.get("currency")
    code = currency.get("code") if isinstance(currency, dict) else currency
    return Company(
        text("name"),
        text("identification"),
        text("applicationVersion"),
        text("timezone"),
        str(code) if code else None,
        text("decimalSeparator"),
    )


def account_of(body: Any) -> Region:
    """The account out of the answer of /company."""
    company = read(body)
    return Region(company.country, company.timezone)


def memory_of(env: Mapping[str, str], config: ConfigFile, resolved: ResolvedProfile) -> Region:
    """What the profile remembers, where it is the profile's own user who asks."""
    if _somebody_else(env, resolved):
        return Region()
    # `config set-country` says it for profiles that nobody has signed in with.
    hint = config.settings.get("country")
    profile = resolved.profile
    return Region(profile.country or (str(hint) if hint else None), profile.timezone)


def remembered_name(env: Mapping[str, str], resolved: ResolvedProfile) -> str | None:
    """The company's name as the profile remembers it, for the profile's own user."""
    return None if _somebody_else(env, resolved) else resolved.profile.company_name


def _somebody_else(env: Mapping[str, str], resolved: ResolvedProfile) -> bool:
    """Whether exported credentials serve, and not those that the profile was made with."""
    if resolved.explicit:
        return False
    email = env.get("ALEGRA_EMAIL")
    exported = bool(email and env.get("ALEGRA_TOKEN")) and email != resolved.profile.email
    return exported or bool(env.get("ALEGRA_BEARER_TOKEN"))


def remember(
    config: ConfigFile, profile: Profile, company: Company, note: Callable[[str], None]
) -> None:
    """Keep country and time zone in the profile, if it is a saved one; never fails."""
    if profile.name not in config.profiles:
        return
    known = with_company(profile, company)
    if known != profile:
        try:
            config.save_profile(known)
        except AlegraError as problem:
            note(problem.message)


def with_company(profile: Profile, company: Company) -> Profile:
    """The profile with what is known of its company."""
    return attrs.evolve(
        profile,
        country=company.country or profile.country,
        timezone=company.timezone or profile.timezone,
        company_id=company.identification or profile.company_id,
        company_name=company.name or profile.company_name,
    )


def numbering_problems(row: Any, today: date) -> list[str]:
    """What will soon stop a numbering: its last day or its last number (S39)."""
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
