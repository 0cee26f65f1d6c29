"""What plugins bring besides commands, as `alegra plugins` tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.errors import NotFound
from alegra_cli.errors.suggestion import did_you_mean, question
from alegra_cli.i18n import N_, _
from alegra_cli.output.format_choice import plugin_writer
from alegra_cli.registry import PluginEntry, PluginProblem
from alegra_cli.registry.entry_points import COUNTRIES, FORMATS, MOUNTS, READERS, SERVICES
from alegra_cli.registry.problems import install_again


class PluginKind(NamedTuple):
    """name: as the list has it. texts: what one contribution is, in a few words each."""

    name: str
    texts: Callable[[Any], Iterator[str]]


def _rules(country: Any) -> Iterator[str]:
    for rule in country.rules:
        yield f"{', '.join(rule.on)} {rule.field}: {rule.requirement}"


def _option(form: Any) -> Iterator[str]:
    argument = f"={form.argument}" if form.argument else ""
    yield f"-o {form.name}" + (f"[{argument}]" if form.optional else argument)


def _name(contribution: Any) -> Iterator[str]:
    yield str(contribution.name)


def _routes(mount: Any) -> Iterator[str]:
    for route in mount.routes:
        yield f"{route.method} {mount.path}{route.template}"


KINDS = {
    COUNTRIES: PluginKind(N_("country"), _rules),
    FORMATS: PluginKind(N_("format"), _option),
    READERS: PluginKind(N_("reader"), _name),
    SERVICES: PluginKind(N_("service"), _name),
    MOUNTS: PluginKind(N_("sandbox"), _routes),
}
"""By the group of their entry points, in the order of the list."""


def others(app: App) -> list[PluginEntry]:
    groups = list(KINDS)
    return sorted(app.registry.others(), key=lambda one: (groups.index(one.point.group), one.name))


def kind_of(other: PluginEntry) -> str:
    return KINDS[other.point.group].name


def contributions(app: App, other: PluginEntry) -> Sequence[Any]:
    """What it gives, looked at as far as can be without using it. Raises `PluginProblem`."""
    given: list[Any] = app.registry.contributions(other)
    if other.point.group == FORMATS:
        app.registry.format(other.name)
        for form in given:
            plugin_writer(form, app.registry)
    if other.point.group == COUNTRIES and "." not in other.name:
        app.registry.country(other.name)  # two may claim it
    return given


def problem_of(app: App, other: PluginEntry) -> PluginProblem | None:
    try:
        contributions(app, other)
    except PluginProblem as problem:
        return problem
    return None


def in_words(app: App, other: PluginEntry) -> list[str]:
    """What it gives, a text each. Raises `PluginProblem`."""
    texts = KINDS[other.point.group].texts
    return [text for one in contributions(app, other) for text in texts(one)]


def trial(app: App, other: PluginEntry) -> Iterator[str]:
    """What came of trying a format, a sentence each. Raises `PluginProblem` where it fails."""
    if other.point.group == FORMATS:
        from alegra_cli.builtin import format_trial

        for form in contributions(app, other):
            yield from format_trial.notes(form, app.registry)


def of_word(app: App, word: str) -> str | list[PluginEntry]:
    """The name of a command in any language, or what is called so and brings none.

    Raises `NotFound`, with what may have been meant, and `PluginProblem` for what is called so in
    a group that nothing reads.
    """
    if name := app.registry.match(word):
        return name
    if brought := app.registry.others(word):
        return brought
    translated = app.registry.meanings(word)
    if len(translated) == 1:
        return translated[0]
    for _stray, problem in app.registry.strays(word):
        raise problem
    names = {*app.registry.names(), *(other.name for other in others(app))}
    near = question(translated) or did_you_mean(word.lower(), names)
    raise NotFound(
        _("There is no plugin {name!r}.").format(name=word),
        f"{near} alegra plugins list. {install_again()}".strip(),
    )
