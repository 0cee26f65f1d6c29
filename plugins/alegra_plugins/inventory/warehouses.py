"""Warehouses that the stock lies in."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    KnownBy,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# S67
WAREHOUSES = Resource(
    name="warehouses",
    singular="warehouse",
    title="Warehouses",
    path="/warehouses",
    actions=CRUD,
    known_by=(KnownBy("name"),),
    order_fields=("name", "id"),
    label=("name",),
    natural_keys=(("name",),),
    filters=(
        Filter("name", help="Name."),
        active.FILTER,
        Filter("fields", "csv", "Extra keys to add.", choices=("editable", "deletable")),
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
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
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
