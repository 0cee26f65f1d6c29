"""Bodies against declared fields and country rules."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import CRUD, CountryRule, Field, Ref, Resource
from alegra_cli.exact import Number
from alegra_cli.rules import fields
from alegra_cli.rules.country import Rulebook
from tests.cases import cases

NOTES = Resource(
    name="notes",
    singular="note",
    path="/notes",
    actions=CRUD,
    columns=(),
    fields=(
        Field("name", required=True),
        Field("nameObject", kind="object"),
        Field("client", kind=Ref("contacts"), required=True),
        Field("day", kind="date"),
        Field("kind", choices=("NATIONAL", "EXPORT")),
        Field("mood", choices=("good", "bad"), documented=False),
        Field("lines", kind="list", required=True),
        Field("lines[].price", kind="money", required=True),
        Field("exempt", kind="boolean"),
        Field("attached", kind="yesno"),
        Field("taxId", required_in=("colombia",)),
        Field("text", max_length=5),
    ),
    synonyms=(("name", "nameObject"),),
    rules=(
        CountryRule("colombia", "regime", "choices", choices=("A", "B"), documented=True),
        CountryRule("colombia", "dv", when=("idType", "NIT"), documented=True),
        CountryRule("mexico", "dv", "forbidden", documented=True),
    ),
)
GOOD: dict[str, Any] = {"name": "x", "client": "1", "lines": [{"price": 10}]}


def problems_of(body: dict[str, Any], action: str = "create") -> list[tuple[str, bool]]:
    return [(item.path, item.blocks) for item in fields.problems(body, NOTES, action)]


def test_a_good_body_has_no_problems() -> None:
    assert problems_of(GOOD) == []


@cases("client", ["1", 1, {"id": "1"}, {"id": 7}])
def test_a_reference_is_an_id_or_an_object_with_one(client: Any) -> None:
    assert problems_of({**GOOD, "client": client}) == []


@cases(
    ("change", "path"),
    [
        ({"name": "  "}, "name"),
        ({"name": None}, "name"),
        ({"name": ["x"]}, "name"),
        ({"client": {}}, "client"),
        ({"client": {"name": "Ana"}}, "client"),
        ({"client": True}, "client"),
        ({"day": "2026-02-30"}, "day"),
        ({"day": "02/03/2026"}, "day"),
        ({"day": 20260302}, "day"),
        ({"kind": "OTHER"}, "kind"),
        ({"lines": []}, "lines"),
        ({"lines": [{"price": 1}, {}]}, "lines.1.price"),
        ({"lines": [{"price": "ten"}]}, "lines.0.price"),
        ({"lines": [{"price": "NaN"}]}, "lines.0.price"),
        ({"exempt": "true"}, "exempt"),
        ({"attached": "maybe"}, "attached"),
        ({"nameObject": "Ana"}, "nameObject"),
    ],
)
def test_what_is_wrong_is_named_and_blocks(change: dict[str, Any], path: str) -> None:
    assert problems_of({**GOOD, **change}) == [(path, True)]


@cases("price", [10, Number("10.50"), "10.50", "-3"])
def test_amounts_come_as_numbers_or_texts(price: Any) -> None:
    assert problems_of({**GOOD, "lines": [{"price": price}]}) == []


def test_an_amount_with_an_exponent_is_only_told() -> None:
    assert problems_of({**GOOD, "lines": [{"price": Number("1e3")}]}) == [("lines.0.price", False)]


def test_uncertain_enumerations_and_long_texts_only_warn() -> None:
    assert problems_of({**GOOD, "mood": "so-so", "text": "too long"}) == [
        ("mood", False),
        ("text", False),
    ]


def test_enumerations_ignore_case() -> None:
    assert problems_of({**GOOD, "kind": "national"}) == []


def test_another_spelling_satisfies_a_requirement() -> None:
    body = {key: value for key, value in GOOD.items() if key != "name"}
    assert problems_of({**body, "nameObject": {"firstName": "Ana"}}) == []
    assert problems_of(body) == [("name", True)]


def test_an_update_needs_nothing_and_may_clear() -> None:
    assert problems_of({"day": None}, "update") == []
    assert problems_of({"day": "soon"}, "update") == [("day", True)]


def country_problems(body: dict[str, Any], country: str) -> list[tuple[str, bool]]:
    return [(item.path, item.blocks) for item in Rulebook(country).problems(body, NOTES)]


def test_country_rules() -> None:
    assert country_problems({}, "colombia") == [("taxId", False)]
    assert country_problems({"taxId": "1", "idType": "NIT"}, "colombia") == [("dv", True)]
    assert country_problems({"taxId": "1", "idType": "CC"}, "colombia") == []
    assert country_problems({"taxId": "1", "regime": "C"}, "Colombia") == [("regime", True)]
    assert country_problems({"dv": "1"}, "mexico") == [("dv", True)]
    assert country_problems({"dv": "1"}, "spain") == []
