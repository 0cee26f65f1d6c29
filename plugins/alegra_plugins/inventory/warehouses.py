"""Warehouses that the stock lies in."""

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    UPDATE,
    Column,
    Field,
    Filter,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

# api/warehouses.yaml
WAREHOUSES = Resource(
    name="warehouses",
    one="warehouse",
    path="/warehouses",
    actions=(LIST, GET, CREATE, UPDATE, DELETE),
    order_fields=("name", "id"),
    label=("name",),
    filters=(
        Filter("name", help="Name."),
        Filter("status", help="Status.", choices=("active", "inactive")),
        Filter("fields", "csv", "Extra keys to add.", ("editable", "deletable")),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field("address", help="Address, as a text.", option="--address"),
        Field("observations", help="Notes.", option="--observations"),
        Field("costCenter", Ref("cost-centers"), "Its cost centre.", option="--cost-center"),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Address", "address"),
        Column("Default", "isDefault"),
        Column("Status", "status"),
    ),
    statuses=(("active", "In use."), ("inactive", "Not offered.")),
    quirks=(
        "The address is a text here, and an object elsewhere.",
        "A document without a warehouse takes the main one.",
        "The API documents no way to change the status.",
    ),
    examples=(
        "alegra warehouses list",
        'alegra warehouses create --name Norte --address "Calle 9"',
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [WAREHOUSES]
