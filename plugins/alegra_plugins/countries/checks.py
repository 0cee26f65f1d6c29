"""Checks that are more than a pattern: check digits, dates, what goes together.

Each takes the value, the whole body and the company's day (ISO), and says whether it is good.
python-stdnum knows the numbers; it is imported by the check that needs it, never for a start.
"""

from __future__ import annotations

from datetime import date
from typing import Any

Body = dict[str, Any]


def _at(body: Body, path: str) -> Any:
    node: Any = body
    for part in path.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    return node


def nit_digit(value: Any, body: Body, _today: str) -> bool:
    """The check digit of a NIT, which stdnum wants at the end of the number."""
    from stdnum.co import nit

    number = str(_at(body, "identificationObject.number") or "")
    if not number.isdigit():
        return True
    return bool(nit.calc_check_digit(number) == str(value))


def legal_entity_has_nit(value: Any, body: Body, _today: str) -> bool:
    kind = str(_at(body, "identificationObject.type") or "")
    return str(value) != "LEGAL_ENTITY" or kind in ("", "NIT", "FOREIGN_NIT", "DIE")


def due_after(value: Any, body: Body, _today: str) -> bool:
    return str(value) > str(body.get("date") or "")


def due_not_before(value: Any, body: Body, _today: str) -> bool:
    return str(value) >= str(body.get("date") or "")


def due_on_date(value: Any, body: Body, _today: str) -> bool:
    return str(value) == str(body.get("date") or value)


def near(value: Any, today: str, before: int, after: int) -> bool:
    """Whether a day is at most so many days before or after today."""
    try:
        away = (date.fromisoformat(str(value)) - date.fromisoformat(today)).days
    except ValueError:
        return True
    return -before <= away <= after


def within_10_days(value: Any, _body: Body, today: str) -> bool:
    return near(value, today, 10, 10)


def within_72_hours(value: Any, _body: Body, today: str) -> bool:
    return near(value, today, 3, 0)


def within_3_days(value: Any, _body: Body, today: str) -> bool:
    return near(value, today, 3, 0)


def rfc(value: Any, _body: Body, _today: str) -> bool:
    """Form and date; not the check digit, which the two general numbers do not have."""
    from stdnum.mx import rfc as number

    return bool(number.is_valid(str(value)))


def mexican_country(value: Any, body: Body, _today: str) -> bool:
    national = body.get("thirdType") == "NATIONAL"
    foreign = body.get("thirdType") == "FOREIGN"
    return not (national and str(value) != "MEX") and not (foreign and str(value) == "MEX")


def not_other(value: Any, _body: Body, _today: str) -> bool:
    return str(value) != "other"


def is_other(value: Any, _body: Body, _today: str) -> bool:
    return str(value) == "other"


def use_for_regime(value: Any, body: Body, _today: str) -> bool:
    """The SAT's matrix of CFDI uses and regimes, by Alegra's names of the regimes."""
    from alegra_cli.rules import catalogs
    from alegra_plugins.countries.mexico import PACK

    uses = dict(catalogs.entries(PACK, "cfdiuse-regimenes") or [])
    regimes = {name: sat for sat, name in catalogs.entries(PACK, "regimenes-sat-a-alegra") or []}
    sat = regimes.get(str(body.get("regime") or body.get("regimeClient") or ""))
    allowed = uses.get(str(value))
    return sat is None or allowed is None or sat in allowed.replace(",", " ").split()


def ruc(value: Any, _body: Body, _today: str) -> bool:
    from stdnum.pe import ruc as number

    return bool(number.is_valid(str(value)))


def cuit(value: Any, _body: Body, _today: str) -> bool:
    from stdnum.ar import cuit as number

    return bool(number.is_valid(str(value)))


def cuit_for_condition(value: Any, _body: Body, _today: str) -> bool:
    return str(value) == "CUIT"


def rut(value: Any, _body: Body, _today: str) -> bool:
    from stdnum.cl import rut as number

    return bool(number.is_valid(str(value)))


def ncf(value: Any, _body: Body, _today: str) -> bool:
    """The number of a document in the series of today: stdnum also takes those before 2018."""
    from stdnum.do import ncf as number

    return str(value)[:1] in ("B", "E") and bool(number.is_valid(str(value)))


def rnc_or_cedula(value: Any, _body: Body, _today: str) -> bool:
    """Offline only: stdnum can also ask the DGII, and never does here."""
    from stdnum.do import cedula, rnc

    return bool(rnc.is_valid(str(value)) or cedula.is_valid(str(value)))


def dni(value: Any, _body: Body, _today: str) -> bool:
    from stdnum.es import dni as number

    return bool(number.is_valid(str(value)))


def nif(value: Any, _body: Body, _today: str) -> bool:
    from stdnum.es import nif as number

    return bool(number.is_valid(str(value)))


def not_in_bizkaia(value: Any, body: Body, _today: str) -> bool:
    province = str(_at(body, "address.province") or "")
    return str(value) != "NC" or province.casefold() not in ("bizkaia", "vizcaya")


def final_consumer(value: Any, body: Body, _today: str) -> bool:
    """The number that stands for nobody in particular goes with CC or NIT."""
    return str(value) != "222222222222" or _at(body, "identificationObject.type") in ("CC", "NIT")


def in_a_list(value: Any, body: Body, _today: str) -> bool:
    return isinstance(value, list) and body.get("regime") in (None, *value)


def company_regime(value: Any, body: Body, _today: str) -> bool:
    """12 characters are a company's RFC, 13 a person's (SAT, c_RegimenFiscal)."""
    people = (
        "SALARIED_REGIME",
        "LEASEHOLD_REGIME",
        "DIVIDEND_INCOME",
        "BUSINESS_ACTIVITIES_REGIME",
    )
    companies = ("GENERAL_REGIME_OF_MORAL_PEOPLE_LAW", "REGIME_OF_MORAL_PEOPLE_NOT_PROFIT")
    length = len(str(body.get("identification") or ""))
    return not (length == 12 and value in people) and not (length == 13 and value in companies)


def as_on_the_constancia(value: Any, _body: Body, _today: str) -> bool:
    """Capitals, and nothing of the company's legal form."""
    text = str(value)
    return text == text.upper() and not text.endswith((" SA DE CV", " S.A. DE C.V.", " SAPI DE CV"))


def untaxed(value: Any, _body: Body, _today: str) -> bool:
    """No tax on a line, or only ones of 0 %."""
    listed = value if isinstance(value, list) else [value]
    return not any(
        str(tax.get("percentage") or "0") != "0" for tax in listed if isinstance(tax, dict)
    )


def whole_amount(value: Any, _body: Body, _today: str) -> bool:
    return "." not in str(value).rstrip("0").rstrip(".")


def a_boolean(value: Any, _body: Body, _today: str) -> bool:
    return isinstance(value, bool)


def two_decimals(value: Any, _body: Body, _today: str) -> bool:
    return str(value) in ("0", "1", "2")


def exactly_two(value: Any, _body: Body, _today: str) -> bool:
    return str(value) == "2"


def month_of_periodicity(value: Any, body: Body, _today: str) -> bool:
    """13 to 18 stand for two months each, and go with 05."""
    double = str(value) in ("13", "14", "15", "16", "17", "18")
    return double == (str(body.get("periodicity")) == "05")


def at_most_100(value: Any, _body: Body, _today: str) -> bool:
    from decimal import Decimal, InvalidOperation

    try:
        return 0 <= Decimal(str(value)) <= 100
    except InvalidOperation:
        return False


def above_zero(value: Any, _body: Body, _today: str) -> bool:
    from decimal import Decimal, InvalidOperation

    try:
        return Decimal(str(value)) > 0
    except InvalidOperation:
        return False


def service_dates(value: Any, body: Body, _today: str) -> bool:
    return str(value) >= str(body.get("startDateService") or "")
