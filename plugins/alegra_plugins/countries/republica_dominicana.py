"""República Dominicana: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="republicaDominicana",
    label="República Dominicana",
    authority="DGII",
    lists="alegra_plugins.countries:data/republicadominicana.json",
    undo=("A credit note B04 or E34; ITBIS is not returned after 30 days."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
