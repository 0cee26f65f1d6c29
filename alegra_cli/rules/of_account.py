"""The country's rules for this account: the resource's own, other plugins', the country packs'."""

from __future__ import annotations

from collections.abc import Iterable

from alegra_cli.app import App
from alegra_cli.declare import CountryRule, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.registry import GENERIC
from alegra_cli.rules import country


def rulebook(
    app: App, resource: Resource, rules: Iterable[CountryRule] = (), asked: str | None = None
) -> country.Rulebook | None:
    """The rules in force; None where the country is not known and none was asked for.

    asked: what ``--country`` says. Raises `UsageProblem` for a country that no pack is for.
    """
    version = country_of(app, asked)
    if version is None:
        return None
    installed = app.registry.countries()
    # A country that nobody has a pack for gets the rules of every country.
    version = next((name for name in installed if country.same(name, version)), GENERIC)
    more = [*rules, *app.registry.country_rules(version, resource.name)]
    return country.Rulebook(version, more, _codes(app, version), app.today().isoformat())


def country_of(app: App, asked: str | None) -> str | None:
    """The API's spelling of the country asked for, or of the account's."""
    if not asked:
        return app.country
    installed = app.registry.countries()
    known = next((name for name in installed if country.same(name, asked)), None)
    if known is None:
        raise UsageProblem(
            _("There is no country {word!r}.").format(word=asked),
            _("Countries: {list}.").format(list=", ".join(installed)),
        )
    return known


def _codes(app: App, version: str) -> country.Codes:
    def codes(name: str) -> frozenset[str]:
        from alegra_cli.rules import catalogs

        pack = app.registry.country(version)
        return catalogs.codes(pack, name) if pack else frozenset()

    return codes
