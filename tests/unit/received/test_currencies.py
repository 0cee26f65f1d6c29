"""A document in what circulates in its country needs no rate, whichever country it is."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.declare.received import (
    DocumentLine,
    InvoiceReader,
    Party,
    ReceivedDocument,
    XmlDocument,
)
from alegra_cli.received.reading import PieceReader
from alegra_cli.received.sources import Piece
from tests.cases import cases
from tests.unit.received.papers import PACKS

CURRENCIES = {
    "argentina": ["ARS"],
    "chile": ["CLP"],
    "colombia": ["COP"],
    "costaRica": ["CRC"],
    "mexico": ["MXN"],
    "panama": ["PAB", "USD"],
    "peru": ["PEN"],
    "republicaDominicana": ["DOP"],
    "spain": ["EUR"],
}
EVERY = sorted({code for codes in CURRENCIES.values() for code in codes} | {"JPY"})


def papers(file: XmlDocument) -> list[ReceivedDocument]:
    """The same in each currency, of the country that the root names."""
    lines = (DocumentLine("a", Decimal(1), Decimal(1)),)
    return [
        ReceivedDocument(
            country=file.root.tag, kind="invoice", supplier=Party("1"), currency=code, lines=lines
        )
        for code in EVERY
    ]


def without_rate(country: str, own_currency: str = "") -> list[str]:
    """The currencies whose documents need none."""
    reader = InvoiceReader(country, roots=(country,), read=papers)
    piece = Piece("a.xml", "a.xml", f"<{country}/>".encode())
    found = PieceReader([reader], PACKS, own_currency).of(piece)
    return [code for code, one in zip(EVERY, found, strict=True) if "no-rate" not in one.codes]


@cases("country", sorted(CURRENCIES))
def test_what_circulates_in_the_country_needs_no_rate(country: str) -> None:
    assert without_rate(country) == CURRENCIES[country]


def test_the_account_goes_before_the_country() -> None:
    assert without_rate("panama", "EUR") == ["EUR"]


def test_without_a_pack_nothing_is_known_to_circulate() -> None:
    assert without_rate("atlantis") == []
