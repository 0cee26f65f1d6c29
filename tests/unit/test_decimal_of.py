"""The number that a value is, or nothing."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.exact import Number, decimal_of
from tests.cases import cases

BEYOND = ["1e309", "-1e9999999", "1e-400", "1e99999999999999999999"]


@cases(
    ("value", "number"),
    [
        (19, "19"),
        ("19.00", "19.00"),
        (" 19 ", "19"),
        (Number("19928.00"), "19928.00"),
        ("-0.5", "-0.5"),
        ("0e999", "0e999"),
        ("1e308", "1e308"),
    ],
)
def test_a_value_that_is_a_number(value: object, number: str) -> None:
    assert str(decimal_of(value)) == str(Decimal(number))


@cases(
    "value",
    ["", " ", None, True, "NaN", "sNaN", "Infinity", "-inf", "1,5", "19 %", [], {}, *BEYOND],
)
def test_a_value_that_is_none(value: object) -> None:
    assert decimal_of(value) is None
