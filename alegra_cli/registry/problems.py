"""What is wrong with a plugin, told with its distribution, and with the hint for who reads it."""

from __future__ import annotations

import traceback
from pathlib import Path

from alegra_cli.errors.suggestion import nearest, question
from alegra_cli.i18n import _
from alegra_cli.registry import entry_points
from alegra_cli.registry.faults import fault
from alegra_cli.registry.module_language import OURS
from alegra_cli.registry.plugin_entry import PluginEntry, PluginProblem


def unloadable(plugin: PluginEntry, problem: BaseException, named: str = "") -> PluginProblem:
    """What its module raised as it was imported and looked at.

    named: ``module:name`` of what the module names, where that is what is wrong.
    """
    wrong = fault(plugin.module, problem, named)
    return problem_of(
        plugin,
        _("The plugin {name} of {distribution} {version} can't be loaded: {problem}"),
        wrong.text,
        place=wrong.place,
        author_hint=wrong.right_words,
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
            plugin = (own or plugins)[0]
            return _problem(
                plugin,
                text,
                f"{type(problem).__name__}: {problem} ({place})",
                author_hint=_("Mend {place}; -vv shows how it came there.").format(
                    place=source_place(plugin, place)
                )
                + _reinstall(plugin),
                user_hint=_(
                    "Update {distribution}, or tell whoever makes it what -vv shows; "
                    "commands without it work."
                ),
            )
    return None


def stray(plugin: PluginEntry) -> PluginProblem | None:
    """Its entry point stands in a group that nothing reads; None where the group is another
    program's."""
    group = plugin.point.group
    groups = (
        entry_points.MAIN,
        *entry_points.HOOKS,
        entry_points.ALIASES,
        f"{entry_points.NAMES}.es",
        f"{entry_points.ALIASES}.es",
    )
    near = nearest(group, groups, most=1, cutoff=0.75)
    if not near and not group.startswith(entry_points.OURS):
        return None
    text = _("{distribution} {version} has entry points in the group {group}, which nothing reads.")
    told = text.format(distribution=plugin.distribution, version=plugin.version, group=group)
    return PluginProblem(told, f"{question(near)} {install_again()}".strip())


def install_again() -> str:
    """For an author whose entry point is new, or was mended."""
    return _("Entry points are read as a package is installed: `pip install` it again.")


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


def problem_of(
    plugin: PluginEntry, text: str, problem: str, place: str, author_hint: str, user_hint: str
) -> PluginProblem:
    """place: what its author has to mend, as FILE:LINE or a file; empty for its module.

    author_hint: what follows that.
    """
    repair = _("Mend {place}.").format(place=source_place(plugin, place) or plugin.module)
    repair = f"{repair}{_reinstall(plugin)} {author_hint}".strip()
    return _problem(plugin, text, problem, repair, user_hint)


def _reinstall(plugin: PluginEntry) -> str:
    """A sentence, with a blank before it, where what runs is a copy of the author's folder."""
    source = plugin.point.source
    return " " + _("Then install {folder} again.").format(folder=source) if source else ""


def source_place(plugin: PluginEntry, place: str) -> str:
    """The place in the folder that the plugin was installed from, where its copy is meant."""
    source = plugin.point.source
    file, colon, line = place.rpartition(":")
    if not colon or not line.isdigit():
        file, colon, line = place, "", ""
    installed = Path(plugin.point.folder).parent
    if source and plugin.point.folder and Path(file).is_relative_to(installed):
        inside = Path(file).relative_to(installed)
        for folder in (Path(source), Path(source, "src")):
            if (folder / inside).is_file():
                return f"{folder / inside}{colon}{line}"
    return place


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
