"""What is wrong with a plugin, told with its distribution, and with the hint for who reads it."""

from __future__ import annotations

import traceback

from alegra_cli.i18n import _
from alegra_cli.registry import entry_points
from alegra_cli.registry.faults import fault
from alegra_cli.registry.module_language import OURS
from alegra_cli.registry.plugin_entry import PluginEntry, PluginProblem


def unloadable(plugin: PluginEntry, problem: Exception) -> PluginProblem:
    """What its module raised as it was imported and looked at."""
    wrong = fault(plugin.module, problem)
    repair = _("Mend {place}.").format(place=wrong.place or plugin.module)
    if source := plugin.point.source:
        repair += " " + _("Then install {folder} again.").format(folder=source)
    return _problem(
        plugin,
        _("The plugin {name} of {distribution} {version} can't be loaded: {problem}"),
        wrong.text,
        author_hint=f"{repair} {wrong.right_words}".strip(),
        user_hint=_("Update or uninstall {distribution}; every other command works."),
    )


def failure(problem: BaseException) -> PluginProblem | None:
    """What a stranger's code raised at work, told as that of its plugin; None where none had a
    part in it.

    Code of ours that a plugin called counts as the plugin's: what it was given is.
    """
    frames = [
        (str(frame.f_globals.get("__name__", "")), f"{frame.f_code.co_filename}:{line}")
        for frame, line in traceback.walk_tb(problem.__traceback__)
    ]
    # What a function gave is its own, though it is over.
    function = getattr(problem, "function", None)
    if code := getattr(function, "__code__", None):
        frames.append((str(function.__module__), f"{code.co_filename}:{code.co_firstlineno}"))
    modules = [module for module, _place in reversed(frames)]
    for module, place in reversed(frames):
        if plugins := _of_package(module.partition(".")[0]):
            own = [one for module in modules for one in plugins if one.module == module]
            text = _("The plugin {name} of {distribution} {version} failed: {problem}")
            if not own and len({one.name for one in plugins}) > 1:
                text = _("{distribution} {version} failed: {problem}")
            return _problem(
                (own or plugins)[0],
                text,
                f"{type(problem).__name__}: {problem} ({place})",
                author_hint=_("Mend {place}; -vv shows how it came there.").format(place=place),
                user_hint=_(
                    "Update {distribution}, or tell whoever makes it what -vv shows; "
                    "commands without it work."
                ),
            )
    return None


def _of_package(package: str) -> list[PluginEntry]:
    """What a stranger's package brings."""
    if package in OURS:
        return []
    return [
        PluginEntry(point)
        for group in (entry_points.MAIN, *entry_points.HOOKS)
        for point in entry_points.points(group)
        if point.module.partition(".")[0] == package
    ]


def _problem(
    plugin: PluginEntry, text: str, problem: str, author_hint: str, user_hint: str
) -> PluginProblem:
    """The hint is the author's where the plugin was installed from a folder of its source."""
    told = PluginProblem(
        text.format(
            name=plugin.name,
            distribution=plugin.distribution,
            version=plugin.version,
            problem=problem,
        ),
        user_hint.format(distribution=plugin.distribution)
        if plugin.point.source is None
        else author_hint,
    )
    told.author_hint = author_hint
    return told
