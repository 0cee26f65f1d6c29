"""Finding plugins: names without importing, one at a time, or all for the contract tests.

Entry points of the group ``alegra_cli.plugins``: the name is the command, the module's
docstring is its summary, the folder it lies in is its section. Those of ``alegra_cli.aliases``
are other names for a command, with the same module; ``alegra_cli.names.es`` has the one that help
shows in Spanish, and ``alegra_cli.aliases.es`` further ones. A broken plugin is a `Broken` entry,
never an exception for the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from alegra_cli.errors import OF_STRANGERS
from alegra_cli.i18n import _
from alegra_cli.registry import entry_points
from alegra_cli.registry.contributions import WrongContribution, contributions_of, need_hook
from alegra_cli.registry.entry_points import (
    ALIASES,
    COUNTRIES,
    FORMATS,
    HOOKS,
    MOUNTS,
    NAMES,
    READERS,
    SERVICES,
    Point,
)
from alegra_cli.registry.plugin_entry import SECTIONS, PluginEntry, PluginProblem

if TYPE_CHECKING:
    import click
    import pluggy

    from alegra_cli.declare import Api, Country, CountryRule, Format, Resource, Template
    from alegra_cli.declare.received import InvoiceReader
    from alegra_cli.sandbox.extension import Mount

__all__ = ["GENERIC", "SECTIONS", "PluginEntry", "PluginProblem", "Registry", "entry_points"]

OUR_DISTRIBUTION = "alegra-cli"
GENERIC = "generic"
"""The pack of every country that has none of its own."""


class Registry:
    """The plugins of this installation, less what ``ALEGRA_PLUGINS_OFF`` names."""

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        env = os.environ if env is None else env
        left_out = env.get("ALEGRA_PLUGINS_OFF", "")
        self._left_out = {name.strip() for name in left_out.split(",") if name.strip()}
        self._entries: dict[str, list[PluginEntry]] = {}
        for point in self._points(entry_points.MAIN):
            self._entries.setdefault(point.name, []).append(PluginEntry(point))
        self._managers: dict[str, pluggy.PluginManager] = {}

    def names(self) -> list[str]:
        return sorted(self._entries)

    def entry(self, name: str) -> PluginEntry:
        """Raises `PluginProblem` when two distributions claim the name."""
        if len(self._entries[name]) == 1:
            return self._entries[name][0]
        claims = {(item.distribution, item.module): item for item in self._entries[name]}
        if len(claims) > 1:
            owners = sorted(item[0] for item in claims)
            others = [owner for owner in owners if owner != OUR_DISTRIBUTION]
            raise PluginProblem(
                _("Two installed packages claim the command {name}: {claims}.").format(
                    name=name, claims=", ".join(owners)
                ),
                _("Uninstall one of them, or leave it out with ALEGRA_PLUGINS_OFF={name}.").format(
                    name=(others or owners)[-1]
                ),
            )
        return next(iter(claims.values()))

    def match(self, word: str) -> str | None:
        """The command that `word` means: itself, an alias, or the only plural of either."""
        if word in self._entries:
            return word
        other = self._aliases()
        plurals = {word, word + "s", word + "es", word.removesuffix("y") + "ies"}
        hits = {other.get(name, name) for name in (*self._entries, *other) if name in plurals}
        return hits.pop() if len(hits) == 1 else None

    def also(self, name: str) -> list[str]:
        """Other names of the command."""
        return sorted(other for other, own in self._aliases().items() if own == name)

    def meanings(self, word: str) -> list[str]:
        """The commands that a word of any language stands for, by their names."""
        from alegra_cli import words

        for group in (NAMES, ALIASES):
            hits = {
                own
                for language in words.LANGUAGES
                for name, own in self._names(f"{group}.{language}")
                if words.key(name.partition(".")[0]) == words.key(word)
            }
            if hits:
                return sorted(hits)
        return []

    def in_language(self, code: str) -> dict[str, str]:
        """What the commands are called in a language, by their names."""
        return {own: name for name, own in self._names(f"{NAMES}.{code}")}

    def in_other_languages(self, name: str) -> list[str]:
        """Every name that a command has in any language, those of several commands too."""
        from alegra_cli import words

        groups = [f"{group}.{code}" for code in words.LANGUAGES for group in (NAMES, ALIASES)]
        named = (pair for group in groups for pair in self._names(group))
        return sorted({other.partition(".")[0] for other, own in named if own == name})

    def _aliases(self) -> dict[str, str]:
        """Other names of commands; looked up only for a word that is none."""
        return dict(self._names(ALIASES))

    def _names(self, group: str) -> Iterator[tuple[str, str]]:
        """(name as the entry point has it, the command's own) of a group of names."""
        modules = {point.module: name for name, found in self._entries.items() for point in found}
        for point in self._points(group):
            if point.module in modules:
                yield point.name, modules[point.module]

    def _points(self, group: str) -> Iterator[Point]:
        """Those that nobody left out. The pack of a country stays: what it refuses would go."""
        for point in entry_points.points(group):
            is_pack = group == COUNTRIES and "." not in point.name
            if is_pack or not self._left_out or not self._is_left_out(point):
                yield point

    def _is_left_out(self, point: Point) -> bool:
        """By its own name, or by that of its distribution."""
        if point.name in self._left_out:
            return True
        plain = {entry_points.plain_name(name) for name in self._left_out}
        return entry_points.plain_name(point.metadata("Name")) in plain

    def load(self, name: str) -> pluggy.PluginManager:
        """The plugin behind `name`, imported and checked. Raises `PluginProblem`."""
        if name not in self._managers:
            found = self.entry(name)
            try:
                self._managers[name] = _import(found)
            except OF_STRANGERS as problem:
                raise _fault(found, problem) from problem
        return self._managers[name]

    def _all(self, name: str, hook: str) -> list[Any]:
        """Everything that a hook of the plugin gives. Raises `PluginProblem`."""
        manager = self.load(name)
        try:
            return contributions_of(manager, hook, name)
        except OF_STRANGERS as problem:
            raise _fault(self.entry(name), problem) from problem

    def group(self, name: str) -> list[Resource]:
        """The resources that the plugin `name` declares under its name as a group."""
        return [one for one in self._all(name, "alegra_resources") if one.group == name]

    def resource(self, name: str) -> Resource | None:
        """The resource that the plugin `name` declares under its own name."""
        declared = self._all(name, "alegra_resources")
        return next((one for one in declared if one.name == name and not one.group), None)

    def declaration(self, name: str) -> Resource:
        """The resource called `name`. Raises `PluginProblem` where no plugin declares it."""
        resource = self.resource(name) if name in self._entries else None
        if resource is None:
            from alegra_cli.registry.unknown_resource import unknown_resource

            raise unknown_resource(name, self.names(), self.imports())
        return resource

    def imports(self) -> Iterator[tuple[PluginEntry, list[Resource]]]:
        """The plugins of commands that this run imported and that work, and what they declare."""
        for name in list(self._managers):
            with suppress(PluginProblem):
                yield self.entry(name), self._all(name, "alegra_resources")

    def countries(self) -> list[str]:
        """Every country that a pack is installed for, as the API spells it; not `GENERIC`."""
        points = self._points(COUNTRIES)
        return sorted({point.name.partition(".")[0] for point in points} - {GENERIC})

    def country(self, version: str) -> Country | None:
        """The pack of a country, or None. Raises `PluginProblem` for a broken one.

        Only the entry point that is called exactly like the country is its pack; what others
        bring under ``country.word`` adds rules and takes nothing away.
        """
        from alegra_cli.declare.rule import spelling

        # Another spelling means the same country: it would take the place of the pack.
        wanted = spelling(version)
        owners = [point for point in self._points(COUNTRIES) if spelling(point.name) == wanted]
        if len({point.module for point in owners}) > 1:
            claims = ", ".join(sorted(PluginEntry(point).distribution for point in owners))
            raise PluginProblem(
                _("Two installed packages claim the country {name}: {claims}.").format(
                    name=version, claims=claims
                ),
                _("Uninstall one of them; what adds to a country is called {name}.WORD.").format(
                    name=version
                ),
            )
        packs = self.contributions(PluginEntry(owners[0])) if owners else []
        return next((pack for pack in packs if pack.version == version), None)

    def country_rules(self, version: str, resource: str) -> list[CountryRule]:
        """What the pack of a country says of a resource, then what others add, by name."""
        packs = self._packs_of(version)
        return [rule for pack in packs for rule in pack.rules if resource in rule.on]

    def country_templates(self, version: str, resource: str) -> list[Template]:
        """The files of a resource that the packs of a country know, in the same order."""
        packs = self._packs_of(version)
        return [item for pack in packs for item in pack.templates if resource in item.on]

    def _packs_of(self, version: str) -> list[Country]:
        points = [
            point for point in self._points(COUNTRIES) if point.name.partition(".")[0] == version
        ]
        points.sort(key=lambda point: (point.name != version, point.name))
        return [pack for point in points for pack in self.contributions(PluginEntry(point))]

    def formats(self) -> list[str]:
        """Names of the output formats that plugins bring."""
        return sorted({point.name for point in self._points(FORMATS)})

    def format(self, name: str) -> Format | None:
        """The output format of that name, or None. Raises `PluginProblem` for a broken one."""
        self._refuse_rivals(name)
        found = list(self._of_group(FORMATS, name))
        others = ", ".join(sorted(one.name for one in found))
        named = next((one for one in found if one.name == name), None)
        if named is None and name in self.formats():
            text = _("its entry point is called {name}, and the format that it gives {others}")
            told = text.format(name=name, others=others or "-")
            raise self.broken_format(name, WrongContribution("alegra_formats", told))
        return named

    def _refuse_rivals(self, name: str) -> None:
        points = [point for point in self._points(FORMATS) if point.name == name]
        if len({point.module for point in points}) > 1:
            claims = ", ".join(sorted(PluginEntry(point).distribution for point in points))
            raise PluginProblem(
                _("Two installed packages claim the output format {name}: {claims}.").format(
                    name=name, claims=claims
                ),
                _("Uninstall one of them."),
            )

    def broken_format(self, name: str, problem: BaseException, writer: str = "") -> PluginProblem:
        """What the writer of a plugin's format raised as it was imported, told as the plugin's.

        writer: ``module:class`` as the format has it, where that is what is wrong.
        """
        points = self._points(FORMATS)
        plugin = next(PluginEntry(one) for one in points if one.name == name)
        return _fault(plugin, problem, writer)

    def broken_command(self, name: str, problem: BaseException, function: str) -> PluginProblem:
        """What a module that a command names raised as it was imported, told as the plugin's.

        function: ``module:function`` as the action has it.
        """
        return _fault(self.entry(name), problem, function)

    def services(self) -> list[str]:
        """Names of the other services that plugins bring."""
        return sorted({point.name for point in self._points(SERVICES)})

    def service(self, name: str) -> Api | None:
        """The service of that name, or None. Raises `PluginProblem` for a broken one."""
        brought = self._of_group(SERVICES, name)
        return next((one for one in brought if one.name == name), None)

    def mounts(self) -> Iterator[Mount]:
        """What plugins add to the embedded sandbox. Raises `PluginProblem` for a broken one, after
        all others: it takes none of them with it."""
        broken: list[PluginProblem] = []
        for point in self._points(MOUNTS):
            try:
                yield from self.contributions(PluginEntry(point))
            except PluginProblem as problem:
                broken.append(problem)
        if broken:
            raise broken[0]

    def readers(self) -> list[InvoiceReader]:
        """Of received invoices, by name. Raises `PluginProblem` for a broken one."""
        return sorted(self._of_group(READERS), key=lambda one: one.name)

    def _of_group(self, group: str, name: str | None = None) -> Iterator[Any]:
        """What the modules of a group give, or the one of that name."""
        for point in self._points(group):
            if name in (None, point.name):
                yield from self.contributions(PluginEntry(point))

    def others(self, name: str | None = None) -> list[PluginEntry]:
        """What plugins bring besides commands, or what is called so; not imported."""
        points = (point for group in HOOKS for point in self._points(group))
        return [PluginEntry(point) for point in points if name in (None, point.name)]

    def strays(self, name: str | None = None) -> list[tuple[PluginEntry, PluginProblem]]:
        """What stands in a group that nothing reads, or what is called so there."""
        from alegra_cli.registry.problems import stray

        entries = [PluginEntry(point) for point in entry_points.strays()]
        named = [(one, stray(one)) for one in entries if name in (None, one.name)]
        return [(one, problem) for one, problem in named if problem]

    def contributions(self, other: PluginEntry) -> list[Any]:
        """What one of the `others` gives, as its hook does. Raises `PluginProblem`."""
        hook = HOOKS[other.point.group]
        try:
            manager = _import(other)
            need_hook(manager, hook)
            return contributions_of(manager, hook, other.name)
        except OF_STRANGERS as problem:
            raise _fault(other, problem) from problem

    def command(self, name: str) -> click.Command:
        """The Click command that the plugin `name` brings, which declares no resource.

        Raises `PluginProblem` where it brings none.
        """
        self.need_command(name)
        brought: list[click.Command] = self._all(name, "alegra_commands")
        return next(item for item in brought if item.name == name)

    def need_command(self, name: str) -> None:
        """Raises `PluginProblem` where the plugin brings nothing that is called `name`."""
        hooks = ("alegra_resources", "alegra_commands")
        brought = [one for hook in hooks for one in self._all(name, hook)]
        if any(name in (one.name, getattr(one, "group", "")) for one in brought):
            return
        try:
            need_hook(self.load(name), *hooks)
            others = ", ".join(sorted(str(one.name) for one in brought))
            text = _("its entry point is called {name}, and what it gives {others}")
            raise WrongContribution(hooks[0], text.format(name=name, others=others or "-"))
        except WrongContribution as problem:
            raise _fault(self.entry(name), problem) from problem

    def resources(self) -> Iterator[tuple[str, Resource | PluginProblem]]:
        """Every declared resource, or what is wrong with it; imports every plugin."""
        for name in self.names():
            try:
                resource = self.resource(name)
            except PluginProblem as problem:
                yield name, problem
                continue
            if resource is not None:
                yield name, resource
            for one in self.group(name):
                yield f"{name} {one.name}", one


def _fault(found: PluginEntry, problem: BaseException, named: str = "") -> PluginProblem:
    # Not imported where all is well.
    from alegra_cli.registry.problems import unloadable

    return unloadable(found, problem, named)


def _import(found: PluginEntry) -> pluggy.PluginManager:
    import pluggy

    from alegra_cli import hookspecs

    module = found.point.load()
    wanted = str(getattr(module, "api_version", hookspecs.API_VERSION))
    if wanted.partition(".")[0] != hookspecs.API_VERSION:
        raise ValueError(
            _("it is written for version {wanted} of plugins, and this program has {ours}").format(
                wanted=wanted, ours=hookspecs.API_VERSION
            )
        )
    made = _MANAGERS.get((id(module), found.name))
    if made is None:
        made = pluggy.PluginManager(hookspecs.PROJECT)
        made.add_hookspecs(hookspecs)
        made.register(module, name=found.name)
        made.check_pending()
        _MANAGERS[id(module), found.name] = made
    return made


# For a process of many runs, as the server for assistants is one: looking through a module for
# its hooks takes longer than most of what they tell. A manager keeps its module, so no other
# module has its id.
_MANAGERS: dict[tuple[int, str], pluggy.PluginManager] = {}
