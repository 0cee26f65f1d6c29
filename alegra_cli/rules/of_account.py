"""The one place that decides which rules hold: the resource's own and the country packs'."""

from __future__ import annotations

from datetime import date

from alegra_cli.declare import Country, Resource, TaxIdReading, Template
from alegra_cli.declare.rule import EVERYWHERE, Lists
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _, in_each_language
from alegra_cli.registry import GENERIC, PluginProblem, Registry
from alegra_cli.rules import country


def rulebook(
    registry: Registry,
    own_country: str | None,
    today: date,
    resource: Resource,
    asked: str | None = None,
) -> country.Rulebook | None:
    """The rules in force; None where the country is not known and none was asked for.

    own_country: the account's, as the API spells it. asked: what ``--country`` says.
    Raises `UsageProblem` for a country that no pack is for.
    """
    version = country_of(registry, own_country, asked)
    if version is None:
        # Those of every country hold in one that is not known, too.
        everywhere = any(rule.country == EVERYWHERE for rule in resource.rules)
        return country.Rulebook("", (), lambda _name: {}, today.isoformat()) if everywhere else None
    # A country that nobody has a pack for gets the rules of every country.
    version = country_named(registry, version) or GENERIC
    rules = registry.country_rules(version, resource.name)
    return country.Rulebook(version, rules, _lists(registry, version), today.isoformat())


def country_of(registry: Registry, own_country: str | None, asked: str | None) -> str | None:
    """The API's spelling of the country asked for, or of the account's."""
    if not asked:
        return own_country
    known = country_named(registry, asked)
    if known is None:
        raise UsageProblem(
            _("There is no country {word!r}.").format(word=asked),
            _("Countries: {list}.").format(list=", ".join(registry.countries())),
        )
    return known


def tax_id_reading(
    registry: Registry, own_country: str | None, asked: str | None = None
) -> TaxIdReading | None:
    """How the country reads a tax id; None where the country, or its way, is not known."""
    pack = _pack(registry, own_country, asked)
    return pack.tax_id if pack else None


def usual_decimal_sign(
    registry: Registry, own_country: str | None, asked: str | None = None
) -> str | None:
    """The sign of decimals in the country; None where the country is not known."""
    pack = _pack(registry, own_country, asked)
    return pack.decimal if pack else None


def _pack(registry: Registry, own_country: str | None, asked: str | None) -> Country | None:
    version = country_of(registry, own_country, asked)
    version = country_named(registry, version) if version else None
    return registry.country(version) if version else None


def country_named(registry: Registry, word: str) -> str | None:
    """The API's spelling of a country that a pack is for, by any spelling of it.

    ``costa-rica`` needs no pack to be read; ``cr`` and ``República Dominicana`` are in the packs.
    """
    installed = registry.countries()
    for version in installed:
        if country.same(version, word):
            return version
    return next((name for name in installed if word_of(registry, name, word)), None)


def templates(registry: Registry, version: str | None, resource: Resource) -> list[Template]:
    """The files of a resource that are known in a country, in each where it is not known."""
    versions = registry.countries()
    if version:
        versions = [country_named(registry, version) or GENERIC]
    return [one for name in versions for one in registry.country_templates(name, resource.name)]


def word_of(registry: Registry, version: str, word: str) -> bool:
    """Whether a pack knows its country by the word; one that can't be read knows none."""
    try:
        pack = registry.country(version)
    except PluginProblem:
        return False
    if pack is None:
        return False
    names = (pack.iso, *in_each_language(pack.label), *pack.synonyms)
    return any(country.same(one, word) for one in names)


def _lists(registry: Registry, version: str) -> Lists:
    def lists(name: str) -> dict[str, str]:
        from alegra_cli.rules import catalogs

        pack = registry.country(version)
        return dict(catalogs.entries(pack, name) or []) if pack else {}

    return lists
