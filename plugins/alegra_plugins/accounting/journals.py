"""Vouchers made by hand, whose debits are their credits."""

from alegra_cli.declare import (
    CRUD,
    Action,
    Balance,
    Column,
    Field,
    Filter,
    KnownBy,
    LineOption,
    Period,
    Ref,
    Resource,
    Rows,
)
from alegra_cli.hookspecs import hookimpl

LINES = (
    LineOption(
        "--debit",
        "entries",
        "A debit of an account.",
        parts=(("=", "debit"),),
        constants=(("credit", 0),),
        only=(("use", "!accumulative"),),
    ),
    LineOption(
        "--credit",
        "entries",
        "A credit of an account.",
        parts=(("=", "credit"),),
        constants=(("debit", 0),),
        only=(("use", "!accumulative"),),
    ),
)

# S99
JOURNALS = Resource(
    name="journals",
    singular="journal",
    title="Journal entries",
    path="/journals",
    actions=(
        *CRUD,
        Rows(
            "entries",
            "/entries",
            summary="Lines of the ledger, whatever document made them.",
            filters=(
                Filter("fromDate", "date", "First day; goes with --to.", options=("--from",)),
                Filter(
                    "toDate",
                    "date",
                    "Last day; goes with --from.",
                    options=("--to",),
                    period_end=True,
                ),
                Filter("category_id", help="Of this ledger account.", ids_of="categories"),
                Filter("client_id", help="Of this third party.", ids_of="contacts"),
            ),
            columns=(
                Column("Date", "date", "date"),
                Column("Account", "category.name"),
                Column("Third party", "client.name"),
                Column("Document", "document.number"),
                Column("Debit", "debit", "money"),
                Column("Credit", "credit", "money"),
            ),
            sums=("debit", "credit"),
            page_size=500,
            page_param="page",
        ),
        Action(
            "types",
            "GET",
            "/types",
            verb="read",
            summary="Kinds of vouchers and their numberings, for --numbering.",
            show="data[]",
            columns=(Column("Id", "id"), Column("Name", "name"), Column("Prefix", "prefix")),
        ),
        Action(
            "balance", "GET", "/entries/graph", verb="read", summary="Debits and credits over time."
        ),
    ),
    known_by=(KnownBy("number", "code", find="number"),),
    lines=("entries",),
    line_options=LINES,
    order_fields=("date", "name", "reference", "observations"),
    label=("number", "reference"),
    balance=Balance("entries", "debit", "credit"),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("date", "date", "Exactly this day.", one_day=True),
        Filter("client_id", help="Id of the third party.", ids_of="contacts"),
        Filter("client_name", help="Name of the third party contains."),
        Filter("reference", help="Reference."),
        Filter("observations", help="Notes."),
        Filter("number", help="Number."),
    ),
    fields=(
        Field("date", "date", "Day.", required=True, option="--date"),
        Field("entries", "list", "Lines; a debit and a credit at least.", required=True),
        Field("entries[].id", Ref("categories"), "Ledger account.", required=True),
        Field("entries[].debit", "money", "0 on a credit line.", required=True),
        Field("entries[].credit", "money", "0 on a debit line.", required=True),
        Field("entries[].client", Ref("contacts"), "Third party of the line."),
        Field("entries[].costCenter", Ref("cost-centers"), "Cost centre of the line."),
        Field("entries[].description", help="Description of the line."),
        Field("reference", help="Reference.", option="--reference"),
        Field("observations", help="Notes.", option="--observations"),
        Field(
            "idNumeration",
            help="Numbering, by its id; `alegra journals types` lists them.",
            option="--numbering",
        ),
        Field("client", Ref("contacts"), "Third party of the whole.", option="--client"),
        Field("employee", "any", "Employee, as {id}."),
        Field(
            "status", help="Status.", choices=("open", "void"), documented=False, option="--status"
        ),
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Date", "date", "date"),
        Column("Reference", "reference"),
        Column("Total", "total", "money"),
        Column("Status", "status", gender="m"),
    ),
    statuses=(("open", "In effect."), ("void", "Annulled.")),
    quirks=(
        "Debits and credits are compared, exactly, before anything is sent.",
        "Invoices, bills and payments make entries of their own; this list has the manual ones.",
        "An entry names its account by `id`; with `account` the API says that there are not two "
        "different accounts. A kind of voucher has to exist: the API makes none (403).",
        "The parameters and the answer of `balance` are documented nowhere.",
    ),
    examples=(
        "alegra journals list",
        "alegra journals get 1",
        "alegra journals create --date today --debit 5120=35000 --credit 1435=35000",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [JOURNALS]
