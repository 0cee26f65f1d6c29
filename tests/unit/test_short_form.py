"""Lines in a short form, taken apart."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.declare import LineOption
from alegra_cli.errors import UsageProblem
from alegra_cli.rules.short_form import Parts, parts_of
from tests.cases import cases

ITEM = LineOption("--item", "items", parts=((":", "quantity"), ("@", "price"), ("+", "tax")))
PAY = LineOption("--pay", "invoices", parts=(("=", "amount"),))
KEYS = ("id", "quantity", "price", "tax", "discount", "amount")
NUMBERS = ("quantity", "price", "discount", "amount")


def parts(text: str, option: LineOption = ITEM) -> Parts:
    return parts_of(text, option, KEYS, NUMBERS)


@cases(
    ("text", "found"),
    [
        ("17", {"id": ["17"]}),
        ("17:20@15000+iva19",
         {"id": ["17"], "quantity": ["20"], "price": ["15000"], "tax": ["iva19"]}),
        ("17@15000:20", {"id": ["17"], "quantity": ["20"], "price": ["15000"]}),
        ("17+2+IVA 5%", {"id": ["17"], "tax": ["2", "IVA 5%"]}),
        ("Café 500 g: 2 @ 1.234,50",
         {"id": ["Café 500 g"], "quantity": ["2"], "price": ["1.234,50"]}),
        ("Combo: pan y café", {"id": ["Combo: pan y café"]}),
        ("Combo: pan@casa:3", {"id": ["Combo: pan@casa"], "quantity": ["3"]}),
        ("17:-2@$ 1500", {"id": ["17"], "quantity": ["-2"], "price": ["$ 1500"]}),
        ("17:2O", {"id": ["17"], "quantity": ["2O"]}),
        ("id=17,price=15,50,discount=10", {"id": ["17"], "price": ["15,50"], "discount": ["10"]}),
        (" id = Café, oro , quantity = 2", {"id": ["Café, oro"], "quantity": ["2"]}),
    ],
)  # fmt: skip
def test_the_parts_of_a_line(text: str, found: Parts) -> None:
    assert parts(text) == found


def test_an_equals_sign_is_an_amount_unless_a_key_is_before_it() -> None:
    assert parts("FE3=1000", PAY) == {"id": ["FE3"], "amount": ["1000"]}
    assert parts("id=FE3,amount=1000", PAY) == {"id": ["FE3"], "amount": ["1000"]}
    assert parts("rete=2,5%", PAY) == {"id": ["rete"], "amount": ["2,5%"]}


@cases(
    ("text", "told"),
    [
        ("", "it begins with what is meant"),
        (":20@15", "it begins with what is meant"),
        ("17:2:3", "quantity is there twice"),
        ("id=1,id=2", "id is there twice"),
        ("id=1,cantidad=2", "no part 'cantidad'"),
        ("quantity=2", "id is missing"),
        ("cantidad=2", "no part 'cantidad'"),
    ],
)
def test_what_is_wrong_is_named_with_the_option(text: str, told: str) -> None:
    with pytest.raises(UsageProblem, match=told) as wrong:
        parts(text)
    assert str(wrong.value).startswith(f"--item {text}:")


@given(st.text())
def test_any_text_is_a_line_or_a_problem_that_is_named(text: str) -> None:
    with suppress(UsageProblem):
        found = parts(text)
        assert found["id"][0].strip()
        assert all(found.values())


@pytest.mark.parametrize("parts", [((":", "a"), (":", "b")), (("", "a"),), (("x", "a"),)])
def test_a_sign_is_one_character_that_is_there_once(parts: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match="a sign is one character"):
        LineOption("--item", "items", parts=parts)


def test_an_option_begins_with_two_hyphens() -> None:
    with pytest.raises(ValueError, match="no name of an option"):
        LineOption("item", "items")
