"""Costa Rica: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="costaRica",
    label="Costa Rica",
    authority="Hacienda",
    lists="alegra_plugins.countries:data/costarica.json",
    undo=("A credit note of the type VOID_REFERENCE_DOCUMENT."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
