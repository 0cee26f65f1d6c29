"""One document of a supplier as plain figures, drawn by chance and added up here (S110, S138)."""

from __future__ import annotations

import datetime
import random
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = Decimal("0.01")

# country: (currency, decimals, rates of its tax).
MONEY = {
    "mexico": ("MXN", 2, ("16", "8", "0")),
    "colombia": ("COP", 2, ("19", "5", "0")),
    "peru": ("PEN", 2, ("18",)),
    "chile": ("CLP", 0, ("19",)),
    "costaRica": ("CRC", 2, ("13", "4", "2", "1")),
    "republicaDominicana": ("DOP", 2, ("18", "16")),
    "spain": ("EUR", 2, ("21", "10", "4")),
}
# Withheld by the buyer and taken off the total, where documents do that: (name, percent).
WITHHELD = {"mexico": ("ISR", "10"), "spain": ("IRPF", "15")}
WORDS = ("Papel & tinta", "Servicio de aseo", "Tornillos <M8>", "Flete", 'Cable "UTP"', "Café")


class Side(NamedTuple):
    """A supplier or a buyer."""

    identification: str
    name: str
    check_digit: str = ""


class Line(NamedTuple):
    """amount: quantity times price, less the discount. rate: percent of tax."""

    words: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    amount: Decimal
    rate: Decimal
    tax: Decimal


class Paper(NamedTuple):
    """kind: ``invoice``, ``credit-note`` or ``debit-note``. id: what the authority gave: 32 hex
    digits in Mexico, 96 in Colombia, 50 digits in Costa Rica; a folio elsewhere.
    """

    country: str
    kind: str
    series: str
    folio: int
    id: str
    date: datetime.date
    supplier: Side
    buyer: Side
    lines: tuple[Line, ...]
    withheld: Decimal = Decimal(0)
    about: str = ""

    @property
    def currency(self) -> str:
        return MONEY[self.country][0]

    @property
    def subtotal(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def taxes(self) -> dict[Decimal, tuple[Decimal, Decimal]]:
        """By rate: (base, tax). Chile works the tax out once; the others line by line."""
        found: dict[Decimal, tuple[Decimal, Decimal]] = {}
        for line in self.lines:
            base, tax = found.get(line.rate, (Decimal(0), Decimal(0)))
            found[line.rate] = (base + line.amount, tax + line.tax)
        if self.country == "chile":
            return {
                rate: (base, rounding(base * rate / 100, 0)) for rate, (base, _tax) in found.items()
            }
        return found

    @property
    def tax(self) -> Decimal:
        return sum((tax for _base, tax in self.taxes.values()), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.subtotal + self.tax - self.withheld


def rounding(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def draw_paper(
    chance: random.Random,
    country: str,
    supplier: Side,
    buyer: Side,
    date: datetime.date,
    kind: str = "invoice",
    about: str = "",
) -> Paper:
    """A document of one to eight lines."""
    _currency, decimals, rates = MONEY[country]
    lines = tuple(_line(chance, decimals, rates) for _ in range(chance.randint(1, 8)))
    folio = chance.randint(1, 99_999_999 if country in ("peru", "chile") else 999_999_999)
    series, number = _numbers(chance, country, kind, supplier, folio, date)
    made = Paper(country, kind, series, folio, number, date, supplier, buyer, lines, about=about)
    if country in WITHHELD and chance.random() < 0.3:
        percent = Decimal(WITHHELD[country][1])
        made = made._replace(withheld=rounding(made.subtotal * percent / 100, 2))
    return made


def _line(chance: random.Random, decimals: int, rates: tuple[str, ...]) -> Line:
    quantity = Decimal(chance.choice((1, 1, 2, 3, 10, 24)))
    price = Decimal(chance.randint(100, 9_999_999)).scaleb(-decimals if decimals else 0)
    gross = rounding(quantity * price, decimals)
    discount = rounding(gross / 10, decimals) if chance.random() < 0.2 else Decimal(0)
    rate, amount = Decimal(chance.choice(rates)), gross - discount
    words = chance.choice(WORDS)
    return Line(
        words, quantity, price, discount, amount, rate, rounding(amount * rate / 100, decimals)
    )


def _numbers(
    chance: random.Random, country: str, kind: str, supplier: Side, folio: int, date: datetime.date
) -> tuple[str, str]:
    """(series, the authority's number)."""
    if country == "mexico":
        text = f"{chance.getrandbits(128):032x}"
        return "A", "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    if country == "colombia":
        return "SETP", f"{chance.getrandbits(384):096x}"
    if country == "costaRica":
        sort = {"invoice": "01", "debit-note": "02", "credit-note": "03"}[kind]
        issuer = supplier.identification.rjust(12, "0")[-12:]
        consecutive = f"00100001{sort}{folio:010d}"
        code = chance.randint(0, 99_999_999)
        return "", f"506{date:%d%m%y}{issuer}{consecutive}1{code:08d}"
    if country == "republicaDominicana":
        sort = {"invoice": "31", "debit-note": "33", "credit-note": "34"}[kind]
        return "", f"E{sort}{folio:010d}"
    return {"peru": "F001", "spain": "F-"}.get(country, ""), ""
