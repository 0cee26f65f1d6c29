"""Estimates (quotes), which become invoices."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    PDF,
    UPDATE,
    Column,
    Field,
    Filter,
    KnownBy,
    Period,
    Resource,
    date_filters,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    ANOTATION,
    CLIENT,
    COST_CENTER,
    CURRENCY,
    DATE,
    DUE,
    EMAIL,
    ITEM,
    NUMBERING,
    OBSERVATIONS,
    PRICE_LIST,
    SELLER,
    WAREHOUSE,
    lines,
)

EXTRAS = Filter("fields", "csv", "Extra keys to add.", choices=("comments", "pdf", "invoices"))

# S78
ESTIMATES = Resource(
    name="estimates",
    singular="estimate",
    title="Quotations",
    path="/estimates",
    web_path="/estimate/view/id/{id}",  # seen in programs that link to it
    actions=(LIST, attrs.evolve(GET, filters=(EXTRAS,)), CREATE, UPDATE, DELETE, EMAIL, PDF),
    known_by=(KnownBy("number", "code", find="number"),),
    lines=("items",),
    line_options=(ITEM,),
    order_fields=("id", "name", "date", "dueDate"),
    period=Period(),
    numbering="estimate",
    label=("number", "client.name"),
    filters=(
        # Alegra's own staff filters by it; no page says so.
        Filter("status", help="Status; open has been seen.", choices=("open",), open_choices=True),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("client_name", help="Name of the client contains."),
        Filter("item_id", help="Contains this item.", ids_of="items"),
        Filter("number", help="Number with its prefix."),
        *date_filters("date", "--date", "Date"),
        *date_filters("dueDate", "--due", "Due date")[1:],
    ),
    fields=(
        DATE,
        DUE,
        CLIENT,
        *lines(Field("items[].reference", help="Reference of the line.")),
        SELLER,
        *NUMBERING,
        WAREHOUSE,
        PRICE_LIST,
        COST_CENTER,
        *CURRENCY,
        OBSERVATIONS,
        ANOTATION,
        Field("comments", "list", "Comments.", actions=("update",)),
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Date", "date", "date"),
        Column("Due", "dueDate", "date"),
        Column("Client", "client.name"),
        Column("Total", "total", "money"),
    ),
    quirks=(
        "An estimate becomes an invoice by `alegra invoices create --from-estimate ID`; from "
        "then on it can't be deleted.",
        "The API documents no status of an estimate.",
        "The number is at the top of the record, not in `numberTemplate`.",
    ),
    examples=(
        "alegra estimates list --limit 5",
        "alegra estimates get 1 --fields comments",
        "alegra estimates create --client 2 --date today --due-date +15d --item RES-007:10",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [ESTIMATES]
