"""Panamá: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    CONTACTS,
    CREDIT_NOTES,
    ID_NUMBER,
    INVOICES,
    ITEMS,
    STAMPED,
    general,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
PA = partial(CountryRule, "panama")
RULES = (
    *general("panama"),
    in_catalog(PA, CONTACTS, "kindOfPerson", "tipo-de-persona"),
    in_catalog(PA, CONTACTS, "thirdType", "tipo-de-receptor"),
    *requirements(
        PA,
        CONTACTS,
        ID_NUMBER,
        "identificationObject.dv",
        "address",
        when=("thirdType", "TAXPAYER|GOVERNMENT"),
    ),
    *requirements(PA, CONTACTS, "address.country", when=("thirdType", "FOREIGN")),
    in_catalog(PA, INVOICES, "type", "tipo-de-factura"),
    in_catalog(PA, INVOICES, "operationType", "tipo-de-operacion"),
    in_catalog(PA, INVOICES, "saleType", "tipo-de-venta"),
    in_catalog(PA, INVOICES, "saleCondition", "forma-de-pago"),
    *requirements(PA, INVOICES, "type", "operationType", "saleType", "saleCondition", when=STAMPED),
    PA(
        "dueDate",
        "check",
        when=("saleCondition", "CREDIT"),
        function=checks.due_after,
        beside=("date",),
        message="a sale on credit is due after its date",
        on=INVOICES,
    ),
    in_catalog(PA, CREDIT_NOTES, "type", "tipo-de-nota-credito"),
    *requirements(PA, CREDIT_NOTES, "type", when=STAMPED),
    *requirements(PA, CREDIT_NOTES, "invoices", when=("type", "CREDIT_NOTE_FE")),
    in_catalog(PA, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
)

PACK = Country(
    version="panama",
    iso="pa",
    synonyms=("PAN",),
    label="Panamá",
    authority="DGI",
    lists_file="alegra_plugins.countries:data/panama.json",
    list_names=list_names(("sale-conditions", "forma-de-pago")),
    full_credit_note=(("type", "CREDIT_NOTE_FE"),),
    rules=RULES,
    tax_id=tax_ids.panama,
    decimal=".",
    reversal_text=("An annulment within 180 days, or a credit note of the type CREDIT_NOTE_FE."),
    currencies=("PAB", "USD"),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
