"""What plugins bring besides commands, as `alegra plugins` tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.declare import CountryRule
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import N_, _
from alegra_cli.output.format_choice import plugin_writer
from alegra_cli.registry import PluginEntry, PluginProblem
from alegra_cli.registry.entry_points import COUNTRIES, FORMATS, MOUNTS, READERS, SERVICES


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


def doubts(app: App, other: PluginEntry) -> Iterator[str]:
    """What its author may have spelt wrongly: another plugin may as well bring it."""
    if other.point.group != COUNTRIES:
        return
    rules = [rule for country in contributions(app, other) for rule in country.rules]
    for name, field in dict.fromkeys((name, rule.field) for rule in rules for name in rule.on):
        if doubt := _doubt_of(app, name, field):
            yield doubt
    yield from _lists_that_are_not_there(app, other.name.partition(".")[0], rules)


def _lists_that_are_not_there(
    app: App, version: str, rules: Sequence[CountryRule]
) -> Iterator[str]:
    """A rule on the codes of a list that the pack does not have lets everything pass."""
    from alegra_cli.rules import catalogs

    pack = app.registry.country(version)
    known = [one.name for one in catalogs.names(pack)] if pack else []
    for name in dict.fromkeys(rule.catalog for rule in rules if rule.catalog):
        if name not in known:
            text = _("The pack of {country} has no list {name}, so the rule holds for nothing.")
            near = did_you_mean(name, known)
            yield f"{text.format(country=version, name=name)} {near}".strip()


def _doubt_of(app: App, name: str, field: str) -> str:
    if name not in app.registry.names():
        text = _("No plugin declares {resource}.").format(resource=name)
        return f"{text} {did_you_mean(name, app.registry.names())}".strip()
    resource = app.registry.resource(name)
    declared = [one.path for one in resource.fields] if resource else []
    if field in declared:
        return ""
    text = _("{resource} declares no {field}, so no option gives it.")
    near = did_you_mean(field, declared)
    return f"{text.format(resource=name, field=field)} {near}".strip()
