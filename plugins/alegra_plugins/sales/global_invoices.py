"""Mexico's global invoices, which gather sale tickets."""

from alegra_cli.declare import (
    DELETE,
    GET,
    LIST,
    UPDATE,
    Action,
    Column,
    Field,
    KnownBy,
    LineOption,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import NUMBERING

# Always stamped on create, whatever the body says (S80).
GLOBAL_INVOICES = Resource(
    name="global-invoices",
    singular="global invoice",
    title="Global invoices",
    path="/global-invoices",
    actions=(
        LIST,
        GET,
        Action(
            "create",
            "POST",
            verb="create",
            body="optional",
            confirm="authority",
            summary="Gather sale tickets and send them to the tax authority.",
        ),
        UPDATE,
        DELETE,
    ),
    known_by=(KnownBy(("numberTemplate.prefix", "numberTemplate.number"), "code"),),
    numbering="invoice",
    label=("numberTemplate.prefix", "numberTemplate.number"),
    fields=(
        Field("date", "date", "Date of the document.", option="--date", example="today"),
        Field(
            "periodicity",
            help="Periodicity of the tickets, such as MONTHLY.",
            option="--periodicity",
            countries=("mexico",),
        ),
        Field("saleTickets", "list", "Sale tickets to gather, as [{id}].", example="[]"),
        Field("saleTickets[].id", help="Sale ticket."),
        *NUMBERING,
    ),
    line_options=(LineOption("--ticket", "saleTickets", "A sale ticket to gather."),),
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.number"),
        Column("Date", "date", "date"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
        Column("UUID", "stamp.uuid"),
    ),
    statuses=(
        ("draft", "The authority refused it, or has not answered; can be edited and deleted."),
        ("open", "Issued and stamped."),
    ),
    quirks=(
        "Only accounts in Mexico have them.",
        "Creating one always sends it to the tax authority: there is no unstamped one. If that "
        "fails it stays as a draft.",
        "The API documents no filter of the list.",
    ),
    examples=(
        "alegra global-invoices list",
        "alegra global-invoices create --periodicity MONTHLY --dry-run",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [GLOBAL_INVOICES]
