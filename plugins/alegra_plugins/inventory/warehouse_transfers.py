"""Stock that moves from one warehouse to another."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    LineOption,
    Period,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

# S66
TRANSFERS = Resource(
    name="warehouse-transfers",
    singular="warehouse transfer",
    title="Warehouse transfers",
    path="/warehouse-transfers",
    actions=CRUD,
    lines=("items",),
    line_options=(
        LineOption(
            "--item",
            "items",
            "An item that moves.",
            parts=((":", "quantity"),),
            constants=(("quantity", 1),),
        ),
    ),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("item_id", help="Contains this item.", ids_of="items"),
        Filter("date", "date", "Exactly this day.", one_day=True),
        Filter("fields", "csv", "Extra keys to add.", choices=("editable", "deletable")),
    ),
    fields=(
        Field("date", "date", "Day of the transfer.", required=True, option="--date"),
        Field("origin", Ref("warehouses"), "From.", required=True, option="--origin"),
        Field(
            "destination",
            Ref("warehouses"),
            "To.",
            required=True,
            option="--destination",
            example="2",
        ),
        Field("items", "list", "What moves; at least one.", required=True),
        Field("items[].id", Ref("items"), "Catalogue item.", required=True, example="17"),
        Field("items[].quantity", "number", "How many.", required=True),
        Field("observations", help="Notes.", option="--observations"),
    ),
    columns=(
        Column("Id", "id"),
        Column("Date", "date", "date"),
        Column("From", "origin.name"),
        Column("To", "destination.name"),
        Column("Notes", "observations"),
    ),
    quirks=(
        "An update needs the items, all of them; the rest may be left out.",
        "The API documents no order of the list.",
    ),
    examples=(
        "alegra warehouse-transfers list",
        "alegra warehouse-transfers get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [TRANSFERS]
