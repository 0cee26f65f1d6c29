"""Categories that group the items of the catalogue."""

import attrs

from alegra_cli.declare import (
    ATTACH,
    ATTACHMENTS,
    CRUD,
    DETACH,
    Column,
    Field,
    Filter,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# S63
ITEM_CATEGORIES = Resource(
    name="item-categories",
    singular="item category",
    title="Item categories",
    path="/item-categories",
    actions=(
        *CRUD,
        attrs.evolve(ATTACH, parts=("file", "image")),
        ATTACHMENTS,
        DETACH,
    ),
    known_by=(KnownBy("name"),),
    order_fields=("name",),
    label=("name",),
    natural_keys=(("name",),),
    filters=(
        active.FILTER,
        Filter("name", help="Name."),
        Filter("description", help="Description."),
    ),
    fields=(
        # S144
        Field("name", help="Name.", required=True, option="--name", max_length=100),
        Field("description", help="Description.", option="--description", max_length=500),
        active.FIELD,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Description", "description"),
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
    quirks=("The list can be sorted by name only.",),
    examples=(
        "alegra item-categories list",
        "alegra item-categories create --name Ropa",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [ITEM_CATEGORIES]
