"""Fields of one's own for items."""

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

TYPES = ("text", "int", "date", "boolean", "optionsList")

# S62
CUSTOM_FIELDS = Resource(
    name="custom-fields",
    singular="custom field",
    title="Additional fields",
    path="/custom-fields",
    actions=CRUD,
    known_by=(KnownBy("name"),),
    label=("name",),
    natural_keys=(("resourceType", "name"), ("name",)),
    filters=(
        Filter("name_query", help="Name contains.", options=("--name",)),
        Filter("description_query", help="Description contains.", options=("--description",)),
        active.FILTER,
        Filter("resourceType", help="What it is for.", choices=("item",)),
        Filter("type", help="Kind of value.", choices=TYPES),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "resourceType",
            help="What it is for.",
            required=True,
            choices=("item",),
            option="--resource-type",
            actions=("create",),
        ),
        Field("type", help="Kind of value.", required=True, choices=TYPES, option="--type"),
        Field("description", help="Description.", option="--description"),
        Field("defaultValue", help="Value when none is given.", option="--default-value"),
        Field("settings.isRequired", "boolean", "Must have a value.", option="--required"),
        Field("settings.printOnInvoices", "boolean", "Printed on invoices."),
        Field("settings.showInItemVariants", "boolean", "On variants and not on their parent."),
        Field("options", "list", "Options, for optionsList; can be repeated.", option="--choice"),
        active.FIELD_ON_UPDATE,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Type", "type"),
        Column("For", "resourceType"),
        Column("Key", "key"),
        Column("Status", "status"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "The filters for text are `name_query` and `description_query`.",
        "What a field is for can't be changed.",
    ),
    examples=(
        "alegra custom-fields list",
        "alegra custom-fields create --name Color --resource-type item --type optionsList "
        "--choice Rojo --choice Azul",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [CUSTOM_FIELDS]
