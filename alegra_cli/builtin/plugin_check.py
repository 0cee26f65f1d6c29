"""``alegra plugins check``: what the author of a plugin hears, and the tests to pass."""

from __future__ import annotations

from collections.abc import Sequence

from alegra_cli.app import App
from alegra_cli.builtin import plugin_doubts, plugin_kinds, plugin_languages, plugin_suite
from alegra_cli.declare import Resource
from alegra_cli.errors import Invalid
from alegra_cli.i18n import _, ngettext
from alegra_cli.registry import PluginEntry, PluginProblem


def run_check(app: App, name: str) -> None:
    known = plugin_kinds.of_word(app, name)
    if not isinstance(known, str):
        _check_others(app, known)
        return
    name = known
    declared = _load_for_author(app, name)
    for resource in declared:
        for note in plugin_doubts.of_resource(app, resource):
            app.screen.note(note)
    for note in plugin_languages.of_one_language(app.registry.entry(name)):
        app.screen.note(note)
    _refuse_undeclared(app, name, declared)
    failed = plugin_suite.failures(app, name)
    if failed:
        raise Invalid(
            ngettext(
                "The plugin {name} fails {count} test.",
                "The plugin {name} fails {count} tests.",
                failed,
            ).format(name=name, count=failed),
            _("The lines above say which and where."),
        )
    app.screen.note(_("The plugin {name} passes.").format(name=name))


def _refuse_undeclared(app: App, name: str, declared: Sequence[Resource]) -> None:
    """Raises `Invalid` where the plugin names a resource that nobody declares: what asks for it
    fails, and so would its tests."""
    plugin = app.registry.entry(name)
    notes = [note for one in declared for note in plugin_doubts.strange_names(app, plugin, one)]
    for note in notes:
        app.screen.note(note)
    if notes:
        raise Invalid(
            _("The plugin {name} was not tried: it names what no plugin declares.").format(
                name=name
            ),
            _("Mend the lines above, or install what brings it."),
        )


def _check_others(app: App, others: Sequence[PluginEntry]) -> None:
    """Raises `PluginProblem` with the author's hint."""
    for other in others:
        if problem := plugin_kinds.problem_of(app, other):
            raise problem.for_author()
        given = "; ".join(plugin_kinds.in_words(app, other))
        text = (
            _("The plugin {name} gives: {given}.")
            if given
            else _("The plugin {name} gives nothing.")
        )
        app.screen.note(text.format(name=other.name, given=given))
        for note in (
            *plugin_doubts.of_country(app, other),
            *plugin_languages.of_one_language(other),
            *plugin_kinds.trial(app, other),
        ):
            app.screen.note(note)
    app.screen.note(
        _(
            "What brings no command has no more tests. Look at what it makes: of records with"
            " -o, of a country with `alegra validate RESOURCE FILE --country COUNTRY`."
        )
    )


def _load_for_author(app: App, name: str) -> list[Resource]:
    """What the plugin declares; notes for its author what it uses that will go.

    Raises `PluginProblem` with the author's hint, wherever the plugin was installed from.
    """
    import warnings

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", DeprecationWarning)
        try:
            app.registry.need_command(name)
            resource, group = app.registry.resource(name), app.registry.group(name)
        except PluginProblem as problem:
            raise problem.for_author() from problem
    for line in heard:
        app.screen.note(f"{line.filename}:{line.lineno}: {line.message}")
    return [*([resource] if resource else []), *group]
