"""República Dominicana: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    COMPANY,
    CONTACTS,
    CREDIT_NOTES,
    NUMBERINGS,
    PAYMENTS,
    STAMPED,
    general,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
DO = partial(CountryRule, "republicaDominicana")
RULES = (
    *general("republicaDominicana"),
    DO(
        "identification",
        "check",
        function=checks.rnc_or_cedula,
        beside=(),
        message="is neither an RNC (9 digits) nor a cédula (11)",
        on=CONTACTS,
    ),
    in_catalog(DO, CONTACTS, "regime", "regimenes"),
    in_catalog(DO, COMPANY, "regime", "regimenes"),
    DO(
        "metadata",
        "check",
        when=("type", "out"),
        function=checks.capitals_of_payment,
        beside=(),
        message="is JSON with the paymentType in capitals",
        on=PAYMENTS,
    ),
    in_catalog(DO, NUMBERINGS, "documentType", "tipos-de-documento", documented=False),
    DO(
        "subDocumentType",
        "choices",
        when=("documentType", "invoice"),
        catalog="subtipos-factura",
        documented=True,
        on=NUMBERINGS,
    ),
    DO(
        "subDocumentType",
        "choices",
        when=("documentType", "creditNote"),
        catalog="subtipos-nota-credito",
        documented=True,
        on=NUMBERINGS,
    ),
    DO(
        "subDocumentType",
        "choices",
        when=("documentType", "debitNote"),
        catalog="subtipos-nota-debito",
        documented=True,
        on=NUMBERINGS,
    ),
    DO(
        "ncf",
        "check",
        function=checks.ncf,
        beside=(),
        message="an NCF is B and 10 digits, or E and 12, of a kind that exists",
        on=("invoices", "bills"),
    ),
    *requirements(DO, CREDIT_NOTES, "invoices", when=STAMPED),
)

PACK = Country(
    version="republicaDominicana",
    iso="do",
    synonyms=(
        "DOM",
        "RD",
        "dominicana",
        "Dominican Republic",
    ),
    label="República Dominicana",
    authority="DGII",
    lists_file="alegra_plugins.countries:data/republicadominicana.json",
    list_names=list_names(),
    rules=RULES,
    tax_id=tax_ids.republica_dominicana,
    decimal=".",
    reversal_text=("A credit note B04 or E34; ITBIS is not returned after 30 days."),
    currencies=("DOP",),
    tax_names=(("ITBIS", ("ITBIS", "IVA")),),
    retention_names=(("ISR", ("ISR", "FUENTE")), ("ITBIS", ("ITBIS", "IVA"))),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
