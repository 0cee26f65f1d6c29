"""Checks that are more than a pattern: check digits, dates, what goes together (S111, S113).

Each gets a `RuleInput` and says whether its value is good.
python-stdnum knows the numbers; it is imported by the check that needs it, never for a start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from alegra_cli.declare import RuleInput
from alegra_cli.dotted_path import at

if TYPE_CHECKING:
    from decimal import Decimal


def nit_digit(entry: RuleInput) -> bool:
    """The check digit of a NIT, which stdnum wants at the end of the number."""
    from stdnum.co import nit

    number = str(at(entry.body, "identificationObject.number") or "")
    if not number.isdigit():
        return True
    return bool(nit.calc_check_digit(number) == str(entry.value))


def right_nit_digit(entry: RuleInput) -> str:
    from stdnum.co import nit

    number = str(at(entry.body, "identificationObject.number") or "")
    return str(nit.calc_check_digit(number)) if number.isdigit() else ""


def capitals_of_payment(entry: RuleInput) -> bool:
    """What the Dominican Republic adds to money out: JSON text with ``paymentType``."""
    import json

    try:
        told = json.loads(entry.value) if isinstance(entry.value, str) else entry.value
    except ValueError:
        return False
    kind = told.get("paymentType") if isinstance(told, Mapping) else None
    return kind is None or (isinstance(kind, str) and kind == kind.upper())


def legal_entity_has_nit(entry: RuleInput) -> bool:
    kind = str(at(entry.body, "identificationObject.type") or "")
    return str(entry.value) != "LEGAL_ENTITY" or kind in ("", "NIT", "FOREIGN_NIT", "DIE")


def due_after(entry: RuleInput) -> bool:
    return str(entry.value) > str(entry.body.get("date") or "")


def due_not_before(entry: RuleInput) -> bool:
    day, due = _day(entry.body.get("date")), _day(entry.value)
    return day is None or due is None or due >= day


def due_on_date(entry: RuleInput) -> bool:
    day, due = _day(entry.body.get("date")), _day(entry.value)
    return day is None or due is None or due == day


def _day(value: Any) -> date | None:
    """None for what is no day, which is told by itself."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def near(value: Any, today: str, before: int, after: int) -> bool:
    """Whether a day is at most so many days before or after today."""
    try:
        away = (date.fromisoformat(str(value)) - date.fromisoformat(today)).days
    except ValueError:
        return True
    return -before <= away <= after


def within_10_days(entry: RuleInput) -> bool:
    return near(entry.value, entry.today, 10, 10)


def within_72_hours(entry: RuleInput) -> bool:
    return near(entry.value, entry.today, 3, 0)


def within_3_days(entry: RuleInput) -> bool:
    return near(entry.value, entry.today, 3, 0)


def rfc(entry: RuleInput) -> bool:
    """Form and date; not the check digit, which the two general numbers do not have."""
    from stdnum.mx import rfc as number

    return bool(number.is_valid(str(entry.value)))


def mexican_country(entry: RuleInput) -> bool:
    national = entry.body.get("thirdType") == "NATIONAL"
    foreign = entry.body.get("thirdType") == "FOREIGN"
    return not (national and str(entry.value) != "MEX") and not (
        foreign and str(entry.value) == "MEX"
    )


def not_other(entry: RuleInput) -> bool:
    return str(entry.value) != "other"


def is_other(entry: RuleInput) -> bool:
    return str(entry.value) == "other"


def use_for_regime(entry: RuleInput) -> bool:
    """The SAT's matrix of CFDI uses and regimes, by Alegra's names of the regimes."""
    uses = entry.lists("cfdiuse-regimenes")
    regimes = {name: sat for sat, name in entry.lists("regimenes-sat-a-alegra").items()}
    sat = regimes.get(str(entry.body.get("regime") or entry.body.get("regimeClient") or ""))
    allowed = uses.get(str(entry.value))
    return sat is None or allowed is None or sat in allowed.replace(",", " ").split()


def ruc(entry: RuleInput) -> bool:
    from stdnum.pe import ruc as number

    return bool(number.is_valid(str(entry.value)))


def cuit(entry: RuleInput) -> bool:
    from stdnum.ar import cuit as number

    return bool(number.is_valid(str(entry.value)))


def cuit_for_condition(entry: RuleInput) -> bool:
    return str(entry.value) == "CUIT"


def rut(entry: RuleInput) -> bool:
    from stdnum.cl import rut as number

    return bool(number.is_valid(str(entry.value)))


def ncf(entry: RuleInput) -> bool:
    """The number of a document in the series of today: stdnum also takes those before 2018."""
    from stdnum.do import ncf as number

    return str(entry.value)[:1] in ("B", "E") and bool(number.is_valid(str(entry.value)))


def rnc_or_cedula(entry: RuleInput) -> bool:
    """Offline only: stdnum can also ask the DGII, and never does here."""
    from stdnum.do import cedula, rnc

    return bool(rnc.is_valid(str(entry.value)) or cedula.is_valid(str(entry.value)))


def dni(entry: RuleInput) -> bool:
    from stdnum.es import dni as number

    return bool(number.is_valid(str(entry.value)))


def nif(entry: RuleInput) -> bool:
    from stdnum.es import nif as number

    return bool(number.is_valid(str(entry.value)))


def not_in_bizkaia(entry: RuleInput) -> bool:
    province = str(at(entry.body, "address.province") or "")
    return str(entry.value) != "NC" or province.casefold() not in ("bizkaia", "vizcaya")


def final_consumer(entry: RuleInput) -> bool:
    """The number that stands for nobody in particular goes with CC or NIT."""
    return str(entry.value) != "222222222222" or at(entry.body, "identificationObject.type") in (
        "CC",
        "NIT",
    )


def in_a_list(entry: RuleInput) -> bool:
    return isinstance(entry.value, list) and entry.body.get("regime") in (None, *entry.value)


def company_regime(entry: RuleInput) -> bool:
    """12 characters are a company's RFC, 13 a person's (SAT, c_RegimenFiscal)."""
    people = (
        "SALARIED_REGIME",
        "LEASEHOLD_REGIME",
        "DIVIDEND_INCOME",
        "BUSINESS_ACTIVITIES_REGIME",
    )
    companies = ("GENERAL_REGIME_OF_MORAL_PEOPLE_LAW", "REGIME_OF_MORAL_PEOPLE_NOT_PROFIT")
    length = len(str(entry.body.get("identification") or ""))
    return not (length == 12 and entry.value in people) and not (
        length == 13 and entry.value in companies
    )


def as_on_the_constancia(entry: RuleInput) -> bool:
    """Capitals, and nothing of the company's legal form."""
    text = str(entry.value)
    return text == text.upper() and not text.endswith((" SA DE CV", " S.A. DE C.V.", " SAPI DE CV"))


def has_no_tax(entry: RuleInput) -> bool:
    """No tax on a line, or only ones of 0 %."""
    listed = entry.value if isinstance(entry.value, list) else [entry.value]
    return not any(
        str(tax.get("percentage") or "0") != "0" for tax in listed if isinstance(tax, dict)
    )


def whole_amount(entry: RuleInput) -> bool:
    return "." not in str(entry.value).rstrip("0").rstrip(".")


def a_boolean(entry: RuleInput) -> bool:
    return isinstance(entry.value, bool)


def two_decimals(entry: RuleInput) -> bool:
    return str(entry.value) in ("0", "1", "2")


def exactly_two(entry: RuleInput) -> bool:
    return str(entry.value) == "2"


def month_of_periodicity(entry: RuleInput) -> bool:
    """13 to 18 stand for two months each, and go with 05."""
    double = str(entry.value) in ("13", "14", "15", "16", "17", "18")
    return double == (str(entry.body.get("periodicity")) == "05")


def at_most_100(entry: RuleInput) -> bool:
    number = _number(entry)
    return number is not None and 0 <= number <= 100


def above_zero(entry: RuleInput) -> bool:
    number = _number(entry)
    return number is not None and number > 0


def _number(entry: RuleInput) -> Decimal | None:
    """The same as the core's: a plugin imports what the contract has, and numbers are not in it."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(str(entry.value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def service_dates(entry: RuleInput) -> bool:
    return str(entry.value) >= str(entry.body.get("startDateService") or "")
