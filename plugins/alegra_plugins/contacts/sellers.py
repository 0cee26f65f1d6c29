"""Salespeople that documents are credited to."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# S51
SELLERS = Resource(
    name="sellers",
    singular="seller",
    title="Sellers",
    path="/sellers",
    actions=CRUD,
    searchable=True,
    known_by=(KnownBy("identification", "code"), KnownBy("name")),
    order_fields=("id", "name"),
    label=("name",),
    natural_keys=(("identification",), ("name",)),
    filters=(active.FILTER,),
    fields=(
        Field("name", help="Full name.", required=True, option="--name"),
        Field("identification", help="Identification.", option="--identification"),
        Field("observations", help="Notes.", option="--observations"),
        active.FIELD,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Identification", "identification"),
        Column("Notes", "observations"),
        Column("Status", "status"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "The identification may come as a number or as a text.",
        "Filters of the list have been seen to be ignored.",
    ),
    examples=(
        "alegra sellers list",
        'alegra sellers create --name "Laura Gómez"',
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [SELLERS]
