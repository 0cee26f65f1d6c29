"""Attributes that variants differ in: size, colour."""

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

# S65
ATTRIBUTES = Resource(
    name="variant-attributes",
    singular="variant attribute",
    title="Variant attributes",
    path="/variant-attributes",
    actions=CRUD,
    known_by=(KnownBy("name"),),
    order_fields=("name",),
    label=("name",),
    natural_keys=(("name",),),
    filters=(
        Filter("name", help="Name."),
        Filter("options", help="Text of an option."),
        Filter("fields", "csv", "Extra keys to add.", choices=("editable", "deletable")),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field("options", "list", "Its options, as [{value}].", required=True),
        Field("options[].id", help="Id of an option that stays."),
        Field("options[].value", help="Text of the option.", required=True),
        active.FIELD,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Options", "options"),
        Column("Status", "status"),
    ),
    statuses=active.STATUSES,
    quirks=("Inside items the options are texts; here they are {id, value}.",),
    examples=(
        "alegra variant-attributes list",
        "alegra variant-attributes create --name Color --set options.0.value=Rojo",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [ATTRIBUTES]
