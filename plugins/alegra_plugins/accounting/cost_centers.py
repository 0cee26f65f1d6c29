"""Cost centres: labels for branches, projects, areas."""

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

# S98
COST_CENTERS = Resource(
    name="cost-centers",
    singular="cost centre",
    title="Cost centres",
    path="/cost-centers",
    actions=CRUD,
    searchable=True,
    known_by=(KnownBy("code", "text"), KnownBy("name")),
    order_fields=("id", "name", "code", "status"),
    label=("code", "name"),
    natural_keys=(("code",), ("name",)),
    filters=(
        active.FILTER,
        Filter("name", help="Name contains."),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field("code", help="Short code; may be required.", option="--code"),
        Field("description", help="Description.", option="--description"),
        active.FIELD,
    ),
    columns=(
        Column("Id", "id"),
        Column("Code", "code"),
        Column("Name", "name"),
        Column("Description", "description"),
        Column("Status", "status"),
    ),
    statuses=active.STATUSES,
    quirks=("In documents it is `costCenter`, an object in some answers and a list in others.",),
    examples=(
        "alegra cost-centers list",
        'alegra cost-centers create --code CC-01 --name "Sede norte"',
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [COST_CENTERS]
