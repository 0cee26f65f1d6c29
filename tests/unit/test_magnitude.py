"""Numbers that are likely a slip of the hand."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Field
from alegra_cli.exact import loads
from alegra_cli.rules.magnitude import oddity
from tests.cases import cases

PRICE = Field("price", "money", not_negative=True)
DEBIT = Field("entries[].debit", "money")


@cases(
    ("text", "words"),
    [
        ("-5", "less than zero"),
        ("-0.01", "less than zero"),
        ("1000000000000000", "more than 15 digits"),
        ("1e15", "more than 15 digits"),
        ("1e3", "means 1000"),
        ("1E-7", "means 0.0000001"),
        ("1e-300", "means 0"),
    ],
)
def test_what_is_odd_is_told_and_not_refused(text: str, words: str) -> None:
    for value in (text, loads(text)):
        found = oddity(PRICE, value)
        assert found is not None
        assert words in found.message
        assert not found.blocks


@cases("text", ["1e999", "-1e309", "1e-999", "1e99999999999999999999"])
def test_what_no_program_keeps_is_refused(text: str) -> None:
    found = oddity(PRICE, text)
    assert found is not None
    assert found.blocks


@cases(
    "value", ["0", "0.00", "999999999999999.99", "19928.00", "", "x", True, None, [], {"id": "1"}]
)
def test_other_values_are_not_odd(value: Any) -> None:
    assert oddity(PRICE, value) is None


def test_a_field_may_be_negative_and_a_text_may_be_anything() -> None:
    assert oddity(DEBIT, "-5") is None
    assert oddity(Field("reference"), "1e999") is None
