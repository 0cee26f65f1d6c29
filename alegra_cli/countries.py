"""Country rules on a body: pure functions over declarations.

The country comes from the account (``applicationVersion`` of /company) and is compared
case-insensitively (_CROSS_CUTTING.md section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from alegra_cli.checking import Problem, places
from alegra_cli.declare import CountryRule, Field, Resource
from alegra_cli.i18n import _

COUNTRIES = (
    "argentina",
    "chile",
    "colombia",
    "costaRica",
    "mexico",
    "panama",
    "peru",
    "republicaDominicana",
    "spain",
)


def same(one: str, other: str) -> bool:
    """``costa-rica`` is ``costaRica``."""
    return _plain(one) == _plain(other)


def known(word: str) -> str | None:
    """The API's spelling of a country, or None."""
    return next((country for country in COUNTRIES if same(country, word)), None)


def rules_in(
    resource: Resource, country: str, more: Iterable[CountryRule] = ()
) -> Iterator[CountryRule]:
    """The rules in force, those that the fields imply (`required_in`) first."""
    for field in resource.fields:
        if any(same(country, place) for place in field.required_in):
            yield CountryRule(country, field.path)
    for rule in (*resource.rules, *more):
        if same(rule.country, country):
            yield rule


def fields_in(resource: Resource, country: str | None) -> list[Field]:
    """The fields that exist in a country; all of them when it is unknown."""
    return [
        field
        for field in resource.fields
        if not country or not field.countries or any(same(country, c) for c in field.countries)
    ]


def problems(
    body: dict[str, Any], resource: Resource, country: str, more: Iterable[CountryRule] = ()
) -> list[Problem]:
    """What this country's rules find wrong with the body."""
    found: list[Problem] = []
    for rule in rules_in(resource, country, more):
        if rule.when is None or _holds(body, *rule.when):
            found += _broken(rule, body)
    return found


def _broken(rule: CountryRule, body: dict[str, Any]) -> Iterator[Problem]:
    present = [
        (path, value)
        for path, value, absent in places(body, rule.field)
        if not absent and value not in (None, "")
    ]
    if rule.requirement == "required" and not present:
        text = rule.message or _("is needed in {country}").format(country=rule.country)
        yield Problem(rule.field, text, rule.sure)
    if rule.requirement == "forbidden":
        for path, _value in present:
            text = rule.message or _("does not exist in {country}").format(country=rule.country)
            yield Problem(path, text, rule.sure)
    if rule.requirement == "choices":
        allowed = {_plain(choice) for choice in rule.choices}
        for path, value in present:
            if _plain(str(value)) not in allowed:
                text = rule.message or _("{value} is not one of {choices}").format(
                    value=value, choices=", ".join(rule.choices)
                )
                yield Problem(path, text, rule.sure)


def _holds(body: dict[str, Any], path: str, value: str) -> bool:
    found = [_plain(str(item)) for _path, item, absent in places(body, path) if not absent]
    return _plain(value) in found


def _plain(text: str) -> str:
    return text.replace("-", "").replace("_", "").replace(" ", "").casefold()
