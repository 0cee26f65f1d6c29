"""Orders to suppliers, which become bills."""

from alegra_cli.declare import (
    CRUD,
    FILES,
    Action,
    Column,
    Field,
    Filter,
    KnownBy,
    Period,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    ANOTATION,
    COST_CENTER,
    CURRENCY,
    DATE,
    NUMBERING,
    OBSERVATIONS,
    ORDER_EMAIL,
    PROVIDER,
    TERMS,
    WAREHOUSE,
)
from alegra_plugins.purchases.document import comment, purchase_options, purchases

# S90
PURCHASE_ORDERS = Resource(
    name="purchase-orders",
    singular="purchase order",
    title="Purchase orders",
    path="/purchase-orders",
    actions=(
        *CRUD,
        Action(
            "void",
            "POST",
            "/{id}/void",
            body="optional",
            confirm="void",
            summary="Annul an order.",
        ),
        ORDER_EMAIL,
        comment("comments", "any"),
        *FILES,
    ),
    known_by=(
        KnownBy("numberTemplate.number", "code", find="number", word="number"),
        KnownBy(("numberTemplate.prefix", "numberTemplate.number"), "code"),
    ),
    lines=("purchases.items", "purchases.categories"),
    line_options=(*purchase_options(),),
    order_fields=("id", "name", "date", "deliveryDate", "status"),
    label=("numberTemplate.number", "provider.name"),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("status", help="Status.", choices=("open", "closed", "void"), open_choices=True),
        Filter("provider_name", help="Name of the supplier contains."),
        Filter(
            "client_id",
            help="Id of the supplier.",
            options=("--client-id", "--provider-id"),
            ids_of="contacts",
        ),
        Filter("warehouse_id", help="For this warehouse.", ids_of="warehouses"),
        Filter(
            "costCenter_id",
            help="Of this cost centre; none for those without one.",
            ids_of="cost-centers",
        ),
        Filter("number", help="Number."),
        Filter("date", "date", "Exactly this day.", one_day=True),
        Filter("deliveryDate", "date", "To be delivered exactly on this day.", one_day=True),
        Filter("currency", help="Currency, by its code."),
        Filter("fields", "csv", "Extra keys to add.", choices=("deletable", "editable")),
    ),
    fields=(
        DATE,
        Field("deliveryDate", "date", "Day of delivery.", required=True, option="--delivery-date"),
        PROVIDER,
        Field("purchases", "object", "The lines: items, categories, or both.", required=True),
        *purchases(),
        Field(
            "purchases.items[].taxCondition",
            help="Tax condition of the line.",
            countries=("mexico",),
        ),
        *NUMBERING,
        OBSERVATIONS,
        ANOTATION,
        TERMS,
        WAREHOUSE,
        COST_CENTER,
        *CURRENCY,
    ),
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.number"),
        Column("Date", "date", "date"),
        Column("Delivery", "deliveryDate", "date"),
        Column("Supplier", "provider.name"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
    ),
    statuses=(
        ("open", "Sent, not billed."),
        ("closed", "Billed."),
        ("void", "Annulled; the API has no action to undo it."),
    ),
    quirks=(
        "An order becomes a bill by `alegra bills create --purchase-order ID …`.",
        "The sum before taxes has been seen as `subTotal` and as `subtotal`.",
    ),
    examples=(
        "alegra purchase-orders list --status open",
        "alegra purchase-orders get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [PURCHASE_ORDERS]
