"""What a row is known by: the same for the same values, other for others."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alegra_cli import exact
from alegra_cli.declare import Field
from alegra_cli.transfer.identity import RowKeys, digest
from tests.cases import cases

AMOUNT = Field("price", "money")


def field_at(path: str) -> Field | None:
    return AMOUNT if path == "price" else None


def identity_of(body: dict[str, Any]) -> str:
    return digest(body, field_at)


AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=4)


@given(AMOUNTS, st.integers(0, 6))
def test_zeros_at_the_end_say_nothing(amount: Decimal, zeros: int) -> None:
    text = f"{amount:f}" + "0" * zeros
    assert identity_of({"price": exact.number(text)}) == identity_of(
        {"price": exact.Number(f"{amount:f}")}
    )
    assert identity_of({"price": text}) == identity_of({"price": amount})


@given(AMOUNTS, AMOUNTS)
def test_other_amounts_are_other_rows(one: Decimal, other: Decimal) -> None:
    assert (identity_of({"price": one}) == identity_of({"price": other})) == (one == other)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=3), JSON, max_size=4))
def test_the_order_of_keys_says_nothing(body: dict[str, Any]) -> None:
    assert identity_of(body) == identity_of(dict(reversed(body.items())))


def test_huge_numbers_cost_nothing() -> None:
    assert identity_of({"price": exact.Number("1E+999999999")}) != identity_of({"price": 1})


@cases(
    ("one", "other"),
    [
        ({"reference": "007"}, {"reference": "7"}),
        ({"reference": "3.5"}, {"reference": "3.50"}),
        ({"name": "1"}, {"name": 1}),
        ({"name": True}, {"name": 1}),
        ({"a": {"b": "c"}}, {"a": {"c": "b"}}),
        ({"items": [1, 2]}, {"items": [2, 1]}),
    ],
    ids=["zeros", "text", "number", "truth", "keys", "order"],
)
def test_what_only_looks_alike_is_not_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert identity_of(one) != identity_of(other)


@cases(
    ("one", "other", "same"),
    [
        ("100000,50", "100000.5", True),
        ("100.000,50", "100,000.5", True),
        ("1.5", "1,50", True),
        ("28/11/2026", "2026-11-28", True),
        (" Ana ", "Ana", True),
        ("", None, True),
        ("1.500", "1500", False),
        ("1.500", "1.5", False),
        ("007", "7", False),
        ("7", "7.0", True),
        ("Ana", "ana", False),
    ],
)
def test_cells_as_a_spreadsheet_writes_them_anew(one: Any, other: Any, same: bool) -> None:
    keys = [RowKeys(field_at).key({}, {"x": cell}).cells for cell in (one, other)]
    assert (keys[0] == keys[1]) is same


def test_the_second_of_two_equal_rows_is_the_second() -> None:
    keys = RowKeys(field_at)
    first, second = (keys.key({"price": 1}, {"p": "1"}) for _row in range(2))
    assert first.body.endswith("-1")
    assert second.body.endswith("-2")
    assert first.cells != second.cells
