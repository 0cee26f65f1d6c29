"""One record as a person reads it, and amounts with their thousands apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from alegra_cli.exact import Number
from alegra_cli.output.columns import View
from alegra_cli.output.figures import digit_groups
from alegra_cli.output.record import RecordText
from alegra_cli.output.writer import OutputOptions
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.nesting import nested, objects

VIEWS = [
    View("Id", "id"),
    View("Number", "numberTemplate.fullNumber"),
    View("Date", "date", "date"),
    View("Client", "client.name"),
    View("Status", "status"),
    View("Total", "total", "money"),
]
INVOICE: dict[str, Any] = {
    "id": "14",
    "date": "2026-01-12",
    "observations": None,
    "status": "open",
    "client": {"id": "34", "name": "Textiles Andina", "identification": "908599428"},
    "numberTemplate": {"id": "2", "prefix": "FV", "fullNumber": "FV8"},
    "seller": {"id": "2", "name": "Vendedor Dos", "identification": None},
    "address": {"address": "Calle 63", "city": "Cali", "country": None},
    "payments": [],
    "customKey": True,
    "items": [
        {
            "id": "24",
            "name": "Aceite de oliva",
            "reference": None,
            "price": 34000,
            "quantity": 4,
            "tax": [{"id": "2", "name": "IVA", "percentage": "19.00"}],
        }
    ],
    "total": Number("753270.00"),
}


def lines(record: dict[str, Any], **options: Any) -> list[str]:
    return list(RecordText(VIEWS, OutputOptions(**options)).lines(record))


def test_a_head_what_it_says_its_lines_and_its_totals() -> None:
    assert lines(INVOICE, thousands=",") == [
        "FV8 · Textiles Andina · open · id 14",
        "Date        2026-01-12",
        "Seller      Vendedor Dos",
        "Address     Calle 63, Cali",
        "Custom key  yes",
        "",
        "Lines",
        "  Name              Price  Quantity  Tax",
        "  Aceite de oliva  34.000         4  IVA 19.00 %",
        "",
        "Total  753.270,00",
    ]


@cases("width", [40, 60, 80, 120])
def test_a_record_fits_any_width(width: int) -> None:
    long = INVOICE | {"observations": "muchas palabras " * 20, "website": "x" * 90}
    text = lines(long, width=width, thousands=".")
    assert all(wcswidth(line) <= width for line in text)
    assert "753,270.00" in "".join(text)


JSON = nested(
    (None, False, True, "\x1b[2J"),
    (st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.text()),
    st.text(max_size=8),
    most=4,
    members=20,
)


@given(objects(st.sampled_from([*INVOICE, "x", "", "tax"]), JSON, most=9))
def test_whatever_the_api_sends_is_shown(record: dict[str, Any]) -> None:
    text = "\n".join(lines(record, width=60, thousands=","))
    assert "\x1b" not in text


@cases(
    ("text", "sign", "shown"),
    [
        ("14722779.30", ",", "14.722.779,30"),
        ("14722779.30", ".", "14,722,779.30"),
        ("-1000", ",", "-1.000"),
        ("999.5", ",", "999,5"),
        ("0", ",", "0"),
        ("0.00", ",", "0,00"),
        ("1E+9", ",", "1E+9"),
        ("FV-1000", ",", "FV-1000"),
        ("1234.5", None, "1234.5"),
    ],
)
def test_thousands(text: str, sign: str | None, shown: str) -> None:
    assert digit_groups(text, sign) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.sampled_from(",."))
def test_no_figure_is_lost(amount: Decimal, sign: str) -> None:
    text = f"{amount:f}"
    apart = "." if sign == "," else ","
    assert digit_groups(text, sign).replace(apart, "").replace(sign, ".") == text


LINES = (("list",), ("get", "1"))


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize(("language", "said"), [("en", "yes"), ("es", "sí")])
def test_a_yes_is_a_word_beside_its_question_and_never_in_the_head(
    alegra: Runner, language: str, said: str
) -> None:
    line = ("-p", "sandbox", "warehouses")
    first, second = (alegra(*line, *more, "--lang", language).out for more in LINES)
    assert said in next(row for row in first.splitlines() if "Principal" in row).split()
    assert said not in second.splitlines()[0]
    assert said in second.splitlines()[1]
    assert "true" in alegra(*line, "list", "-o", "csv", "--lang", language).out
