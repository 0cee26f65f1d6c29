"""Supplier debit notes: what goes back to a supplier."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    COST_CENTER,
    CURRENCY,
    DATE,
    NUMBERING,
    OBSERVATIONS,
    TERMS,
    WAREHOUSE,
)
from alegra_plugins.purchases.document import comment, purchases

# api/debit-notes.yaml
DEBIT_NOTES = Resource(
    name="debit-notes",
    one="supplier debit note",
    path="/debit-notes",
    actions=(*CRUD, comment("text")),
    order_fields=("id", "date", "status"),
    label=("numberTemplate.number", "client.name"),
    filters=(
        Filter("number", help="Number."),
        Filter("client_id", help="Id of the supplier.", of="contacts"),
        Filter("provider_name", help="Name of the supplier contains."),
        Filter("item_id", help="Contains this item.", of="items"),
        Filter("date", "date", "Exactly this day."),
    ),
    fields=(
        DATE,
        Field("client", Ref("contacts"), "The supplier.", required=True, option="--client"),
        *purchases(""),
        Field("bills", "list", "Bills it is applied to, as [{id, amount}]."),
        Field("bills[].id", Ref("bills"), "Bill.", required=True),
        Field("bills[].amount", "money", "Amount applied to it.", required=True),
        Field("refunds", "list", "Money received back, as [{account, date, amount}]."),
        *NUMBERING,
        Field("numberTemplate.number", help="The number.", option="--number"),
        WAREHOUSE,
        COST_CENTER,
        *CURRENCY,
        OBSERVATIONS,
        TERMS,
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.number"),
        Column("Date", "date", "date"),
        Column("Supplier", "client.name"),
        Column("Total", "total", "money"),
        Column("Balance", "balance", "money"),
    ),
    statuses=(
        ("open", "Has a balance that was not applied."),
        ("closed", "Fully applied or refunded."),
    ),
    quirks=(
        "A debit note lowers what you owe: it is the mirror of a supplier's credit note.",
        "The supplier is called `client` here.",
        "The API documents no status of a debit note.",
    ),
    examples=(
        "alegra debit-notes list",
        "alegra debit-notes get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [DEBIT_NOTES]
