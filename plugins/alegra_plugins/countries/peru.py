"""Perú: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule, SupplierContact
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    COMPANY,
    CONTACTS,
    CREDIT_NOTES,
    ID_NUMBER,
    ID_TYPE,
    INVOICES,
    ITEMS,
    NUMBERINGS,
    STAMPED,
    general,
    id_format,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
PE = partial(CountryRule, "peru")
RULES = (
    *general("peru"),
    in_catalog(PE, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    PE(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "RUC"),
        function=checks.ruc,
        beside=(),
        message="is not a RUC (11 digits with a check digit)",
        on=CONTACTS,
    ),
    id_format(PE, "DNI", r"\d{8}", "a DNI is 8 digits"),
    id_format(PE, "CE|PP|PTP", r"[A-Za-z0-9]{1,12}", "is up to 12 letters and digits"),
    in_catalog(PE, CONTACTS, "regime", "regimenes"),
    *requirements(PE, CONTACTS, "address.address", "address.district", when=("address", "*")),
    in_catalog(PE, INVOICES, "operationType", "tipos-de-operaciones"),
    PE(
        "items[].tax",
        "check",
        when=("operationType", "EXPORT_OF_GOODS"),
        function=checks.has_no_tax,
        beside=(),
        message="lines of an export carry no IGV",
        on=INVOICES,
    ),
    PE(
        "address.ubigeo",
        "format",
        pattern=r"\d{6}",
        message="is six digits",
        on=COMPANY,
    ),
    PE(
        "date",
        "check",
        when=STAMPED,
        function=checks.within_3_days,
        beside=(),
        message="an invoice must reach SUNAT within three days of its date",
        on=INVOICES,
    ),
    in_catalog(PE, CREDIT_NOTES, "type", "tipos-de-nota-credito"),
    *requirements(PE, CREDIT_NOTES, "type", "invoices", when=STAMPED),
    PE(
        "prefix",
        "format",
        when=("isElectronic", "true"),
        pattern=r"[FB][A-Z0-9]{3}-?",
        message="an electronic series has four characters, F or B first",
        on=NUMBERINGS,
    ),
    in_catalog(PE, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
    PE(
        "decimalPrecision",
        "check",
        function=checks.exactly_two,
        beside=(),
        message="must be 2 for documents to be accepted",
        documented=True,
        on=COMPANY,
    ),
)

PACK = Country(
    version="peru",
    iso="pe",
    synonyms=("PER",),
    label="Perú",
    authority="SUNAT",
    lists_file="alegra_plugins.countries:data/peru.json",
    list_names=list_names(),
    full_credit_note=(("type", "VOID_OPERATION"),),
    partial_credit_note=(("type", "DEVOLUTION_BY_ITEM"),),
    rules=RULES,
    tax_id=tax_ids.peru,
    decimal=".",
    reversal_text=(
        "A communication of baja within 7 days (boletas by the daily summary), else a credit "
        "note of the type VOID_OPERATION."
    ),
    currencies=("PEN",),
    # The codes of the SUNAT, as contacts have them (S126).
    supplier_contact=SupplierContact(id_type="RUC", id_types=(("6", "RUC"), ("1", "DNI"))),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
