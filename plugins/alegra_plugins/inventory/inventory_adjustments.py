"""Stock that is counted up or down by hand."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    KnownBy,
    LineOption,
    Period,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

# S60
ADJUSTMENTS = Resource(
    name="inventory-adjustments",
    singular="inventory adjustment",
    title="Inventory adjustments",
    path="/inventory-adjustments",
    actions=CRUD,
    known_by=(KnownBy("number", "code", find="number"),),
    lines=("items",),
    line_options=tuple(
        LineOption(
            f"--{kind}",
            "items",
            text,
            parts=((":", "quantity"), ("@", "unitCost")),
            constants=(("type", kind), ("quantity", 1)),
        )
        for kind, text in (("in", "Units that are added."), ("out", "Units that are removed."))
    ),
    order_fields=("id", "number", "date", "observations", "warehouse_name"),
    label=("number",),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("number", "integer", "Number."),
        Filter("date", "date", "Exactly this day.", one_day=True),
        Filter("warehouse_id", help="In this warehouse.", ids_of="warehouses"),
    ),
    fields=(
        Field("date", "date", "Day of the adjustment.", required=True, option="--date"),
        Field("items", "list", "What changes; at least one.", required=True),
        Field("items[].id", Ref("items"), "Catalogue item.", required=True, example="17"),
        Field(
            "items[].type",
            help="in adds units, out removes them.",
            required=True,
            choices=("in", "out"),
            words=(
                *(("Entrada", "in"), ("Incremento", "in")),
                *(("Salida", "out"), ("Disminución", "out")),
            ),
        ),
        Field("items[].unitCost", "money", "Cost of one.", required=True),
        Field("items[].quantity", "number", "How many.", required=True),
        Field("warehouse", Ref("warehouses"), "Warehouse.", option="--warehouse"),
        Field("costCenter", Ref("cost-centers"), "Cost centre.", option="--cost-center"),
        Field("observations", help="Notes.", option="--observations"),
        Field("resolution", help="Numbering, by its id.", option="--numbering"),
        Field("prefix", help="Another prefix, this time.", option="--prefix"),
        Field("number", "integer", "Another number, this time.", option="--number"),
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Date", "date", "date"),
        Column("Warehouse", "warehouse.name"),
        Column("Notes", "observations"),
    ),
    quirks=("The numbering is `resolution` when written, and `idResolution` when read.",),
    examples=(
        "alegra inventory-adjustments list",
        "alegra inventory-adjustments get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [ADJUSTMENTS]
