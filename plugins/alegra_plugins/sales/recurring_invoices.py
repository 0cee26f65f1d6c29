"""Invoices that come by themselves, on a schedule."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    ANOTATION,
    CLIENT,
    COST_CENTER,
    CURRENCY,
    ITEM,
    NUMBERING,
    OBSERVATIONS,
    PRICE_LIST,
    TERMS,
    WAREHOUSE,
    lines,
)

# S82
RECURRING = Resource(
    name="recurring-invoices",
    singular="recurring invoice",
    title="Recurring invoices",
    path="/recurring-invoices",
    actions=CRUD,
    lines=("items",),
    line_options=(ITEM,),
    order_fields=("name", "startDate", "endDate", "repeatEvery", "term"),
    filters=(
        Filter("startDate", "date", "Starts exactly on this day.", one_day=True),
        Filter("endDate", "date", "Ends exactly on this day.", one_day=True),
        Filter("repeatEvery", "integer", "Repeats every so many months."),
        Filter("term", "integer", "Days until an invoice is due."),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("client_name", help="Name of the client contains."),
    ),
    fields=(
        Field("startDate", "date", "First day.", required=True, option="--start-date"),
        Field("endDate", "date", "Last day; none when not given.", option="--end-date"),
        Field(
            "repeatEvery",
            "integer",
            "Every so many months.",
            required=True,
            option="--repeat-every",
        ),
        Field("term", "integer", "Days until an invoice is due.", option="--term"),
        CLIENT,
        *lines(
            Field("items[].reference", help="Reference of the line."),
            Field("items[].taxes", "list", "Taxes of the line, as [{id}]."),
        ),
        *NUMBERING,
        OBSERVATIONS,
        ANOTATION,
        TERMS,
        WAREHOUSE,
        PRICE_LIST,
        COST_CENTER,
        *CURRENCY,
    ),
    columns=(
        Column("Id", "id"),
        Column("Client", "client.name"),
        Column("Start", "startDate", "date"),
        Column("End", "endDate", "date"),
        Column("Every", "repeatEvery", "number"),
        Column("Next", "nextCreation", "date"),
        Column("Total", "total", "money"),
    ),
    quirks=(
        "The unit of `repeatEvery` is told by no source; the web application counts months.",
        "In answers the id of a line is the line's own; the catalogue item is `itemId`, and the "
        "taxes are under `taxes`.",
    ),
    examples=(
        "alegra recurring-invoices list",
        "alegra recurring-invoices list --repeat-every 3 -o json",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [RECURRING]
