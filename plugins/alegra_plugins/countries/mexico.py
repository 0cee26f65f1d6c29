"""México: what its tax authority wants."""

from alegra_cli.declare import Country
from alegra_cli.hookspecs import hookimpl

PACK = Country(
    version="mexico",
    label="México",
    authority="SAT",
    lists="alegra_plugins.countries:data/mexico.json",
    large=(
        (
            "product-keys",
            "SAT c_ClaveProdServ",
            "alegra_plugins.countries:data/mexico-product-keys.tsv.gz",
        ),
    ),
    undo=(
        "A cancellation with a reason (01 to 04; 01 names the document that replaces it), "
        "or an egreso note."
    ),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
