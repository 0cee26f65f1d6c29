"""Charges besides the lines: tips, contributions."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# S32, S42
CHARGES = Resource(
    name="additional-charges",
    singular="additional charge",
    title="Additional charges",
    path="/additional-charges",
    actions=CRUD,
    known_by=(KnownBy("name"),),
    order_fields=("id", "name", "status"),
    label=("name",),
    natural_keys=(("name",),),
    filters=(
        active.FILTER,
        Filter("name", help="Name contains."),
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field("percentage", "number", "Usual percentage.", most=100, option="--percentage"),
        Field("code", help="Code.", option="--code"),
        Field("description", help="Description.", option="--description"),
        Field("categorySalesId", "integer", "Account in sales.", option="--sales-account"),
        Field("categoryPurchasesId", "integer", "Account in purchases."),
        active.FIELD,
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Code", "code"),
        Column("Percentage", "percentage", "number"),
        Column("Status", "status"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "Ids, and those of the accounts, are JSON numbers here.",
        "Accounts are given as plain ids, not as objects.",
    ),
    examples=(
        "alegra additional-charges list",
        "alegra additional-charges create --name Servicio --percentage 8 --sales-account 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [CHARGES]
