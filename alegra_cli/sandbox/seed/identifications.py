"""Identifications in each country's form, with check digits that are right.

The rules are public ones of the tax authorities (S111).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from alegra_cli.sandbox.books.contact_rules import nit_digit

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NIF = "TRWAGMYFPDXBNJZSQVHLCKE"


def _digits(chance: random.Random, count: int, first: str = "") -> str:
    return first + "".join(str(chance.randrange(10)) for _each in range(count - len(first)))


def _weigh(number: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))


def ruc(number: str) -> str:
    """Peru: ten digits and their check digit."""
    rest = 11 - _weigh(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return number + str(rest % 10)


def cuit(number: str) -> str:
    """Argentina: ten digits and their check digit; ten is written as nine."""
    rest = 11 - _weigh(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return number + {10: "9", 11: "0"}.get(rest, str(rest))


def rut(number: str) -> str:
    """Chile: the number, a hyphen, and a digit or K."""
    weights = [2 + place % 6 for place in range(len(number))]
    rest = 11 - _weigh(number[::-1], weights) % 11
    return f"{number}-" + {10: "K", 11: "0"}.get(rest, str(rest))


def rnc(number: str) -> str:
    """Dominican Republic: eight digits and their check digit."""
    rest = _weigh(number, (7, 9, 8, 6, 5, 4, 3, 2)) % 11
    return number + {0: "2", 1: "1"}.get(rest, str(11 - rest))


def cedula(number: str) -> str:
    """Dominican Republic: ten digits and a Luhn digit."""
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(number))
    return number + str(-total % 10)


def nif(number: str) -> str:
    """Spain, people: eight digits and a letter."""
    return number + _NIF[int(number) % 23]


def cif(number: str) -> str:
    """Spain, companies of letter B: seven digits and their check digit."""
    odd = sum(sum(divmod(int(digit) * 2, 10)) for digit in number[::2])
    even = sum(int(digit) for digit in number[1::2])
    return f"B{number}{-(odd + even) % 10}"


def rfc(chance: random.Random, letters: int) -> str:
    """Mexico: letters, a date, and three characters."""
    name = "".join(chance.choice(_LETTERS) for _each in range(letters))
    day = f"{chance.randrange(60, 99)}{chance.randrange(1, 13):02}{chance.randrange(1, 28):02}"
    return f"{name}{day}{chance.choice(_LETTERS)}{chance.choice(_LETTERS)}{chance.randrange(1, 9)}"


def _panama(chance: random.Random, company: bool) -> str:
    """The RUC of a company, or a person's: province, book, entry. Without its check digits.

    Those have no public rule that we could hold against test vectors.
    """
    if company:
        return f"{_digits(chance, 9, '155')}-2-{chance.randrange(2015, 2025)}"
    return f"{chance.randrange(1, 10)}-{chance.randrange(100, 999)}-{chance.randrange(1000, 2500)}"


# Type of identification to a maker.
_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "NIT": lambda chance: _digits(chance, 9, "90"),
    "CC": lambda chance: _digits(chance, 10, "10"),
    "RUC": lambda chance: ruc(_digits(chance, 10, "20")),
    "DNI": lambda chance: _digits(chance, 8, "3"),
    "CJ": lambda chance: _digits(chance, 10, "3101"),
    "CF": lambda chance: _digits(chance, 9, "1"),
    "CUIT": lambda chance: cuit(_digits(chance, 10, "30")),
    "RUT": lambda chance: rut(_digits(chance, 8, "7")),
    "RNC": lambda chance: rnc(_digits(chance, 8, "1")),
    "CED": lambda chance: cedula(_digits(chance, 10, "00")),
    "CIF": lambda chance: cif(_digits(chance, 7)),
    "NIF": lambda chance: nif(_digits(chance, 8)),
}


def make(chance: random.Random, country: str, kind: str, company: bool) -> str:
    """An identification of a type; without check digit where that has a key of its own."""
    if country == "mexico":
        return rfc(chance, 3 if company else 4)
    if country == "panama":
        return _panama(chance, company)
    return _MAKERS[kind](chance)


def as_fields(country: str, kind: str, number: str) -> dict[str, object]:
    """The keys of a contact or company that carry an identification in a country."""
    if country in ("mexico", "chile", "republicaDominicana", "panama", "spain"):
        return {"identification": number}
    typed: dict[str, object] = {"type": kind, "number": number}
    if kind == "NIT":
        typed["dv"] = nit_digit(number)
    return {"identificationObject": typed}
