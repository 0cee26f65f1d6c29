"""Chile: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule, SupplierContact
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    COMPANY,
    CONTACTS,
    INVOICES,
    NUMBERINGS,
    general,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
CL = partial(CountryRule, "chile")
RULES = (
    *general("chile"),
    CL(
        "identification",
        "check",
        function=checks.rut,
        beside=(),
        example="76086428-5",
        message="is not a RUT (digits, then a check digit or K)",
        on=CONTACTS,
    ),
    *requirements(CL, CONTACTS, "giro", "address.commune", when=("type", "client")),
    in_catalog(CL, COMPANY, "regime", "regimenes"),
    in_catalog(CL, INVOICES, "type", "tipos-de-factura"),
    CL(
        "items[].tax",
        "check",
        when=("type", "EXEMPT"),
        function=checks.has_no_tax,
        beside=(),
        message="an exempt invoice carries no IVA",
        on=INVOICES,
    ),
    CL(
        "payments[].amount",
        "check",
        function=checks.whole_amount,
        beside=(),
        message="pesos have no decimals",
        on=INVOICES,
    ),
    in_catalog(CL, INVOICES, "paymentForm", "formas-de-pago", documented=False),
    in_catalog(
        CL,
        NUMBERINGS,
        "subDocumentType",
        "tipos-de-documento-en-creacion-de-numeraciones",
        documented=False,
    ),
)

PACK = Country(
    version="chile",
    iso="cl",
    synonyms=("CHL",),
    label="Chile",
    authority="SII",
    lists_file="alegra_plugins.countries:data/chile.json",
    list_names=list_names(("payment-methods", "formas-de-pago")),
    rules=RULES,
    tax_id=tax_ids.chile,
    reversal_text=("An electronic credit note (61)."),
    currencies=("CLP",),
    # S127
    supplier_contact=SupplierContact(activity="giro"),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
