"""Each country's documents, against the figures that they were written from."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alegra_cli.received.arithmetic import tax_sum
from alegra_cli.received.reading import exact
from alegra_cli.received.record import record
from alegra_cli.sandbox.suppliers import COUNTRIES, Paper, file_of
from alegra_cli.sandbox.suppliers.ubl import container
from tests.unit.received.papers import paper, read

# Neither has a debit note: it is an invoice there.
NO_DEBIT_NOTE = ("mexico", "spain")


def kind_of(one: Paper) -> str:
    plain = one.kind == "debit-note" and one.country in NO_DEBIT_NOTE
    return "invoice" if plain else one.kind


@pytest.mark.parametrize("country", COUNTRIES)
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_says_the_figures_that_it_was_written_from(country: str, seed: int) -> None:
    one = paper(country, seed)
    found = read(file_of(one))
    document = found.document
    assert found.codes == ()
    assert document is not None
    assert document.country == country
    assert document.kind == kind_of(one)
    assert document.supplier.identification == one.supplier.identification
    assert document.supplier.name == one.supplier.name
    assert document.customer.identification == one.buyer.identification
    assert document.date == one.date.isoformat()
    assert document.currency == one.currency
    assert (document.subtotal, document.total) == (one.subtotal, one.total)
    with exact():
        assert tax_sum(document.taxes) == one.tax
        assert tax_sum(document.withheld) == one.withheld
    by_rate = {tax.rate: tax.amount for tax in document.taxes}
    assert by_rate == {rate: tax for rate, (_base, tax) in one.taxes.items()}
    assert [line.amount for line in document.lines] == [line.amount for line in one.lines]
    assert [line.description for line in document.lines] == [line.words for line in one.lines]
    assert str(one.folio) in document.number
    assert document.authority_id


@pytest.mark.parametrize("country", ["mexico", "colombia", "costaRica", "republicaDominicana"])
def test_the_authority_s_own_number_is_kept_as_it_is(country: str) -> None:
    one = paper(country, 4)
    document = read(file_of(one)).document
    assert document is not None
    assert document.authority_id == one.id


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("peru", "{supplier}-01-F001-{folio:08d}"),
        ("chile", "{supplier}-33-{folio}"),
        ("spain", "{supplier}-F-{folio}"),
    ],
)
def test_issuer_type_and_folio_where_the_authority_gives_no_number(
    country: str, words: str
) -> None:
    one = paper(country, 4, "invoice")
    document = read(file_of(one)).document
    assert document is not None
    told = words.format(supplier=one.supplier.identification, folio=one.folio)
    assert document.authority_id == told


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_total_that_is_a_cent_off_is_for_review(country: str) -> None:
    one = paper(country, 11, "invoice")
    unit = Decimal(1) if country == "chile" else Decimal("0.01")
    right, wrong = str(one.total), str(one.total + unit)
    text = file_of(one).decode()
    # The total is the last of the header that has this amount.
    place = {
        "mexico": f' Total="{right}"',
        "colombia": f'PayableAmount currencyID="COP">{right}<',
        "peru": f'PayableAmount currencyID="PEN">{right}<',
        "chile": f"MntTotal>{right}<",
        "costaRica": f"TotalComprobante>{right}<",
        "republicaDominicana": f"MontoTotal>{right}<",
        "spain": f"InvoiceTotal>{right}<",
    }[country]
    assert text.count(place) == 1
    found = read(text.replace(place, place.replace(right, wrong)).encode())
    assert (found.state, found.codes) == ("review", ("totals-differ",))


def test_the_container_of_a_colombian_supplier_is_opened() -> None:
    one = paper("colombia", 3, "invoice")
    found = read(container(one, file_of(one).decode()).encode())
    assert found.state == "ready"
    assert found.document is not None
    assert found.document.authority_id == one.id


def test_what_the_dian_rejected_is_refused() -> None:
    one = paper("colombia", 3, "invoice")
    found = read(container(one, file_of(one).decode(), "04").encode())
    assert (found.state, found.codes) == ("refused", ("rejected-by-authority",))


@pytest.mark.parametrize(
    ("letter", "kind"), [("P", "payment"), ("N", "payroll"), ("T", "transfer")]
)
def test_what_is_no_purchase_is_named_and_left(letter: str, kind: str) -> None:
    text = file_of(paper("mexico", 2, "invoice")).decode()
    found = read(text.replace('TipoDeComprobante="I"', f'TipoDeComprobante="{letter}"').encode())
    assert (found.state, found.codes) == ("other", ("not-a-purchase",))
    assert record(found)["kind"] == kind


def test_a_cfdi_without_a_stamp_is_refused() -> None:
    one = paper("mexico", 2, "invoice")
    found = read(file_of(one).replace(b"TimbreFiscalDigital", b"Otro"))
    assert (found.state, found.codes) == ("refused", ("not-registered",))


def test_a_stub_without_lines_has_nothing_to_post() -> None:
    text = file_of(paper("peru", 2, "invoice")).decode()
    stub = text[: text.index("<cac:InvoiceLine")] + "</Invoice>"
    found = read(stub.encode())
    assert (found.state, found.codes) == ("other", ("no-lines",))


@pytest.mark.parametrize("bad", ["NaN", "1e9", "1,000.00", "Infinity", "٣", "9" * 40, "--1"])
def test_what_is_no_number_is_refused_and_named(bad: str) -> None:
    one = paper("chile", 2, "invoice")
    text = file_of(one).decode().replace(f"MntTotal>{one.total}<", f"MntTotal>{bad}<")
    found = read(text.encode())
    assert (found.state, found.codes) == ("refused", ("bad-number",))
    assert found.details == (bad[:40],)


def test_an_older_version_is_named() -> None:
    text = file_of(paper("mexico", 2)).decode().replace('Version="4.0"', 'Version="3.2"')
    found = read(text.encode())
    assert (found.state, found.codes, found.details) == ("refused", ("unknown-version",), ("3.2",))


def test_xml_of_something_else_is_other() -> None:
    found = read(b"<rss><channel/></rss>")
    assert (found.state, found.codes, found.details) == ("other", ("unknown-format",), ("rss",))


def test_a_foreign_currency_needs_its_rate() -> None:
    text = file_of(paper("mexico", 2, "invoice")).decode().replace('Moneda="MXN"', 'Moneda="USD"')
    assert read(text.encode()).codes == ("no-rate",)
    text = text.replace('Moneda="USD"', 'Moneda="USD" TipoCambio="17.5"')
    assert read(text.encode()).codes == ()


def test_a_series_without_a_folio_is_no_number() -> None:
    text = file_of(paper("mexico", 2, "invoice")).decode()
    bare = re.sub(r' (Serie|Folio)="[^"]*"', "", text).replace(" Fecha=", ' Serie="A" Fecha=', 1)
    found = read(bare.encode())
    assert found.document is not None
    assert found.document.prefix == "A"
    assert found.document.number == ""
    assert (found.state, found.codes) == ("review", ("no-number",))
