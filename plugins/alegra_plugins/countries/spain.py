"""España: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries.shared import (
    CHECKS,
    COMPANY,
    CONTACTS,
    ID_NUMBER,
    ID_TYPE,
    INVOICES,
    ITEMS,
    general,
    listed,
    needed,
    number_of,
)

# country/rules.yaml; what it calls documented blocks, the rest warns.
ES = partial(CountryRule, "spain")
RULES = (
    *general("spain"),
    listed(ES, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    number_of(ES, "DNI", r"\d{8}[a-zA-Z0-9]", "a DNI is 8 digits and a letter", sure=True),
    number_of(
        ES,
        "NIF",
        r"[a-zA-Z]\d{7}[a-zA-Z0-9]",
        "a NIF is a letter, 7 digits and one more",
        sure=True,
    ),
    number_of(
        ES,
        "NIF-IVA",
        r"[A-Z]{2}[0-9a-zA-Z]{1,18}",
        "two capital letters, then up to 18 letters and digits",
        sure=True,
    ),
    number_of(
        ES, "PP|DPO|CR|ODP", r"[a-zA-Z0-9]{1,20}", "is up to 20 letters and digits", sure=True
    ),
    number_of(ES, "NC", r".{1,50}", "is at most 50 characters", sure=True),
    ES(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "DNI"),
        check=CHECKS + "dni",
        message="the letter is not that of this DNI",
        on=CONTACTS,
    ),
    ES(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "NIF"),
        check=CHECKS + "nif",
        message="the check character is not that of this NIF",
        on=CONTACTS,
    ),
    ES(
        ID_TYPE,
        "check",
        check=CHECKS + "not_in_bizkaia",
        message="NC is not taken in Bizkaia",
        sure=True,
        on=CONTACTS,
    ),
    *needed(
        ES,
        CONTACTS,
        "address.country",
        "address.address",
        when=(ID_TYPE, "NIF-IVA|PP|DPO|CR|ODP"),
        sure=True,
    ),
    *needed(ES, CONTACTS, "address.city", "address.province", when=(ID_TYPE, "NIF"), sure=True),
    ES(
        "equivalenceSurcharge",
        "check",
        check=CHECKS + "a_boolean",
        message="is true or false",
        on=CONTACTS,
    ),
    listed(ES, ITEMS, "withoutTax.reason", "motivos-iva-0"),
    ES(
        "withoutTax.cause",
        "choices",
        when=("withoutTax.reason", "exempt"),
        catalog="causas-exentas",
        sure=True,
        on=ITEMS,
    ),
    ES(
        "withoutTax.cause",
        "choices",
        when=("withoutTax.reason", "notSubject"),
        catalog="causas-no-sujetas",
        sure=True,
        on=ITEMS,
    ),
    listed(ES, ITEMS, "inventory.unit", "unidades-de-medida", sure=False),
    listed(ES, INVOICES, "operationType", "tipos-de-operaciones"),
    listed(ES, COMPANY, "regime", "regimenes"),
)

PACK = Country(
    version="spain",
    iso="es",
    label="España",
    authority="AEAT",
    lists="alegra_plugins.countries:data/spain.json",
    rules=RULES,
    undo=("A rectifying invoice or a credit note."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
