"""A plugin that was loaded, and fails as it works: whose it is, and in which line."""

from __future__ import annotations

import traceback

from alegra_cli.i18n import _
from alegra_cli.registry import HOOKS, PluginEntry, PluginProblem, entry_points

OURS = ("alegra_cli", "alegra_plugins")


def failure(problem: BaseException) -> PluginProblem | None:
    """What a stranger's code raised, told as that of its plugin; None where none had a part in it.

    Code of ours that a plugin called counts as the plugin's: what it was given is.
    """
    own = {
        point.module.partition(".")[0]: point
        for group in (entry_points.MAIN, *HOOKS)
        for point in entry_points.points(group)
        if point.module.partition(".")[0] not in OURS
    }
    for frame, line in reversed(list(traceback.walk_tb(problem.__traceback__))):
        package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if point := own.get(package):
            return _told(PluginEntry(point), problem, f"{frame.f_code.co_filename}:{line}")
    return None


def _told(plugin: PluginEntry, problem: BaseException, place: str) -> PluginProblem:
    author_hint = _("Mend {place}; -vv shows how it came there.").format(place=place)
    user_hint = _(
        "Update {distribution}, or tell whoever makes it what -vv shows; commands without it work."
    ).format(distribution=plugin.distribution)
    told = PluginProblem(
        _("The plugin {name} of {distribution} {version} failed: {problem}").format(
            name=plugin.name,
            distribution=plugin.distribution,
            version=plugin.version,
            problem=f"{type(problem).__name__}: {problem} ({place})",
        ),
        user_hint if plugin.point.source is None else author_hint,
    )
    told.author_hint = author_hint
    return told
