"""Remissions: goods delivered before they are invoiced."""

from alegra_cli.declare import (
    CRUD,
    FILES,
    Action,
    Column,
    Field,
    Filter,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    ANOTATION,
    CLIENT,
    CURRENCY,
    DATE,
    DUE,
    OBSERVATIONS,
    PRICE_LIST,
    SELLER,
    WAREHOUSE,
    lines,
)

# api/remissions.yaml
REMISSIONS = Resource(
    name="remissions",
    one="remission",
    path="/remissions",
    page="/remission/view/id/{id}",  # seen in programs that link to it
    actions=(
        *CRUD,
        Action("void", "POST", "/{id}/void", body="optional", summary="Annul a remission."),
        Action("open", "POST", "/{id}/open", body="optional", summary="Undo a void."),
        *FILES,
    ),
    order_fields=("id", "name", "date", "dueDate"),
    label=("number", "client.name"),
    filters=(
        Filter("status", help="Status.", choices=("open", "closed", "void")),
        Filter("client_id", help="Id of the client.", of="contacts"),
        Filter("client_name", help="Name of the client contains."),
        Filter("item_id", help="Contains this item.", of="items"),
        Filter("number", help="Number with its prefix."),
        Filter("date", "date", "Exactly this day."),
        Filter("dueDate", "date", "Due exactly on this day."),
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
    ),
    examples=(
        "alegra remissions list --status open",
        "alegra remissions get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [REMISSIONS]
