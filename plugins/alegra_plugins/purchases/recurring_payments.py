"""Payments that come by themselves; the API only shows them."""

from alegra_cli.declare import GET, LIST, Column, Resource
from alegra_cli.hookspecs import hookimpl

# S91
RECURRING = Resource(
    name="recurring-payments",
    singular="recurring payment",
    title="Recurring payments",
    path="/recurring-payments",
    actions=(LIST, GET),
    order_fields=("id", "number", "startDate", "endDate"),
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Start", "startDate", "date"),
        Column("End", "endDate", "date"),
        Column("Every", "repeatEvery", "number"),
        Column("Amount", "amount", "money"),
        Column("Account", "account.name"),
    ),
    quirks=(
        "They can't be made, changed or deleted through the API.",
        "Almost every number may come as a text; amounts with ten decimals.",
    ),
    examples=(
        "alegra recurring-payments list",
        "alegra recurring-payments get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [RECURRING]
