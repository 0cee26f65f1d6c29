"""Documents of suppliers, written by the sandbox, which knows no reader."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from alegra_cli.received.reading import PieceReader, Reading
from alegra_cli.received.sources import Piece
from alegra_cli.registry import Registry
from alegra_cli.sandbox.suppliers import Paper, Side, draw_paper, file_of

READERS = Registry({}).readers()
PACKS = Registry({}).country
# Of made-up companies, in the form of each country.
IDS = {
    "mexico": "XAXX010101",
    "colombia": "90000000",
    "peru": "2010000000",
    "chile": "7600000-",
    "costaRica": "310100000",
    "republicaDominicana": "10100000",
    "spain": "B0000000",
}
KINDS = ("invoice", "invoice", "credit-note", "debit-note")


def side(country: str, number: int) -> Side:
    return Side(f"{IDS[country]}{number}", f"Proveedor & Hijos {number}", "1")


def paper(country: str, seed: int, kind: str = "") -> Paper:
    chance = random.Random(seed)
    date = datetime.date(2026, 10, 1 + seed % 31)
    kind = kind or chance.choice(KINDS)
    return draw_paper(chance, country, side(country, seed % 9), side(country, 9), date, kind)


def read(content: bytes, name: str = "a.xml") -> Reading:
    (found,) = PieceReader(READERS, PACKS).of(Piece(name, name, content))
    return found


def readings(papers: Iterator[Paper]) -> Iterator[tuple[Paper, Reading]]:
    for one in papers:
        yield one, read(file_of(one))
