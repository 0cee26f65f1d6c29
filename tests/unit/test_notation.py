"""Amounts as nine countries write them: read as they are meant, or asked."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.exact.notation import COMMA, POINT, doubt, lone_number, number, sign_of
from alegra_cli.transfer.decimals import Decimals, MixedSigns
from tests.cases import cases

# (sign of decimals, sign of thousands; none, and blanks of three kinds, are in use everywhere)
WRITINGS = {
    "colombia": (",", "."),
    "argentina": (",", "."),
    "chile": (",", "."),
    "spain": (",", " "),
    "costaRica": (",", "\u00a0"),
    "mexico": (".", ","),
    "peru": (".", ","),
    "panama": (".", ","),
    "republicaDominicana": (".", ","),
    "a program": (".", ""),
    "a spreadsheet in Spanish": (",", ""),
    "a book": (".", "\u202f"),
}
AMOUNTS = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 4),
)


def amount_text(amount: Decimal, writing: tuple[str, str], money: str = "") -> str:
    sign, group = writing
    text = format(amount, ",f").replace(",", "_").replace(".", sign).replace("_", group)
    return money + text


@given(AMOUNTS, st.sampled_from(sorted(WRITINGS)), st.sampled_from(["", "$ ", "$", "€"]))
def test_one_number_by_itself_is_right_or_asked(amount: Decimal, place: str, money: str) -> None:
    text = amount_text(amount, WRITINGS[place], money)
    two = doubt(text)
    if two:
        assert amount in (Decimal(two.thousands), Decimal(two.decimal))
        assert lone_number(text) is None
        # Both of the spellings that are offered are taken, and mean what they say.
        assert lone_number(two.thousands) == Decimal(two.thousands)
        assert lone_number(two.decimal) == Decimal(two.decimal)
    else:
        assert lone_number(text) == amount


@given(
    st.lists(st.lists(AMOUNTS, min_size=1, max_size=4), min_size=1, max_size=3),
    st.sampled_from(sorted(WRITINGS)),
    st.sampled_from([None, POINT, COMMA]),
)
def test_a_file_in_one_writing_is_right_or_asked(
    columns: list[list[Decimal]], place: str, usual: str | None
) -> None:
    seen = Decimals(usual)
    cells = [
        (f"column {name}", amount, amount_text(amount, WRITINGS[place]))
        for name, column in enumerate(columns)
        for amount in column
    ]
    for name, _amount, text in cells:
        seen.see(text, "line 2", name)
    sign = seen.sign()  # never Mixed: the file has one writing
    if sign is not None:
        assert [number(text, sign) for _name, _amount, text in cells] == [
            amount for _name, amount, _text in cells
        ]


@given(AMOUNTS, AMOUNTS)
def test_two_writings_in_one_file_are_never_read_wrongly(one: Decimal, other: Decimal) -> None:
    texts = [(one, amount_text(one, (",", "."))), (other, amount_text(other, (".", ",")))]
    seen = Decimals()
    for name, (_amount, text) in enumerate(texts):
        seen.see(text, "line 2", f"column {name}")
    try:
        sign = seen.sign()
    except MixedSigns:
        return
    if sign is None:
        return
    unsettled = {item.cell.split(" ")[0] for item in seen.doubtful_columns()}
    for amount, text in texts:
        # What only the other column settles is told with the number that it is taken for.
        assert number(text, sign) in (amount, None) or text in unsettled


@cases(
    ("text", "two"),
    [
        ("1.500", ("1500", "1.5")),
        ("1,500", ("1500", "1.5")),
        ("1.125", ("1125", "1.1250")),
        ("-2.000", ("-2000", "-2.0")),
        ("$ 32.000", ("32000", "32.0")),
    ],
)
def test_the_two_numbers_that_are_offered(text: str, two: tuple[str, str]) -> None:
    found = doubt(text)
    assert found is not None
    assert (found.thousands, found.decimal) == two


@cases(
    "text", ["2500", "2.5", "2.50", "2.5000", "0.125", "0,125", "1234.567", "1.234.567", "1.500,00"]
)
def test_what_means_one_number_is_not_asked(text: str) -> None:
    assert doubt(text) is None
    assert lone_number(text) is not None


def test_what_would_be_beyond_the_most_has_one_meaning() -> None:
    assert doubt("19.000", most=100) is None
    assert sign_of("19.000", most=100) == POINT
    assert lone_number("19,000", most=100) == 19
    assert doubt("19.000", most=100_000) is not None
