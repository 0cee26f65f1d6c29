"""México: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    COMPANY,
    CONTACTS,
    CREDIT_NOTES,
    INVOICES,
    ITEMS,
    STAMPED,
    general,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
MX = partial(CountryRule, "mexico")
BILLED = ("contacts", "invoices", "credit-notes")
# What people have is the SAT's key; Alegra takes a name of its own. The catalogue
# regimenes-sat-a-alegra is the same, for who looks one up.
SAT_REGIMES = (
    ("601", "GENERAL_REGIME_OF_MORAL_PEOPLE_LAW"),
    ("603", "REGIME_OF_MORAL_PEOPLE_NOT_PROFIT"),
    ("605", "SALARIED_REGIME"),
    ("606", "LEASEHOLD_REGIME"),
    ("611", "DIVIDEND_INCOME"),
    ("612", "BUSINESS_ACTIVITIES_REGIME"),
    ("616", "SIMPLIFIED_REGIME"),
    ("620", "REGIME_OF_COOPERATIVE_PRODUCTION_SOCIETIES"),
    ("621", "FISCAL_INCORPORATION_REGIME"),
    ("622", "PRIMARY_SECTOR_REGIME"),
    ("623", "SOCIETIES_OPTIONAL_REGIME"),
    ("624", "REGIME_OF_THE_COORDINATED"),
    ("625", "REGIME_OF_THE_TECHNOLOGICAL_PLATFORMS_INCOME_ACTIVITIES"),
    ("626", "REGIME_OF_TRUST"),
)
RULES = (
    *general("mexico"),
    CountryRule(
        "mexico",
        "identification",
        "check",
        when=("thirdType", "!FOREIGN"),
        function=checks.rfc,
        beside=(),
        example="XAXX010101000",
        message="is not an RFC (12 characters for companies, 13 for people)",
        on=CONTACTS,
    ),
    in_catalog(MX, CONTACTS, "thirdType", "tipos-de-terceros"),
    *requirements(MX, CONTACTS, "identification", "fiscalId", when=("thirdType", "FOREIGN")),
    MX(
        "identification",
        "format",
        when=("thirdType", "FOREIGN"),
        max_length=45,
        message="is at most 45 characters",
        on=CONTACTS,
    ),
    MX(
        "address.country",
        "check",
        function=checks.mexican_country,
        beside=("thirdType",),
        message="NATIONAL goes with MEX, FOREIGN with any other country",
        on=CONTACTS,
    ),
    MX(
        "address.zipCode",
        "format",
        pattern=r"\d{5}",
        message="is five digits, those of the Constancia de Situación Fiscal",
        on=CONTACTS,
    ),
    in_catalog(MX, CONTACTS, "regime", "regimenes", words=SAT_REGIMES),
    MX(
        "regimeObject",
        "check",
        function=checks.in_a_list,
        beside=("regime",),
        message="is a list that holds the regime",
        on=CONTACTS,
    ),
    MX(
        "regime",
        "check",
        function=checks.company_regime,
        beside=("identification",),
        message="a company's RFC has 12 characters, a person's 13: the regime is of the other",
        on=CONTACTS,
    ),
    MX(
        "name",
        "check",
        when=("cfdiUse", "*"),
        function=checks.as_on_the_constancia,
        beside=(),
        example="FERRETERIA LA TUERCA",
        message="is in capitals and without the legal form, as on the Constancia",
        on=CONTACTS,
    ),
    in_catalog(MX, CONTACTS, "cfdiUse", "cfdiuse"),
    in_catalog(MX, INVOICES, "cfdiUse", "cfdiuse"),
    MX(
        "cfdiUse",
        "check",
        function=checks.use_for_regime,
        beside=("regime", "regimeClient"),
        message="the SAT does not allow this use for the receiver's regime",
        documented=True,
        on=("contacts", "invoices"),
    ),
    in_catalog(MX, BILLED, "paymentType", "tipo-de-pago", documented=False),
    in_catalog(MX, BILLED, "paymentMethod", "formas-de-pago", documented=False),
    in_catalog(MX, CONTACTS, "operationType", "tipos-de-operaciones"),
    *requirements(MX, INVOICES, "paymentType", "paymentMethod", when=STAMPED),
    MX(
        "paymentMethod",
        "check",
        when=("paymentType", "PPD"),
        function=checks.is_other,
        beside=(),
        message="PPD goes with the payment form other (99)",
        on=INVOICES,
    ),
    MX(
        "paymentMethod",
        "check",
        when=("paymentType", "PUE"),
        function=checks.not_other,
        beside=(),
        message="PUE may not have the payment form other (99)",
        on=INVOICES,
    ),
    MX(
        "date",
        "check",
        when=STAMPED,
        function=checks.within_72_hours,
        beside=(),
        message="the SAT refuses dates in the future or older than 72 hours",
        on=INVOICES,
    ),
    MX(
        "productKey",
        "format",
        pattern=r"\d{8}",
        example="27111602",
        message="is 8 digits; `alegra catalog product-keys WORD` finds them",
        on=ITEMS,
    ),
    in_catalog(MX, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
    in_catalog(MX, CREDIT_NOTES, "type", "tipos-de-notas-de-credito"),
    *requirements(MX, CREDIT_NOTES, "invoices", when=STAMPED),
    *requirements(
        MX, ("transportation-receipts",), "transporter", "route", "weight", when=("complement", "*")
    ),
    in_catalog(MX, ("global-invoices",), "periodicity", "periodicidad", documented=False),
    in_catalog(MX, ("global-invoices",), "month", "meses"),
    MX(
        "month",
        "check",
        when=("periodicity", "*"),
        function=checks.month_of_periodicity,
        beside=("periodicity",),
        message="13 to 18 go with the periodicity 05, 01 to 12 with the others",
        documented=True,
        on=("global-invoices",),
    ),
    MX(
        "decimalPrecision",
        "check",
        function=checks.two_decimals,
        beside=(),
        message="electronic invoices take two decimals at most",
        documented=True,
        on=COMPANY,
    ),
)

PACK = Country(
    version="mexico",
    iso="mx",
    synonyms=("MEX",),
    label="México",
    authority="SAT",
    lists_file="alegra_plugins.countries:data/mexico.json",
    list_names=list_names(
        ("payment-methods", "formas-de-pago"), ("claves-producto", "product-keys")
    ),
    tables=(
        (
            "product-keys",
            "SAT c_ClaveProdServ",
            "alegra_plugins.countries:data/mexico-product-keys.tsv.gz",
        ),
    ),
    full_credit_note=(("type", "03"),),
    rules=RULES,
    tax_id=tax_ids.mexico,
    decimal=".",
    reversal_text=(
        "A cancellation with a reason (01 to 04; 01 names the document that replaces it), "
        "or an egreso note."
    ),
    currencies=("MXN",),
    tax_names=(("IEPS", ("IEPS", "IEP")),),
    retention_names=(("ISR", ("ISR", "FUENTE")),),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
