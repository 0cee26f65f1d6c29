"""Customer debit notes, which add to what a client owes."""

from alegra_cli.declare import (
    CRUD,
    Action,
    Column,
    Emission,
    Field,
    Filter,
    KnownBy,
    Period,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    CLIENT,
    COST_CENTER,
    DATE,
    ITEM,
    NUMBERING,
    PRICE_LIST,
    STAMP,
    WAREHOUSE,
    lines,
)

# S81
NOTES = Resource(
    name="income-debit-notes",
    singular="customer debit note",
    title="Client debit notes",
    path="/income-debit-notes",
    actions=(
        *CRUD,
        Action(
            "void",
            "POST",
            "/{id}/void",
            body="optional",
            confirm="void",
            summary="Annul a debit note.",
        ),
    ),
    known_by=(KnownBy(("numberTemplate.prefix", "numberTemplate.number"), "code"),),
    lines=("items",),
    line_options=(ITEM,),
    order_fields=("id", "date", "status"),
    numbering="incomeDebitNote",
    label=("numberTemplate.prefix", "numberTemplate.number", "client.name"),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("status", help="Status.", choices=("open", "closed", "void")),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("date", "date", "Exactly this day.", one_day=True),
    ),
    fields=(
        DATE,
        Field("dueDate", "date", "Due date.", option="--due-date"),
        CLIENT,
        *lines(Field("items[].reference", help="Reference of the line.")),
        Field("invoice", Ref("invoices"), "Invoice that it adds to.", option="--invoice"),
        Field(
            "type",
            help="Concept, such as VALUE_CHANGE.",
            option="--type",
            countries=("colombia",),
        ),
        *NUMBERING,
        Field("paymentMethod", help="Means of payment.", option="--payment-method"),
        Field("paymentType", help="When it is paid."),
        WAREHOUSE,
        PRICE_LIST,
        COST_CENTER,
        *STAMP,
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.number"),
        Column("Date", "date", "date"),
        Column("Client", "client.name"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
        Column("Balance", "balance", "money"),
    ),
    stamp="stamp.generateStamp",
    emission=Emission("update", stored_under=("debitNote", "incomeDebitNote")),
    statuses=(
        ("open", "Has a balance."),
        ("closed", "Settled."),
        ("void", "Annulled."),
    ),
    quirks=(
        "`costCenter` is an object in some answers and a list in others.",
        "`numberTemplate.number` is a number here, and a text elsewhere.",
    ),
    examples=(
        "alegra income-debit-notes list",
        "alegra income-debit-notes get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [NOTES]
