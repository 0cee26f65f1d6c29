"""España: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    COMPANY,
    CONTACTS,
    ID_NUMBER,
    ID_TYPE,
    INVOICES,
    ITEMS,
    general,
    id_format,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
ES = partial(CountryRule, "spain")
RULES = (
    *general("spain"),
    in_catalog(ES, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    id_format(ES, "DNI", r"\d{8}[a-zA-Z0-9]", "a DNI is 8 digits and a letter", documented=True),
    id_format(
        ES,
        "NIF",
        r"[a-zA-Z]\d{7}[a-zA-Z0-9]",
        "a NIF is a letter, 7 digits and one more",
        documented=True,
    ),
    id_format(
        ES,
        "NIF-IVA",
        r"[A-Z]{2}[0-9a-zA-Z]{1,18}",
        "two capital letters, then up to 18 letters and digits",
        documented=True,
    ),
    id_format(
        ES, "PP|DPO|CR|ODP", r"[a-zA-Z0-9]{1,20}", "is up to 20 letters and digits", documented=True
    ),
    id_format(ES, "NC", r".{1,50}", "is at most 50 characters", documented=True),
    ES(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "DNI"),
        function=checks.dni,
        beside=(),
        message="the letter is not that of this DNI",
        on=CONTACTS,
    ),
    ES(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "NIF"),
        function=checks.nif,
        beside=(),
        message="the check character is not that of this NIF",
        on=CONTACTS,
    ),
    ES(
        ID_TYPE,
        "check",
        function=checks.not_in_bizkaia,
        beside=("address.province",),
        message="NC is not taken in Bizkaia",
        documented=True,
        on=CONTACTS,
    ),
    *requirements(
        ES,
        CONTACTS,
        "address.country",
        "address.address",
        when=(ID_TYPE, "NIF-IVA|PP|DPO|CR|ODP"),
        documented=True,
    ),
    *requirements(
        ES, CONTACTS, "address.city", "address.province", when=(ID_TYPE, "NIF"), documented=True
    ),
    ES(
        "equivalenceSurcharge",
        "check",
        function=checks.a_boolean,
        beside=(),
        message="is true or false",
        on=CONTACTS,
    ),
    in_catalog(ES, ITEMS, "withoutTax.reason", "motivos-iva-0"),
    ES(
        "withoutTax.cause",
        "choices",
        when=("withoutTax.reason", "exempt"),
        catalog="causas-exentas",
        documented=True,
        on=ITEMS,
    ),
    ES(
        "withoutTax.cause",
        "choices",
        when=("withoutTax.reason", "notSubject"),
        catalog="causas-no-sujetas",
        documented=True,
        on=ITEMS,
    ),
    in_catalog(ES, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
    in_catalog(ES, INVOICES, "operationType", "tipos-de-operaciones"),
    in_catalog(ES, COMPANY, "regime", "regimenes"),
)

PACK = Country(
    version="spain",
    iso="es",
    synonyms=("ESP",),
    label="España",
    authority="AEAT",
    lists_file="alegra_plugins.countries:data/spain.json",
    list_names=list_names(),
    rules=RULES,
    tax_id=tax_ids.spain,
    reversal_text=("A rectifying invoice or a credit note."),
    currencies=("EUR",),
    retention_names=(("IRPF", ("IRPF", "FUENTE")),),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
