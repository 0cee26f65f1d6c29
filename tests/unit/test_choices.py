"""Words for codes: of screens, of catalogues, with the code in front or behind."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.declare import CRUD, Column, CountryRule, Field, Resource
from alegra_cli.rules import fields
from alegra_cli.rules.choices import Choices, settlement
from alegra_cli.rules.country import Rulebook
from tests.cases import cases

NOUN = Resource(
    "things",
    singular="thing",
    path="/things",
    actions=CRUD,
    columns=(Column("Id", "id"),),
    fields=(
        Field("kind", choices=("product", "service"), words=(("Producto", "product"),)),
        Field(
            "roles",
            "list",
            choices=("client", "provider"),
            documented=False,
            words=(("Cliente", "client"), ("Proveedor", "provider"), ("Ambos", "client|provider")),
        ),
        Field("regime"),
        Field("unit", choices=("unit", "kilo"), documented=False),
        Field("name"),
    ),
)
LISTS = {
    "regimes": {
        "COMMON": "Responsable del IVA (Régimen común)",
        "SIMPLE": "No responsable del IVA (Régimen simplificado)",
        "SPECIAL": "Especial",
        "SPECIAL_TOO": "Especial",
    },
    "units": {"unit": "Unidad", "foot": "Pie"},
}
RULES = (
    CountryRule("colombia", "regime", "choices", catalog="regimes", on=("things",)),
    CountryRule(
        "colombia", "unit", "choices", catalog="units", words=(("NAR", "unit"),), on=("things",)
    ),
)
BOOK = Rulebook("colombia", RULES, lambda name: LISTS.get(name, {}))
CHOICES = Choices(NOUN, NOUN.fields, BOOK)


@cases(
    ("path", "text", "code"),
    [
        ("kind", "PRODUCTO", "product"),
        ("kind", "P-Producto", "product"),
        ("kind", "1 - producto", "product"),
        ("kind", "Producto (P)", "product"),
        ("kind", "Product", "product"),
        ("regime", "Responsable de IVA", "COMMON"),
        ("regime", "régimen comun", "COMMON"),
        ("regime", "SIMPLE - cualquier cosa", "SIMPLE"),
        ("regime", "Cualquiera (SIMPLE)", "SIMPLE"),
        ("unit", "NAR", "unit"),
        ("unit", "Pie", "foot"),
        ("roles", ["Cliente"], ["client"]),
        ("roles", "Cliente y proveedor", ["client", "provider"]),
        ("roles", ["Cliente/Proveedor"], ["client", "provider"]),
        ("roles", ["Ambos", "client"], ["client", "provider"]),
    ],
)
def test_a_word_is_the_code_that_it_means(path: str, text: Any, code: Any) -> None:
    value = text if path != "roles" or isinstance(text, list) else [text]
    assert CHOICES.code_of(path, value) == code


@cases(
    ("path", "value"),
    [
        ("regime", "Especial"),  # of two codes
        ("regime", "Responsable"),
        ("kind", "Producto-service"),  # one part says this, the other that
        ("roles", ["Cliente y nadie"]),
        ("name", "Producto"),
        ("kind", 7),
        ("roles", [{"a": 1}]),
    ],
)
def test_what_is_not_certain_stays_as_it_is(path: str, value: Any) -> None:
    assert CHOICES.code_of(path, value) == value


def checked(body: dict[str, Any], of_many: bool = True) -> list[tuple[str, str, bool]]:
    found = fields.problems(body, NOUN, "create") + BOOK.problems(body, NOUN)
    found = settlement(found, body, CHOICES, of_many)
    return [(item.path, item.message, item.blocks) for item in found]


def test_what_is_no_choice_of_any_list_stops_it_and_is_told_once() -> None:
    ((path, message, blocks),) = checked({"unit": "Unidat"})
    assert (path, blocks) == ("unit", True)
    assert "Did you mean unit?" in message
    ((_path, message, blocks),) = checked({"roles": ["client", "Cliento"]})
    assert (blocks, "Did you mean client?" in message) == (True, True)


def test_what_one_list_has_is_left_to_the_other_as_before() -> None:
    assert [blocks for _path, _message, blocks in checked({"unit": "foot"})] == [False]
    assert checked({"unit": "unit", "regime": "COMMON", "roles": ["client"]}) == []


def test_a_word_for_no_choice_can_not_be_declared() -> None:
    with pytest.raises(ValueError, match="means no choice"):
        Field("kind", choices=("a",), words=(("B", "b"),))
