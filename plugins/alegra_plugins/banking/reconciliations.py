"""Bank reconciliations: movements matched with a statement."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    Column,
    Field,
    Filter,
    LineOption,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

EXTRAS = Filter("fields", "csv", "Extra keys to add.", choices=("deletable", "balance", "simple"))

# S96
RECONCILIATIONS = Resource(
    name="reconciliations",
    singular="reconciliation",
    title="Bank reconciliations",
    path="/conciliations",
    actions=(
        LIST,
        attrs.evolve(GET, filters=(EXTRAS,)),
        attrs.evolve(CREATE, summary="Create one, or with --id change an open one."),
        DELETE,
    ),
    order_fields=("id", "date"),
    label=("account.name", "date"),
    line_options=(LineOption("--payment", "transactions", "A payment that matches."),),
    filters=(
        Filter("account_id", help="Id of the bank account.", ids_of="bank-accounts"),
        Filter(
            "status",
            help="Status.",
            choices=("open", "closed", "draft", "process"),
            open_choices=True,
        ),
        EXTRAS,
    ),
    fields=(
        Field("id", help="The one to change; none makes a new one.", option="--id"),
        Field("account", Ref("bank-accounts"), "Bank account.", required=True, option="--account"),
        Field("date", "date", "Last day.", required=True, option="--date"),
        Field(
            "realBalance",
            "money",
            "Balance of the statement.",
            required=True,
            option="--real-balance",
        ),
        Field("bankExpenses", "money", "Fees of the bank.", option="--bank-expenses"),
        Field("bankTaxes", "money", "Taxes of the bank.", option="--bank-taxes"),
        Field("bankInterests", "money", "Interest earned.", option="--bank-interests"),
        Field("transactions", "list", "Payments matched, as [{id}]."),
        Field("transactions[].id", Ref("payments"), "Payment.", required=True),
        Field(
            "status",
            help="open is a draft.",
            choices=("open", "closed"),
            documented=False,
            option="--status",
        ),
    ),
    columns=(
        Column("Id", "id"),
        Column("Account", "account.name"),
        Column("Date", "date", "date"),
        Column("Balance", "realBalance", "money"),
        Column("Status", "status"),
    ),
    statuses=(("open", "A draft: can be changed and deleted."), ("closed", "Finished.")),
    quirks=(
        "The path is `/conciliations`; the API answers 403 to `/reconciliations`, which looks "
        "like a plan limit and is none.",
        "There is no update: creating with the id of one changes it.",
    ),
    examples=(
        "alegra reconciliations list --account-id 2",
        "alegra reconciliations create --account 1 --date today --real-balance 100 --dry-run",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [RECONCILIATIONS]
