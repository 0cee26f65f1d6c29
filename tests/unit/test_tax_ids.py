"""Tax ids: every writing of one is one, and two are never taken for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.co import nit

from alegra_cli.declare import TaxId
from alegra_cli.rules.tax_ids import in_one_form
from alegra_plugins.contacts.contacts import CONTACTS
from alegra_plugins.countries import tax_ids
from tests.cases import cases

TAX_IDS = [field for field in CONTACTS.fields if field.tax_id]


@cases(
    ("reading", "number", "writings"),
    [
        (tax_ids.colombia, "900123456", ["900.123.456", "900123456-8", "NIT: 900.123.456 - 8"]),
        (tax_ids.colombia, "1034567891", ["1.034.567.891", "CC 1034567891", "C.C. 1034567891"]),
        (tax_ids.peru, "20131312955", ["RUC 20131312955", "20-131312955", "20131312955 "]),
        (tax_ids.republica_dominicana, "101019921", ["1-01-01992-1", "RNC 101-01992-1"]),
        (tax_ids.republica_dominicana, "00113918205", ["001-1391820-5"]),
        (tax_ids.argentina, "30500010912", ["30-50001091-2", "CUIT 30–50001091–2"]),
        (tax_ids.costa_rica, "3101123456", ["3-101-123456", "3 101 123456"]),
        (tax_ids.costa_rica, "102340567", ["1-0234-0567", "01-0234-0567"]),
        (tax_ids.chile, "76086428-5", ["76.086.428-5", "760864285", "RUT 76086428-5"]),
        (tax_ids.chile, "12531909-K", ["12.531.909-k", "12531909k", "012531909-K"]),
        (tax_ids.mexico, "GODE561231GR8", ["gode561231gr8", "GODE-561231-GR8", "GODE 561231 GR8"]),
        (tax_ids.mexico, "P&Ñ010101AB1", ["p&ñ-010101-ab1"]),
        (tax_ids.spain, "B58378431", ["b-58378431", "ESB58378431", "NIF B58378431"]),
        (tax_ids.spain, "54362315K", ["54.362.315-K", "54362315 k"]),
        (tax_ids.panama, "155612345-2-2015", ["155612345-2-2015 DV 59", "RUC 155612345-2-2015"]),
    ],
)
def test_every_writing_has_one_form(
    reading: Callable[[str, str], TaxId], number: str, writings: list[str]
) -> None:
    assert [reading(text, "").number for text in (number, *writings)] == [number] * (
        1 + len(writings)
    )


@given(st.integers(800_000_000, 999_999_999).map(str))
def test_every_writing_of_a_nit_is_that_nit(number: str) -> None:
    digit = nit.calc_check_digit(number)
    dotted = f"{int(number):,}".replace(",", ".")
    for text in (
        number,
        dotted,
        f"{number}-{digit}",
        f"{dotted}-{digit}",
        f"NIT {dotted} - {digit}",
    ):
        found = tax_ids.colombia(text, "NIT")
        assert (found.number, found.glued) == (number, False)
    glued = tax_ids.colombia(number + digit, "NIT")
    assert glued == TaxId(number, digit, glued=True)


@given(st.integers(1_000_000_000, 1_299_999_999).map(str))
def test_a_persons_id_of_ten_digits_is_whole(number: str) -> None:
    assert tax_ids.colombia(number, "CC") == TaxId(number)
    assert tax_ids.colombia(number, "") == TaxId(number)


@pytest.mark.parametrize("country", ["argentina", "chile", "colombia", "costa_rica", "mexico"])
@given(text=st.text())
def test_what_is_no_tax_id_stays(country: str, text: str) -> None:
    """And reading once more what was read changes nothing."""
    reading = getattr(tax_ids, country)
    once = reading(text, "")
    if not once.glued:
        assert reading(once.number, "").number == once.number


def test_a_wrong_check_digit_is_left_for_the_check() -> None:
    assert tax_ids.colombia("900.123.456-9", "NIT").number == "900.123.456-9"


def test_a_body_is_sent_with_the_one_form_and_says_so() -> None:
    body = {"identification": "900.123.456-8", "identificationObject": {"type": "NIT"}}
    after, told = in_one_form(body, TAX_IDS, tax_ids.colombia)
    assert after["identification"] == "900123456"
    assert [(item.path, item.blocks) for item in told] == [("identification", False)]
    assert in_one_form(body, TAX_IDS, None) == (body, [])


def test_a_digit_that_may_be_the_check_digit_is_told_and_stays() -> None:
    body = {"identificationObject": {"type": "NIT", "number": "9001234568"}}
    after, told = in_one_form(body, TAX_IDS, tax_ids.colombia)
    assert after == body
    assert "900123456 with its check digit 8" in told[0].message
