"""A resource that no plugin declares, told of the plugin that names it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _
from alegra_cli.registry.named_resources import named_resources
from alegra_cli.registry.plugin_entry import PluginEntry, PluginProblem
from alegra_cli.registry.problems import problem_of
from alegra_cli.registry.source_lines import line_of

if TYPE_CHECKING:
    from alegra_cli.declare import Resource


Declared = Iterable[tuple[PluginEntry, Sequence["Resource"]]]


def unknown_resource(resource: str, names: Sequence[str], imported: Declared) -> PluginProblem:
    """imported: the plugins of this run and what they declare; only one of them can have asked."""
    near = did_you_mean(resource, names)
    plugin, owner = _who_names(resource, imported)
    if plugin is None:
        return PluginProblem(_("No plugin declares {resource}.").format(resource=resource), near)
    place = line_of(plugin.module, resource, owner)
    return problem_of(
        plugin,
        _(
            "The plugin {name} of {distribution} {version} names {problem}, "
            "which no plugin declares."
        ),
        resource,
        place=place,
        author_hint=near,
        user_hint=_(
            "Update {distribution}, or install what brings {resource}; commands without it work."
        ).replace("{resource}", resource),
    )


def _who_names(resource: str, imported: Declared) -> tuple[PluginEntry | None, str]:
    """The plugin, and what of its declaration does so."""
    for plugin, declared in imported:
        for one in declared:
            for where, name in named_resources(one):
                if name == resource:
                    return plugin, where.partition(" ")[2]
    return None, ""
