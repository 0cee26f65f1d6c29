"""Every field whose values are codes of a list says in help and schema which list that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alegra_cli.declare import Field, Filter, Resource
from alegra_cli.rules import catalogs
from alegra_cli.rules.code_lists import code_lists
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.contract.conftest import REGISTRY, RESOURCES

# Lists that no field of a body takes: what the authority's own codes stand for here, and the
# steps of places, which their last one implies.
LOOKED_UP = {
    "argentina": {"concepto-de-venta", "condicion-de-venta", "subtipos-de-documento"},
    "colombia": {"estados-legales", "condiciones-de-entrega", "eventos-electronicos"},
    "costaRica": {"estados-legales"},
    "mexico": {
        *("regimenes-sat-a-alegra", "polos-istmo", "config-autotransporte", "figura-transporte"),
        *("parte-transporte", "cfdiuse-regimenes", "product-keys"),
    },
    "panama": {"provincias", "distritos"},
    "peru": {"departamentos", "provincias", "ubicaciones"},
    "spain": {"ciudades-y-provincias"},
}


def items_of(resource: Resource) -> Iterator[Field | Filter]:
    yield from resource.fields
    yield from resource.filters
    for action in resource.actions:
        yield from action.fields
        yield from action.filters


def options_with_codes(country: str | None) -> Iterator[tuple[Resource, str, str, str]]:
    """(resource, action, option, list) of each typed field that has a list in the country."""
    for resource in RESOURCES:
        for action in resource.actions:
            if action.verb not in ("create", "update"):
                continue
            fields = action.fields or resource.fields
            lists = code_lists(REGISTRY, country, resource.name, fields)
            for field in fields:
                if field.option and action.verb in field.actions:
                    for name in lists.get(field.path, ()):
                        yield resource, action.name, field.option, name


@pytest.fixture
def at_home(copied: None, tmp_path: Path) -> Runner:
    return Runner(tmp_path, {"ALEGRA_PROFILE": "sandbox"})


def test_the_help_of_each_option_names_its_list(at_home: Runner) -> None:
    found = list(options_with_codes("colombia"))
    assert ("invoices", "update", "--payment-method", "medios-de-pago") in {
        (resource.name, *rest) for resource, *rest in found
    }
    helps: dict[tuple[str, ...], str] = {}
    for resource, action, option, name in found:
        words = (*resource.command, action)
        told = helps.setdefault(words, "") or at_home(*words, "--help").out
        helps[words] = told
        if f"  {option}" in told or f", {option}" in told:
            assert f"Codes of {option}: `alegra catalog {name}`\n" in told, words


def test_without_a_country_the_name_is_one_that_each_country_takes(alegra: Runner) -> None:
    told = alegra("invoices", "create", "--help").out
    assert "Codes of --payment-method: `alegra catalog payment-methods`\n" in told
    assert told.count("Codes of --payment-method") == 1
    told = " ".join(alegra("schema", "invoices").out.split())
    assert "codes: `alegra catalog payment-methods`" in told


def test_an_action_and_a_filter_name_theirs(alegra: Runner, at_home: Runner) -> None:
    told = alegra("invoices", "void", "--help").out
    assert "Codes of --cause: `alegra catalog cancellation-reasons`\n" in told
    assert "--cause: `alegra" not in at_home("invoices", "void", "--help").out
    told = at_home("debit-notes", "list", "--help").out
    assert "Codes of --emission-status: `alegra catalog estado-de-emision`\n" in told


@cases("country", REGISTRY.countries())
def test_every_list_is_that_of_a_field_or_known_to_be_none(country: str) -> None:
    pack = REGISTRY.country(country)
    assert pack is not None
    used = set(LOOKED_UP.get(country, ()))
    for resource in RESOURCES:
        lists = code_lists(REGISTRY, country, resource.name, items_of(resource))
        used.update(name for names in lists.values() for name in names)
    there = {one.name for one in catalogs.names(pack) if not one.name.startswith("sat-")}
    assert there - used - {"estado-de-emision"} == set()
    assert LOOKED_UP.get(country, set()) <= there


def test_a_list_that_a_declaration_names_is_one_of_some_country() -> None:
    known = set()
    for country in REGISTRY.countries():
        pack = REGISTRY.country(country)
        known |= {english for english, _name in pack.list_names} if pack else set()
    for resource in RESOURCES:
        named = {item.catalog for item in items_of(resource)} - {""}
        assert named <= known, resource.name
