"""España: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="spain",
    label="España",
    authority="AEAT",
    lists="alegra_plugins.countries:data/spain.json",
    undo=("A rectifying invoice or a credit note."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
