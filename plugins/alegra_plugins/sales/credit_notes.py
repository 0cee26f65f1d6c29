"""Customer credit notes, applied to invoices or refunded."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    PDF,
    UPDATE,
    Column,
    Emission,
    Field,
    Filter,
    KnownBy,
    Period,
    Ref,
    Resource,
    Reversal,
    TaxDocument,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import EMAIL, ITEM, REFERENCES, apply_to, lines

# S20, S77
FIELDS = (
    Field("date", "date", "Date of the document.", required=True, option="--date"),
    Field("client", Ref("contacts"), "The client.", required=True, option="--client"),
    *lines(),
    *REFERENCES,
    Field("invoices", "list", "Invoices it is applied to, as [{id, amount}]."),
    Field("invoices[].id", Ref("invoices"), "Invoice.", example="14"),
    Field("invoices[].amount", "money", "Amount applied to it.", example="100"),
    Field("invoices[].retentions", "list", "Retentions reversed, as [{id, amount}]."),
    Field("refunds", "list", "Money returned, as [{account, date, amount}]."),
    Field(
        "type",
        help="Concept, such as VOID_ELECTRONIC_INVOICE.",
        option="--type",
        countries=("colombia",),
        required_in=("colombia",),
    ),
    Field(
        "creditNoteOperationType",
        help="Whether it quotes an electronic invoice.",
        documented=False,
        choices=("REFERENCE_TO_ELECTRONIC_INVOICE", "NO_REFERENCE_TO_ELECTRONIC_INVOICE"),
        countries=("colombia",),
    ),
    Field("cause", help="The reason.", option="--cause"),
)

CREDIT_NOTES = Resource(
    name="credit-notes",
    singular="credit note",
    title="Credit notes",
    path="/credit-notes",
    web_path="/credit-note/view/id/{id}",  # seen in programs that link to it
    actions=(
        LIST,
        attrs.evolve(
            GET, filters=(Filter("fields", "csv", "Extra keys to add.", choices=("pdf",)),)
        ),
        CREATE,
        UPDATE,
        DELETE,
        EMAIL,
        PDF,
    ),
    known_by=(KnownBy("numberTemplate.fullNumber", "code", word="number"),),
    lines=("items", "invoices"),
    line_options=(
        ITEM,
        apply_to("invoices", "Apply it to an invoice; without an amount, to all that it owes."),
    ),
    numbering="creditNote",
    label=("numberTemplate.fullNumber", "client.name"),
    natural_keys=(("numberTemplate.id", "numberTemplate.number"),),
    order_fields=("id", "date", "status"),
    # The API has no filter for the last day of a stretch.
    period=Period("date_afterEq", ""),
    filters=(
        Filter("status", help="Status.", choices=("open", "closed", "void")),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("date", "date", "Exactly this day.", one_day=True),
        Filter(
            "date_afterEq",
            "date",
            "This day or after; may be ignored by the API.",
            options=("--date-from",),
        ),
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.fullNumber"),
        Column("Date", "date", "date"),
        Column("Client", "client.name"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
        Column("Balance", "balance", "money"),
    ),
    tax_document=TaxDocument("sales", "credit-note", party="client"),
    stamp="stamp.generateStamp",
    emission=Emission("update", stored_under=("creditNote",)),
    reversal=Reversal("invoices", option="--for-invoice", client_filter="client_id"),
    statuses=(
        ("open", "Has a balance that was not applied."),
        ("closed", "Fully applied or refunded."),
        ("void", "Annulled."),
    ),
    quirks=(
        "Applying more than an invoice's balance is refused (code 9030); delete its payments "
        "first.",
        "There is no action to void a credit note.",
    ),
    examples=(
        "alegra credit-notes list --limit 5",
        "alegra credit-notes get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [CREDIT_NOTES]
