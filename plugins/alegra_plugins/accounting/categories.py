"""The chart of accounts."""

from alegra_cli.declare import (
    CREATE,
    GET,
    LIST,
    UPDATE,
    Action,
    Column,
    Field,
    Filter,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

TYPES = ("income", "expense", "asset", "liability", "equity", "cost", "productionCost", "order")

# S97
CATEGORIES = Resource(
    name="categories",
    singular="account",
    title="Chart of accounts",
    path="/categories",
    actions=(
        LIST,
        GET,
        CREATE,
        UPDATE,
        Action("settings", "GET", "/settings", verb="read", summary="Settings of the chart."),
        Action(
            "set-settings",
            "PUT",
            "/settings",
            body="required",
            summary="Change settings of the chart.",
        ),
    ),
    searchable=True,
    known_by=(KnownBy("code", "number"), KnownBy("name")),
    order_fields=("id", "name", "code"),
    label=("code", "name"),
    natural_keys=(("code",), ("name",)),
    filters=(
        Filter("type", help="Class of account.", choices=TYPES),
        Filter("status", help="Status.", choices=("active", "inactive", "deleted")),
        Filter("name", help="Name."),
        Filter("format", help="tree puts accounts into each other.", choices=("tree", "plain")),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "idParent",
            "any",
            "Account that it is below.",
            required=True,
            option="--parent",
            example="5",
        ),
        Field("code", help="Code in the chart.", option="--code", example="519595"),
        Field("description", help="Description.", option="--description"),
        Field("type", help="Class; the parent's when not given.", choices=TYPES, option="--type"),
        Field(
            "use",
            help="Whether it takes entries or sums up those below it.",
            choices=("movement", "accumulative"),
            words=(("Movimiento", "movement"), ("Acumulativa", "accumulative")),
            documented=False,
            option="--use",
        ),
        Field(
            "nature",
            help="Which side grows it.",
            choices=("debit", "credit"),
            documented=False,
            labels=("Naturaleza",),
            words=(("Débito", "debit"), ("Crédito", "credit")),
        ),
        active.FIELD,
        Field("blocked", "yesno", "Closed for entries."),
        Field("categoryRule", "any", "Accounting rule, as {id} or {key}."),
    ),
    columns=(
        Column("Id", "id"),
        Column("Code", "code"),
        Column("Name", "name"),
        Column("Type", "type"),
        Column("Nature", "nature"),
        Column("Takes entries", "use"),
        Column("Status", "status", gender="f"),
    ),
    statuses=(("active", "In use."), ("inactive", "Not offered."), ("deleted", "Taken away.")),
    quirks=(
        "These are ledger accounts; the categories of items are `item-categories`.",
        "An account can't be deleted through the API: make it inactive.",
        "Roots and accounts tied to a rule are read-only.",
        "Ids may be JSON numbers.",
        "In the chart of the PUC an account needs its `code`: without one the API has answered "
        "503. In the NIIF chart codes are empty; changing the chart changes every id.",
    ),
    examples=(
        "alegra categories list --type expense",
        "alegra categories create --name Papelería --parent 13 --code 5195",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [CATEGORIES]
