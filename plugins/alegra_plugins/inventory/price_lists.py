"""Price lists: own amounts, or a percentage of the general price."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# S64
PRICE_LISTS = Resource(
    name="price-lists",
    singular="price list",
    title="Price lists",
    path="/price-lists",
    actions=CRUD,
    known_by=(KnownBy("name"),),
    order_fields=("name", "id"),
    label=("name",),
    natural_keys=(("name",),),
    filters=(Filter("fields", "csv", "Extra keys to add.", choices=("editable", "deletable")),),
    fields=(
        # S144
        Field("name", help="Name.", required=True, option="--name", max_length=90),
        Field(
            "type",
            help="Own amounts, or a percentage.",
            required=True,
            choices=("amount", "percentage"),
            words=(("Valor", "amount"), ("Porcentaje", "percentage")),
            option="--type",
        ),
        Field(
            "percentage",
            "number",
            "Percentage; required for that type.",
            option="--percentage",
        ),
        Field("description", help="Description.", option="--description"),
        active.FIELD_ON_UPDATE,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Type", "type"),
        Column("Percentage", "percentage", "number"),
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "In every account seen the list with the id 1 is the general one.",
        "The percentage may come as a text.",
    ),
    examples=(
        "alegra price-lists list",
        "alegra price-lists create --name Distribuidores --type percentage --percentage 15",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [PRICE_LISTS]
