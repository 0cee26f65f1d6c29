"""Cells as values, columns as paths, decimals as they are meant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli import exact
from alegra_cli.declare import CRUD, Column, Field, Ref, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.exact.notation import COMMA, POINT, number
from alegra_cli.output.csv import cell_text
from alegra_cli.output.guard import guard
from alegra_cli.transfer.decimals import Decimals, MixedSigns
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Row, Source
from tests.cases import cases

NOUN = Resource(
    "things",
    singular="thing",
    path="/things",
    actions=CRUD,
    columns=(Column("Id", "id"),),
    fields=(
        Field("name", required=True),
        Field("price", "money"),
        Field("client", Ref("contacts")),
        Field("tags[]", Ref("tags")),
        Field("day", "date"),
        Field("main", "yesno"),
        Field("kinds", "list"),
        Field("reference", "any"),
        Field("address", "object"),
        Field("address.city"),
        Field("items[].id", Ref("items")),
        Field("items[].price", "money"),
    ),
)


def body(cells: dict[str, str], sign: str = POINT, maps: tuple[str, ...] = (), **how: Any) -> Any:
    source = Source(lambda: iter(()), True, tuple(cells))
    mapping = Mapping(NOUN, source, NOUN.fields, maps, **how)
    mapping.sign = sign
    made = mapping.body(Row(1, "line 2", cells))
    assert made.problems == []
    return made.body


def test_each_cell_is_what_its_field_takes() -> None:
    assert body(
        {
            "name": "007",
            "price": "1.234,50",
            "client": "12",
            "tags.0": "4",
            "day": "2/3/2026",
            "main": "Sí",
            "kinds": "a, b",
            "reference": "0012",
            "address.city": "true",
            "items.0.id": "3",
            "items.0.price": "5",
        },
        COMMA,
    ) == {
        "name": "007",
        "price": Decimal("1234.50"),
        "client": {"id": "12"},
        "tags": ["4"],
        "day": "2026-03-02",
        "main": True,
        "kinds": ["a", "b"],
        "reference": "0012",
        "address": {"city": "true"},
        "items": [{"id": "3", "price": 5}],
    }


def test_empty_cells_say_nothing_and_lists_may_be_json() -> None:
    assert body({"name": "a", "price": "", "items": '[{"id": 1, "price": 2.50}]'}) == {
        "name": "a",
        "items": [{"id": 1, "price": Decimal("2.50")}],
    }


def test_columns_go_where_a_person_says() -> None:
    assert body(
        {"Nombre = completo": "Ana", "Nota": "x"},
        maps=("Nombre = completo=name", "Nota="),
        assignments=("price=5",),
    ) == {"name": "Ana", "price": 5}


@pytest.mark.parametrize(
    ("cells", "maps", "said"),
    [
        ({"nmae": "a"}, (), "name"),
        ({"name": "a"}, ("nombre=name",), "Columns: name"),
        ({"name": "a"}, ("name",), ""),
    ],
)
def test_a_column_that_goes_nowhere_is_refused(
    cells: dict[str, str], maps: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UsageProblem) as caught:
        body(cells, maps=maps)
    assert said in caught.value.hint


def test_what_was_exported_is_made_again_without_what_the_api_makes() -> None:
    cells = {"id": "7", "name": "a", "client.id": "3", "client.name": "Ana", "seen": "x"}
    source = Source(lambda: iter(()), True, tuple(cells))
    mapping = Mapping(NOUN, source, NOUN.fields)
    made = mapping.body(Row(1, "line 2", cells))
    assert made.body == {"name": "a", "client": {"id": "3"}}
    assert made.record["id"] == "7"
    assert list(mapping.ignored_columns) == ["seen"]


@given(st.text(min_size=1))
def test_a_text_survives_its_cell(text: str) -> None:
    assert body({"name": guard(text)}) == {"name": text}


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from([COMMA, POINT]))
def test_an_amount_survives_its_cell(amount: Decimal, sign: str) -> None:
    plain = exact.Number(format(amount, "f"))
    assert body({"price": cell_text(plain).replace(".", sign)}, sign)["price"] == amount


@cases(
    ("text", "sign", "meant"),
    [
        ("1.234,56", COMMA, "1234.56"),
        ("1,234.56", POINT, "1234.56"),
        ("$ 1 234,5", COMMA, "1234.5"),
        ("1.234", COMMA, "1234"),
        ("1.234", POINT, "1.234"),
        ("1,234", POINT, "1234"),
        ("-0012", POINT, "-12"),
        ("+5", POINT, "5"),
        ("1e3", POINT, "1E+3"),
    ],
)
def test_the_number_that_is_meant(text: str, sign: str, meant: str) -> None:
    assert number(text, sign) == Decimal(meant)


@cases(
    ("text", "sign"),
    [("12,5", POINT), ("1.23", COMMA), ("x", POINT), ("", COMMA), ("1,2,3", POINT)],
)
def test_what_is_no_number(text: str, sign: str) -> None:
    assert number(text, sign) is None


@cases(
    ("cells", "usual", "sign"),
    [
        (["10", "12,5", "1.234"], None, COMMA),
        (["10.5", "1,234"], ",", POINT),
        (["1.234"], None, None),
        (["1.234"], ",", None),
        (["1.234"], ".", None),
        (["1,234"], None, None),
        (["1.234", "1,234"], None, None),
        (["10"], ",", POINT),
        (["1.234.567"], None, COMMA),
        (["0.125", "1.234"], ",", POINT),
        (["1 234.5", "1.234"], None, POINT),
    ],
)
def test_the_sign_is_known_or_it_is_not(
    cells: list[str], usual: str | None, sign: str | None
) -> None:
    seen = Decimals(usual)
    for text in cells:
        seen.see(text, "line 2", "price")
    assert seen.sign() == sign


@pytest.mark.parametrize(
    ("other", "usual", "sign"), [("2.5", None, POINT), ("2.5", ".", POINT), ("2.5", ",", None)]
)
def test_another_column_settles_it_unless_the_country_says_otherwise(
    other: str, usual: str | None, sign: str | None
) -> None:
    seen = Decimals(usual)
    seen.see("1.500", "line 2", "price")
    seen.see(other, "line 2", "quantity")
    assert seen.sign() == sign
    assert [item.reading(POINT) for item in seen.doubtful_columns()] == ["1.5"]
    assert [item.reading(COMMA) for item in seen.doubtful_columns()] == ["1500"]


def test_a_number_that_would_be_too_large_otherwise_is_no_doubt() -> None:
    seen = Decimals()
    seen.see("19.000", "line 2", "percentage", most=100)
    assert seen.sign() == POINT


def test_two_ways_in_one_file_are_one_too_many() -> None:
    seen = Decimals()
    seen.see("1,5", "line 2", "price")
    seen.see("1.5", "line 3", "price")
    with pytest.raises(MixedSigns) as caught:
        seen.sign()
    assert "line 2" in str(caught.value)
    assert "line 3" in str(caught.value)
