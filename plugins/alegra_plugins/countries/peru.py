"""Perú: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="peru",
    label="Perú",
    authority="SUNAT",
    lists="alegra_plugins.countries:data/peru.json",
    undo=(
        "A communication of baja within 7 days (boletas by the daily summary), else a credit "
        "note of the type VOID_OPERATION."
    ),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
