"""What each country's edition demands of a contact (S52).

Only what a live account was seen to enforce or the official page lists.
"""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.http.refusals import bad

ID_TYPES = {
    "colombia": ["RC", "TI", "CC", "TE", "CE", "NIT", "PP", "PEP", "DIE", "NUIP", "FOREIGN_NIT"],
    "costaRica": ["CF", "CJ", "DIMEX", "NITE", "PE"],
    "peru": [
        "RUC",
        "DNI",
        "CE",
        "PP",
        "CDI",
        "DIP",
        "TIN",
        "IN",
        "PTP",
        "NOT_DOMICILIED_WITHOUT_RUC",
    ],
    "argentina": ["CUIT", "CUIL", "CDI", "CI", "PASSPORT", "DNI", "OTHER"],
}
REQUIRED = {
    "mexico": ("identification",),
    "chile": ("identification", "giro"),
    "argentina": ("ivaCondition",),
}
KINDS = ("LEGAL_ENTITY", "PERSON_ENTITY", "OTHER_ENTITY")
_NIT_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)


def check_country(country: str, record: dict[str, Any]) -> None:
    """Raises a 400 that names the field."""
    for name in REQUIRED.get(country, ()):
        if not record.get(name):
            raise bad(f"El campo {name} es obligatorio")
    typed = record.get("identificationObject")
    if typed and country in ID_TYPES and typed.get("type") not in ID_TYPES[country]:
        raise bad(f"El tipo de identificación no es válido: {typed.get('type')}")
    if country == "colombia":
        if record.get("kindOfPerson") not in (None, *KINDS):
            raise bad("El campo kindOfPerson no es válido")
        if record.get("kindOfPerson") == "PERSON_ENTITY" and not record.get("nameObject"):
            raise bad("El campo nameObject es obligatorio")
        address = record.get("address")
        if isinstance(address, dict) and address.get("address") and not address.get("department"):
            raise bad("El departamento es inválido")
        _check_nit(typed)


def _check_nit(typed: dict[str, Any] | None) -> None:
    if not typed or typed.get("type") != "NIT":
        return
    number = str(typed.get("number") or "")
    if not number.isdecimal() or len(number) > len(_NIT_WEIGHTS):
        raise bad("El NIT debe tener solo números, sin dígito de verificación")
    digit = nit_digit(number)
    if typed.setdefault("dv", digit) != digit:
        raise bad(f"El dígito de verificación del NIT {number} no es válido")


def nit_digit(number: str) -> str:
    """The public rule of the DIAN, modulo 11."""
    total = sum(int(d) * w for d, w in zip(reversed(number), _NIT_WEIGHTS, strict=False))
    rest = total % 11
    return str(rest if rest < 2 else 11 - rest)
