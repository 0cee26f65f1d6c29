"""Panamá: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="panama",
    label="Panamá",
    authority="DGI",
    lists="alegra_plugins.countries:data/panama.json",
    undo=("An annulment within 180 days, or a credit note of the type CREDIT_NOTE_FE."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
