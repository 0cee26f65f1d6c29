"""Every country without a pack of its own."""

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries.common import general

PACK = Country(
    version="generic",
    label="Other",
    authority="",
    rules=(
        *general("generic"),
        CountryRule(
            "generic",
            "stamp",
            "forbidden",
            message="this edition of Alegra issues no electronic documents",
            on=("invoices",),
        ),
    ),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
