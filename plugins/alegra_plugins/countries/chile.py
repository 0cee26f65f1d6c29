"""Chile: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="chile",
    label="Chile",
    authority="SII",
    lists="alegra_plugins.countries:data/chile.json",
    undo=("An electronic credit note (61)."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
