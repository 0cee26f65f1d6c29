"""The one form of each country's tax ids, whatever way they are written.

python-stdnum knows the check digits; it is imported where one is asked for, never for a start.
"""

from __future__ import annotations

import re

from alegra_cli.declare import TaxId

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# A passport may begin with these letters, too, but has no blank or dot behind them.
_CITIZEN = re.compile(r"^\s*(C\.?\s?C|T\.?\s?I)(\.\s*|\s+|:\s*)(?=\d)", re.IGNORECASE)
_WRITING = re.compile(r"[\s.,·'’]+")


def _plain(text: str, *words: str) -> str:
    """In capitals, without blanks, dots and the name of the id in front."""
    plain = _WRITING.sub("", text.translate(_DASHES).upper())
    for word in words:
        if plain.startswith(word) and len(plain) > len(word):
            return plain.removeprefix(word).lstrip(":#-º°")
    return plain


def _of_digits(text: str, lengths: tuple[int, ...], *words: str) -> TaxId:
    """A number whose hyphens mean nothing; any other text as it was written."""
    digits = _plain(text, *words).replace("-", "").replace("/", "")
    good = digits.isascii() and digits.isdecimal() and len(digits) in lengths
    return TaxId(digits if good else text.strip())


def colombia(text: str, kind: str) -> TaxId:
    """NIT, CC and the other numbers: digits only, the check digit of a NIT apart."""
    if kind not in ("", "NIT", "CC", "TI", "RC", "NUIP"):
        return TaxId(text.strip())  # of another country, perhaps with letters
    plain = _plain(_CITIZEN.sub("", text), "NIT", "RUT")
    number, hyphen, digit = plain.partition("-")
    if not (number.isascii() and number.isdecimal()):
        return TaxId(text.strip())
    if hyphen:
        good = len(digit) == 1 and _nit_digit(number) == digit
        return TaxId(number, digit) if good else TaxId(text.strip())
    # A company's NIT has nine digits and begins with 8 or 9; a person's id of ten begins with 1.
    length = len(number)
    may_be = (length == 10 and number[0] in "89") or (length == 11 and kind == "NIT")
    if kind in ("", "NIT") and may_be and _nit_digit(number[:-1]) == number[-1]:
        return TaxId(number[:-1], number[-1], glued=True)
    return TaxId(number)


def _nit_digit(number: str) -> str:
    from stdnum.co import nit

    return str(nit.calc_check_digit(number)) if len(number) <= 15 else ""


def peru(text: str, _kind: str) -> TaxId:
    return _of_digits(text, (8, 11), "RUC", "DNI")


def republica_dominicana(text: str, _kind: str) -> TaxId:
    return _of_digits(text, (9, 11), "RNC", "CEDULA", "CÉDULA")


def argentina(text: str, _kind: str) -> TaxId:
    return _of_digits(text, (7, 8, 11), "CUIT", "CUIL", "CDI", "DNI")


def costa_rica(text: str, _kind: str) -> TaxId:
    """Cédula física (9), jurídica and NITE (10), DIMEX (11, 12).

    The zero that some write before a cédula física is not part of it, nor are those that fill
    its parts: 01-0234-0567 is 102340567.
    """
    plain = _plain(text, "CEDULAJURIDICA", "CÉDULAJURÍDICA", "CEDULA", "CÉDULA")
    found = _of_digits(plain, (9, 10, 11, 12))
    if re.fullmatch(r"0[1-9]\d{8}", found.number):
        return TaxId(found.number[1:])
    return found


def chile(text: str, _kind: str) -> TaxId:
    """RUT: digits, a hyphen, the check digit or K, as the SII writes it without dots."""
    plain = _plain(text, "RUT", "RUN").replace("-", "").lstrip("0")
    if not re.fullmatch(r"\d{6,8}[\dK]", plain):
        return TaxId(text.strip())
    return TaxId(f"{plain[:-1]}-{plain[-1]}")


def mexico(text: str, _kind: str) -> TaxId:
    """RFC: three or four letters, a date, three characters; no hyphens, no blanks."""
    plain = _plain(text, "RFC:").replace("-", "").replace("/", "")
    good = re.fullmatch(r"[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}", plain)
    return TaxId(plain if good else text.strip())


def spain(text: str, _kind: str) -> TaxId:
    """NIF, NIE and the number of a company; also with the ES of the European Union before."""
    plain = _plain(text, "NIF", "CIF", "DNI", "NIE").replace("-", "").replace("/", "")
    found = re.fullmatch(r"(?:ES)?(\d{8}[A-Z]|[A-Z]\d{7}[A-Z0-9])", plain)
    return TaxId(found[1] if found else text.strip())


def panama(text: str, _kind: str) -> TaxId:
    """RUC or cédula, whose hyphens keep its parts apart; ``DV 12`` behind it is its check digit."""
    plain = _plain(text, "RUC")
    found = re.fullmatch(r"([A-Z0-9-]+?)(?:DV:?-?(\d{1,2}))?", plain)
    if found is None or not any(letter.isdecimal() for letter in found[1]):
        return TaxId(text.strip())
    return TaxId(found[1].strip("-"), found[2] or "")
