"""Taxes, for items and the lines of documents."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Envelope,
    Field,
    Filter,
    KnownBy,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

TYPES = ("IVA", "ICO", "IEPS", "ISR", "IGV", "ITBMS")

# S37, S125
TAXES = Resource(
    name="taxes",
    singular="tax",
    title="Taxes",
    path="/taxes",
    actions=CRUD,
    searchable=True,
    envelope=Envelope(rows="results", total="total"),
    known_by=(KnownBy("percentage", "number"), KnownBy("name"), KnownBy(("name", "percentage"))),
    order_fields=("id", "name", "percentage"),
    filters=(
        Filter("type", help="Kind of tax.", choices=TYPES, open_choices=True),
        active.FILTER,
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "percentage", "number", "Percentage.", required=True, most=100, option="--percentage"
        ),
        Field("type", help="Kind of tax.", choices=TYPES, documented=False, option="--type"),
        Field("description", help="Description.", option="--description"),
        active.FIELD,
        Field("rate", help="Tariff code.", countries=("costaRica", "mexico")),
        Field("categoryFavorable", Ref("categories"), "Account of the tax in favour."),
        Field("categoryToBePaid", Ref("categories"), "Account of the tax payable."),
        Field("deductible", "yesno", "Whether it is deductible."),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Percentage", "percentage", "number"),
        Column("Type", "type"),
        Column("Status", "status"),
    ),
    natural_keys=(("name", "percentage"),),
    statuses=active.STATUSES,
    quirks=(
        "Ids differ between accounts, and several taxes may share a name: look at the percentage.",
    ),
    examples=("alegra taxes list", "alegra taxes create --name IVA --percentage 5 --type IVA"),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [TAXES]
