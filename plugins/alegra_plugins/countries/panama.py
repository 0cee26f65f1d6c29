"""Panamá: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks
from alegra_plugins.countries.shared import (
    CONTACTS,
    CREDIT_NOTES,
    ID_NUMBER,
    INVOICES,
    ITEMS,
    STAMPED,
    general,
    listed,
    needed,
)

# What an official page says blocks, the rest warns (S109).
PA = partial(CountryRule, "panama")
RULES = (
    *general("panama"),
    listed(PA, CONTACTS, "kindOfPerson", "tipo-de-persona"),
    listed(PA, CONTACTS, "thirdType", "tipo-de-receptor"),
    *needed(
        PA,
        CONTACTS,
        ID_NUMBER,
        "identificationObject.dv",
        "address",
        when=("thirdType", "TAXPAYER|GOVERNMENT"),
    ),
    *needed(PA, CONTACTS, "address.country", when=("thirdType", "FOREIGN")),
    listed(PA, INVOICES, "type", "tipo-de-factura"),
    listed(PA, INVOICES, "operationType", "tipo-de-operacion"),
    listed(PA, INVOICES, "saleType", "tipo-de-venta"),
    listed(PA, INVOICES, "saleCondition", "forma-de-pago"),
    *needed(PA, INVOICES, "type", "operationType", "saleType", "saleCondition", when=STAMPED),
    PA(
        "dueDate",
        "check",
        when=("saleCondition", "CREDIT"),
        function=checks.due_after,
        message="a sale on credit is due after its date",
        on=INVOICES,
    ),
    listed(PA, CREDIT_NOTES, "type", "tipo-de-nota-credito"),
    *needed(PA, CREDIT_NOTES, "type", when=STAMPED),
    *needed(PA, CREDIT_NOTES, "invoices", when=("type", "CREDIT_NOTE_FE")),
    listed(PA, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
)

PACK = Country(
    version="panama",
    iso="pa",
    label="Panamá",
    authority="DGI",
    lists_file="alegra_plugins.countries:data/panama.json",
    full_credit_note=(("type", "CREDIT_NOTE_FE"),),
    rules=RULES,
    reversal_text=("An annulment within 180 days, or a credit note of the type CREDIT_NOTE_FE."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
