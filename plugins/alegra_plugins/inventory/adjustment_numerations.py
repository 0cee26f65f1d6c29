"""Numberings of inventory adjustments."""

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

# S23, S61
NUMERATIONS = Resource(
    name="inventory-adjustment-numerations",
    singular="numbering",
    title="Numberings of adjustments",
    path="/inventory-adjustments/numerations",
    actions=CRUD,
    known_by=(KnownBy("name"),),
    label=("name",),
    natural_keys=(("name",),),
    filters=(
        Filter("name", help="Name contains."),
        active.FILTER,
        Filter("autoIncrement", "boolean", "Those whose number grows by itself."),
        Filter("fields", "csv", "Extra keys to add.", choices=("nextNumber",)),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "autoIncrement",
            "boolean",
            "The number grows by itself.",
            required=True,
            option="--auto-increment",
        ),
        Field("startNumber", "integer", "First number.", option="--start-number"),
        Field("prefix", help="Prefix.", option="--prefix"),
        Field("isDefault", "boolean", "Preferred; there is only one.", option="--default"),
        active.FIELD,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Prefix", "prefix"),
        Column("Automatic", "autoIncrement"),
        Column("First", "startNumber", "number"),
        Column("Default", "isDefault"),
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "The path is `/inventory-adjustments/numerations`.",
        "The first number is needed when the number grows by itself.",
    ),
    examples=(
        "alegra inventory-adjustment-numerations list --fields nextNumber",
        'alegra inventory-adjustment-numerations create --name "Ajustes Norte" --auto-increment '
        "--start-number 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [NUMERATIONS]
