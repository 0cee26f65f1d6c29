"""Salespeople that documents are credited to."""

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    UPDATE,
    Column,
    Field,
    Filter,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

# api/sellers.yaml
SELLERS = Resource(
    name="sellers",
    one="seller",
    path="/sellers",
    actions=(LIST, GET, CREATE, UPDATE, DELETE),
    search=True,
    order_fields=("id", "name"),
    label=("name",),
    filters=(Filter("status", help="Status.", choices=("active", "inactive")),),
    fields=(
        Field("name", help="Full name.", required=True, option="--name"),
        Field("identification", help="Identification.", option="--identification"),
        Field("observations", help="Notes.", option="--observations"),
        Field("status", help="Active or not.", choices=("active", "inactive"), option="--status"),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Identification", "identification"),
        Column("Notes", "observations"),
        Column("Status", "status"),
    ),
    statuses=(("active", "In use."), ("inactive", "Not offered.")),
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
