"""The resource whose records are documents of one side and kind, by what it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alegra_cli.i18n import _
from alegra_cli.registry.plugin_entry import PluginProblem

if TYPE_CHECKING:
    from alegra_cli.declare import Resource
    from alegra_cli.registry import Registry


def tax_document(registry: Registry, side: str, kind: str) -> Resource:
    """The one that says so in its `TaxDocument`; only the plugins of that section are imported.

    Raises `PluginProblem` where there is none, or more than one.
    """
    found: list[Resource] = []
    broken: list[PluginProblem] = []
    for name in registry.names():
        try:
            if registry.entry(name).section != side:
                continue
            resource = registry.resource(name)
        except PluginProblem as problem:  # it is told where its own command runs
            broken.append(problem)
            continue
        document = resource.tax_document if resource else None
        if resource and document and (document.side, document.kind) == (side, kind):
            found.append(resource)
    if len(found) == 1:
        return found[0]
    if not found and broken:
        raise broken[0]
    if not found:
        raise PluginProblem(_("No plugin declares {resource}.").format(resource=f"{side} {kind}"))
    names = ", ".join(one.name for one in found)
    raise PluginProblem(
        _("More than one resource declares {document}: {names}.").format(
            document=f"{side} {kind}", names=names
        ),
        _("Leave one of them out with ALEGRA_PLUGINS_OFF={name}.").format(name=found[-1].name),
    )
