"""Payment terms: a name and a number of days."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

# S41
TERMS = Resource(
    name="terms",
    singular="payment term",
    title="Payment terms",
    path="/terms",
    actions=CRUD,
    known_by=(KnownBy("days", "number"), KnownBy("name")),
    order_fields=("id", "name", "days"),
    label=("name",),
    natural_keys=(("name",),),
    fields=(
        Field("name", help='Name, such as "45 días".', required=True, option="--name"),
        Field("days", "integer", "Days until it is due.", required=True, option="--days"),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Days", "days", "number"),
    ),
    quirks=(
        "The days may come as a text.",
        "Cash is a term of no days; its id differs between accounts.",
    ),
    examples=(
        "alegra terms list",
        'alegra terms create --name "45 días" --days 45',
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [TERMS]
