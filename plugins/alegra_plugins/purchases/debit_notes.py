"""Supplier debit notes: what goes back to a supplier."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Emission,
    Field,
    Filter,
    KnownBy,
    Period,
    Ref,
    Resource,
    TaxDocument,
    date_filters,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    COST_CENTER,
    CURRENCY,
    DATE,
    NUMBERING,
    OBSERVATIONS,
    RETENTION,
    STAMP,
    TERMS,
    WAREHOUSE,
    apply_to,
)
from alegra_plugins.purchases.document import comment, purchase_options, purchases

# S87 to S89
DEBIT_NOTES = Resource(
    name="debit-notes",
    singular="supplier debit note",
    title="Supplier debit notes",
    path="/debit-notes",
    actions=(*CRUD, comment()),
    known_by=(
        KnownBy("numberTemplate.number", "code", find="number", word="number"),
        KnownBy(("numberTemplate.prefix", "numberTemplate.number"), "code"),
    ),
    order_fields=("id", "date", "status"),
    period=Period(),
    lines=("items", "categories"),
    line_options=(
        *purchase_options(""),
        apply_to("bills", "Apply it to a bill; without an amount, to all that it owes."),
        RETENTION,
    ),
    numbering="debitNote",
    label=("numberTemplate.number", "client.name"),
    filters=(
        Filter("number", help="Number."),
        Filter("client_id", help="Id of the supplier.", ids_of="contacts"),
        Filter("provider_name", help="Name of the supplier contains."),
        Filter("item_id", help="Contains this item.", ids_of="items"),
        Filter(
            "type",
            help="Kind; normal when not given, which leaves adjustment notes out.",
            choices=("normal", "adjustmentNote", "all"),
        ),
        Filter("emissionStatus", help="State at the tax authority.", catalog="emission-statuses"),
        Filter("idGlobal", help="Number within the whole account.", options=("--global-number",)),
        Filter("id", "csv", "These ids, up to 30.", options=("--ids",), ids_of="debit-notes"),
        *date_filters("date", "--date", "Date"),
        Filter("fields", "csv", "Extra keys to add."),
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
        Field("retentions", "list", "Retentions, as [{id, amount}]."),
        Field("retentions[].id", Ref("retentions"), "Retention."),
        Field("retentions[].amount", "money", "Amount retained."),
        Field("annotation", help="Notes that are printed.", option="--annotation"),
        Field("reason", help="Why it is made.", option="--reason"),
        Field(
            "adjustmentNoteType",
            help="Concept of a note that adjusts a support document.",
            option="--adjustment-type",
            countries=("colombia",),
        ),
        Field(
            "typeCreditNote",
            help="Concept, as the authority's code.",
            option="--type",
            countries=("costaRica",),
        ),
        *STAMP,
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.number"),
        Column("Date", "date", "date"),
        Column("Supplier", "client.name"),
        Column("Total", "total", "money"),
        Column("Balance", "balance", "money"),
    ),
    tax_document=TaxDocument(
        "purchases", "credit-note", party="client", support_query=(("type", "all"),)
    ),
    stamp="stamp.generateStamp",
    emission=Emission("update", stored_under=("debitNote",), pending=(("type", "adjustmentNote"),)),
    statuses=(
        ("open", "Has a balance that was not applied."),
        ("closed", "Fully applied or refunded."),
    ),
    quirks=(
        "A debit note lowers what you owe: it is the mirror of a supplier's credit note.",
        "The supplier is called `client` here.",
        "The list leaves Colombia's adjustment notes to support documents out unless "
        "`--type all` or `--type adjustmentNote` asks for them.",
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
