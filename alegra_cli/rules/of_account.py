"""The country's rules for this account: the resource's own, other plugins', the country packs'."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alegra_cli.declare import CountryRule, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.registry import GENERIC, Registry
from alegra_cli.rules import country


def rulebook(
    registry: Registry,
    own_country: str | None,
    today: date,
    resource: Resource,
    rules: Iterable[CountryRule] = (),
    asked: str | None = None,
) -> country.Rulebook | None:
    """The rules in force; None where the country is not known and none was asked for.

    own_country: the account's, as the API spells it. asked: what ``--country`` says.
    Raises `UsageProblem` for a country that no pack is for.
    """
    version = country_of(registry, own_country, asked)
    if version is None:
        return None
    installed = registry.countries()
    # A country that nobody has a pack for gets the rules of every country.
    version = next((name for name in installed if country.same(name, version)), GENERIC)
    more = [*rules, *registry.country_rules(version, resource.name)]
    return country.Rulebook(version, more, _codes(registry, version), today.isoformat())


def country_of(registry: Registry, own_country: str | None, asked: str | None) -> str | None:
    """The API's spelling of the country asked for, or of the account's."""
    if not asked:
        return own_country
    installed = registry.countries()
    known = next((name for name in installed if country.same(name, asked)), None)
    if known is None:
        raise UsageProblem(
            _("There is no country {word!r}.").format(word=asked),
            _("Countries: {list}.").format(list=", ".join(installed)),
        )
    return known


def _codes(registry: Registry, version: str) -> country.Codes:
    def codes(name: str) -> frozenset[str]:
        from alegra_cli.rules import catalogs

        pack = registry.country(version)
        return catalogs.codes(pack, name) if pack else frozenset()

    return codes
