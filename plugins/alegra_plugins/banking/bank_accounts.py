"""Banks, cash and credit cards."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    UPDATE,
    Action,
    Column,
    Field,
    Filter,
    KnownBy,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

TYPES = ("bank", "cash", "credit-card")
EXTRAS = Filter("fields", "csv", "Extra keys to add.", choices=("category", "lastMovementDate"))

# A list of accounts is looked at for what is on them.
BALANCE = (("includeBalance", "true"),)

# S95
BANK_ACCOUNTS = Resource(
    name="bank-accounts",
    singular="bank account",
    title="Bank accounts",
    path="/bank-accounts",
    actions=(
        attrs.evolve(LIST, query=BALANCE),
        attrs.evolve(GET, filters=(EXTRAS,), query=BALANCE),
        CREATE,
        UPDATE,
        DELETE,
        Action(
            "transfer",
            "POST",
            "/{id}/transfer",
            body="required",
            summary="Move money from this account to another.",
            fields=(
                Field("idDestination", help="Id of the other.", required=True, option="--to"),
                Field("amount", "money", "Amount.", required=True, option="--amount"),
                Field("date", "date", "Day.", required=True, option="--date"),
                Field("observations", help="Notes.", option="--observations"),
                Field(
                    "exchangeRate",
                    "number",
                    "Rate between two currencies.",
                    option="--exchange-rate",
                ),
                Field("costCenterOrigin", help="Cost centre of the money out."),
                Field("costCenterDestination", help="Cost centre of the money in."),
                Field("idResolution", help="Numbering of the money in."),
                Field("idResolutionOut", help="Numbering of the money out."),
            ),
        ),
    ),
    searchable=True,
    known_by=(KnownBy("name"),),
    order_fields=("id", "date"),
    label=("name",),
    natural_keys=(("name",),),
    filters=(
        active.FILTER,
        Filter("includeInactive", "boolean", "Inactive ones too."),
        Filter("includeBalance", "boolean", "With the present balance."),
        Filter("type", help="Kind; may be ignored by the API.", choices=TYPES),
        EXTRAS,
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "type", help="Kind.", required=True, choices=TYPES, documented=False, option="--type"
        ),
        Field(
            "initialBalance",
            "money",
            "Opening balance; of a card, the debt.",
            required=True,
            option="--initial-balance",
        ),
        Field(
            "initialBalanceDate",
            "date",
            "Day of the opening balance.",
            required=True,
            option="--initial-balance-date",
        ),
        Field("number", help="Number of the account.", option="--number"),
        Field("description", help="Description.", option="--description"),
        active.FIELD,
        Field("currency", "any", "Currency; the API may not take it."),
        Field("category", Ref("categories"), "Its ledger account."),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Type", "type"),
        Column("Number", "number"),
        Column("Balance", "balance", "money"),
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "The API tells a balance only when it is asked to: it always is, unless "
        "`--include-balance false` says not to.",
        "Statements of a bank can't be read through the API.",
        "The account named in `transfer` is the one that the money leaves.",
    ),
    examples=(
        "alegra bank-accounts list --columns name,balance",
        "alegra bank-accounts transfer 2 --to 1 --amount 1500 --date today",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [BANK_ACCOUNTS]
