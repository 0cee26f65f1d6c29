"""Argentina: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    COMPANY,
    CONTACTS,
    CREDIT_NOTES,
    ID_NUMBER,
    ID_TYPE,
    INVOICES,
    STAMPED,
    general,
    id_format,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109, S113).
AR = partial(CountryRule, "argentina")
WITH_CUIT = "IVA_RESPONSABLE|UNIQUE_TRIBUTE_RESPONSABLE|IVA_EXEMPT|UNIQUE_TRIBUTE_SOCIAL"
RULES = (
    *general("argentina"),
    in_catalog(AR, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    AR(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "CUIT"),
        function=checks.cuit,
        beside=(),
        message="is not a CUIT (11 digits with a check digit)",
        on=CONTACTS,
    ),
    id_format(AR, "DNI", r"\d{7,8}", "a DNI is 7 or 8 digits"),
    in_catalog(AR, CONTACTS, "ivaCondition", "condicion-iva"),
    AR(
        ID_TYPE,
        "check",
        when=("ivaCondition", WITH_CUIT),
        function=checks.cuit_for_condition,
        beside=(),
        message="this VAT condition goes with a CUIT",
        on=CONTACTS,
    ),
    *requirements(
        AR,
        CONTACTS,
        "address.address",
        "address.city",
        "address.province",
        "address.postalCode",
        when=(("ivaCondition", "!FINAL_CONSUMER"), ("ivaCondition", "*")),
    ),
    in_catalog(AR, CONTACTS, "iibbCondition", "condicion-iibb", documented=False),
    in_catalog(AR, COMPANY, "regime", "regimenes"),
    *requirements(AR, INVOICES, "saleConcept", "saleCondition", when=STAMPED),
    *requirements(
        AR, INVOICES, "startDateService", "endDateService", when=("saleConcept", "SERVICES")
    ),
    AR(
        "endDateService",
        "check",
        function=checks.service_dates,
        beside=("startDateService",),
        message="the service ends before it starts",
        on=INVOICES,
    ),
    AR(
        "date",
        "check",
        when=STAMPED,
        function=checks.within_10_days,
        beside=(),
        message="ARCA takes goods within 5 days of today, services within 10",
        on=INVOICES,
    ),
    *requirements(AR, CREDIT_NOTES, "invoices", when=STAMPED),
)

PACK = Country(
    version="argentina",
    iso="ar",
    synonyms=("ARG",),
    label="Argentina",
    authority="ARCA",
    lists_file="alegra_plugins.countries:data/argentina.json",
    list_names=list_names(),
    rules=RULES,
    tax_id=tax_ids.argentina,
    reversal_text=(
        "A credit note of the same letter that names the invoice; a CAE can't be cancelled."
    ),
    currencies=("ARS",),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
