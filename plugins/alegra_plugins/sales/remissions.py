"""Remissions: goods delivered before they are invoiced."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    FILES,
    GET,
    LIST,
    PDF,
    UPDATE,
    Action,
    Column,
    Field,
    Filter,
    KnownBy,
    Period,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    ANOTATION,
    CLIENT,
    COST_CENTER,
    CURRENCY,
    DATE,
    DUE,
    ITEM,
    OBSERVATIONS,
    PRICE_LIST,
    SELLER,
    WAREHOUSE,
    lines,
)

EXTRAS = (
    "pdf",
    "comments",
    "invoices",
    "url",
    "estimate",
    "editable",
    "deletable",
    "voidable",
    "openable",
)

# S79
REMISSIONS = Resource(
    name="remissions",
    singular="remission",
    title="Remissions",
    path="/remissions",
    web_path="/remission/view/id/{id}",  # seen in programs that link to it
    actions=(
        LIST,
        attrs.evolve(GET, filters=(Filter("fields", "csv", "Extra keys to add.", choices=EXTRAS),)),
        CREATE,
        UPDATE,
        DELETE,
        Action(
            "void",
            "POST",
            "/{id}/void",
            body="optional",
            confirm="void",
            undo="open",
            summary="Annul a remission.",
        ),
        Action(
            "open",
            "POST",
            "/{id}/open",
            body="optional",
            confirm="open",
            undo="void",
            summary="Undo a void.",
        ),
        *FILES,
        PDF,
    ),
    known_by=(KnownBy("number", "code", find="number"),),
    lines=("items",),
    line_options=(ITEM,),
    order_fields=("number", "dueDate", "status", "name"),
    newest_first=True,
    label=("number", "client.name"),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("status", "csv", "Status; several with commas.", choices=("open", "closed", "void")),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("client_name", help="Name of the client contains."),
        Filter("item_id", help="Contains this item.", ids_of="items"),
        Filter("number", help="Number; its digits are compared, and several may have them."),
        Filter("currency_code", help="Currency, by its code.", options=("--currency",)),
        Filter("warehouse_id", help="From this warehouse.", ids_of="warehouses"),
        Filter("priceList_id", help="With this price list.", ids_of="price-lists"),
        Filter("fields", "csv", "Extra keys to add.", choices=EXTRAS[-4:]),
        Filter("date", "date", "Exactly this day.", one_day=True),
        Filter("dueDate", "date", "Due exactly on this day.", one_day=True),
    ),
    fields=(
        DATE,
        DUE,
        CLIENT,
        *lines(Field("items[].reference", help="Reference of the line.")),
        Field("documentName", help="Kind of document."),
        SELLER,
        WAREHOUSE,
        PRICE_LIST,
        COST_CENTER,
        *CURRENCY,
        OBSERVATIONS,
        ANOTATION,
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Date", "date", "date"),
        Column("Due", "dueDate", "date"),
        Column("Client", "client.name"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
    ),
    statuses=(
        ("open", "Delivered, not invoiced."),
        ("closed", "Invoiced."),
        ("void", "Annulled."),
    ),
    quirks=(
        "A remission becomes an invoice by `alegra invoices create -f FILE` with "
        "`remissions: [{id: …}]` in it; from then on it can't be deleted.",
        "Quantities of lines are texts with two decimals.",
        "The newest come first; of what others are ordered by, only number, due date, status "
        "and name are heeded here.",
        "`costCenter` is empty when one remission is read, although the list has it; there is "
        "no PDF of more than 200 lines.",
    ),
    examples=(
        "alegra remissions list --status open",
        "alegra remissions get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [REMISSIONS]
