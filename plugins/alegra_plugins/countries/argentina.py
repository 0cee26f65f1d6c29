"""Argentina: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="argentina",
    label="Argentina",
    authority="ARCA",
    lists="alegra_plugins.countries:data/argentina.json",
    undo=("A credit note of the same letter that names the invoice; a CAE can't be cancelled."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
