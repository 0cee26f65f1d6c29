"""Which list of a country's catalogue has the codes of a field or a filter.

The one place that knows it: helps and the schema ask here, so that no field is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from alegra_cli.declare import Country, Field, Filter
from alegra_cli.i18n import _
from alegra_cli.registry import GENERIC, Registry
from alegra_cli.rules.of_account import country_named

CodesByPath = Mapping[str, tuple[str, ...]]
"""The names of the lists by the path of a field, or the parameter of a filter."""


def code_lists(
    registry: Registry, version: str | None, resource: str, items: Iterable[Field | Filter] = ()
) -> CodesByPath:
    """The lists of a resource in a country.

    version: of the country. Where it is not known the lists have the names that each country
    takes. items: those that name their list themselves, since no rule of a country is about them.
    """
    known = (country_named(registry, version) or GENERIC) if version else None
    found: dict[str, dict[str, None]] = {}
    for name in [known] if known else registry.countries():
        pack = registry.country(name)
        for rule in registry.country_rules(name, resource):
            if rule.catalog:
                shown = rule.catalog if known else _for_all(pack, rule.catalog)
                found.setdefault(rule.field, {})[shown] = None
        for item in items:
            if item.catalog and pack and (own := _own(pack, item.catalog)):
                key = item.path if isinstance(item, Field) else item.param
                found.setdefault(key, {})[own if known else item.catalog] = None
    return {path: tuple(names) for path, names in found.items()}


def where_codes_are(lists: CodesByPath, path: str) -> str:
    """``codes: `alegra catalog cfdiuse```; empty for a field without a list."""
    if path not in lists:
        return ""
    command = ", ".join(f"`alegra catalog {name}`" for name in lists[path])
    return _("codes: {command}").format(command=command)


def lines_of_help(lists: CodesByPath, items: Iterable[Field | Filter]) -> Iterator[str]:
    """A line for each option whose values are codes."""
    for item in items:
        path = item.path if isinstance(item, Field) else item.param
        option = item.option if isinstance(item, Field) else item.names[0]
        for name in lists.get(path, ()) if option else ():
            yield _("Codes of {option}: `alegra catalog {list}`").format(option=option, list=name)


def _for_all(pack: Country | None, name: str) -> str:
    """The name of a list that other countries know theirs by, too."""
    names = pack.list_names if pack else ()
    return next((also for also, listed in names if listed == name), name)


def _own(pack: Country, word: str) -> str:
    """What a pack calls the list of that English name; empty where it has none."""
    from alegra_cli.rules import catalogs

    return next(iter(catalogs.lists_of_name(pack, word)), "")
