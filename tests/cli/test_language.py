"""Spanish and English: nothing that a person reads stays behind in English."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import click
import pytest

import live_tree
from alegra_cli import i18n
from alegra_cli.builtin.config import SETTINGS
from alegra_cli.builtin.sandbox import AUTHORITY
from alegra_cli.declare import Field, Filter, Resource
from alegra_cli.registry import Registry
from tests.cli import pseudo


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translated text in brackets instead of in Spanish, click's own among them."""
    catalogue = pseudo.catalogue()
    monkeypatch.setattr(gettext, "translation", lambda *_a, **_k: catalogue)
    i18n.use("es")


def words(*names: str) -> Iterator[str]:
    for name in names:
        yield from name.replace("-", " ").replace("[]", "").split()


def declared(resource: Resource) -> Iterator[str]:
    """The API's own words of a resource: keys, values, countries."""
    fields: list[Field] = [*resource.fields]
    filters: list[Filter] = [*resource.filters]
    for action in resource.actions:
        fields += action.fields
        filters += action.filters
        yield from words(*action.order_fields, *action.countries, *action.parts)
    for field in fields:
        yield from words(*field.path.split("."), *field.choices, *field.countries)
        yield from words(*field.required_in)
    for item in filters:
        yield from words(*item.choices, *item.countries)
    yield from resource.order_fields


def test_help_has_no_english_left(bracketed: None) -> None:
    api = {word for _name, one in Registry({}).resources() for word in declared(one)}
    api |= {*SETTINGS, *words(*AUTHORITY)}
    left = {}
    for context in live_tree.contexts():
        names = context.command_path.split()
        if isinstance(context.command, click.Group):
            names += context.command.list_commands(context)
        found = pseudo.bare(context.get_help(), {*words(*names), *api})
        if found:
            left[context.command_path] = found
    assert left == {}
