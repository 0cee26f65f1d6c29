"""What plugins bring besides commands, as `alegra plugins` tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.i18n import N_
from alegra_cli.registry import (
    COUNTRIES,
    FORMATS,
    MOUNTS,
    READERS,
    SERVICES,
    PluginEntry,
    PluginProblem,
)

KINDS = {
    COUNTRIES: N_("country"),
    FORMATS: N_("format"),
    READERS: N_("reader"),
    SERVICES: N_("service"),
    MOUNTS: N_("sandbox"),
}
"""What the groups bring, in their order here."""


def others(app: App) -> list[PluginEntry]:
    kinds = list(KINDS)
    return sorted(app.registry.others(), key=lambda one: (kinds.index(one.point.group), one.name))


def given(app: App, other: PluginEntry) -> Sequence[Any]:
    """What it gives, looked at as far as can be without using it. Raises `PluginProblem`."""
    found = app.registry.brought(other)
    if other.point.group == FORMATS:
        from alegra_cli.output import writer_class

        app.registry.format(other.name)
        try:
            for one in found:
                writer_class(one.writer)
        except Exception as problem:
            raise app.registry.broken_format(other.name, problem) from problem
    return found


def problem_of(app: App, other: PluginEntry) -> PluginProblem | None:
    try:
        given(app, other)
    except PluginProblem as problem:
        return problem
    return None


def in_words(app: App, other: PluginEntry) -> list[str]:
    """What it gives, a text each. Raises `PluginProblem`."""
    return [text for one in given(app, other) for text in _TEXTS[other.point.group](one)]


def _rules(country: Any) -> Iterator[str]:
    for rule in country.rules:
        yield f"{', '.join(rule.on)} {rule.field}: {rule.requirement}"


def _format(found: Any) -> Iterator[str]:
    yield f"-o {found.name}={found.argument}" if found.argument else f"-o {found.name}"


def _named(found: Any) -> Iterator[str]:
    yield str(found.name)


def _routes(mount: Any) -> Iterator[str]:
    for route in mount.routes:
        yield f"{route.method} {mount.prefix}{route.template}"


_TEXTS: dict[str, Callable[[Any], Iterator[str]]] = {
    COUNTRIES: _rules,
    FORMATS: _format,
    READERS: _named,
    SERVICES: _named,
    MOUNTS: _routes,
}
