"""Colombia: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="colombia",
    label="Colombia",
    authority="DIAN",
    lists="alegra_plugins.countries:data/colombia.json",
    undo=("A credit note of the type VOID_ELECTRONIC_INVOICE for the whole total."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
