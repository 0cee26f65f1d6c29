"""Supplier bills, and Colombia's support documents."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    FILES,
    GET,
    LIST,
    UPDATE,
    XML,
    Action,
    Column,
    Conversion,
    Emission,
    Field,
    Filter,
    KnownBy,
    LineOption,
    Period,
    Ref,
    Resource,
    TaxDocument,
    date_filters,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    COST_CENTER,
    CURRENCY,
    DATE,
    DUE,
    NUMBERING,
    OBSERVATIONS,
    PAYMENTS,
    PROVIDER,
    RETENTION,
    RETENTIONS,
    STAMP,
    TERMS,
    WAREHOUSE,
)
from alegra_plugins.purchases.document import comment, purchase_options, purchases

EXTRAS = (
    "url",
    "stamp",
    "stampFiles",
    "xml",
    "additionalInfoStamp",
    "journal",
    "comments",
    "attachments",
)
COLOMBIA = ("colombia",)

# S84 to S87
FIELDS = (
    DATE,
    DUE,
    PROVIDER,
    Field("purchases", "object", "The lines: items, categories, or both.", required=True),
    *purchases(),
    *NUMBERING,
    Field("numberTemplate.prefix", help="Prefix of the supplier's number."),
    Field("numberTemplate.number", help="The supplier's number.", option="--number"),
    Field(
        "purchaseOrder", Ref("purchase-orders"), "Order that it fulfils.", option="--purchase-order"
    ),
    WAREHOUSE,
    COST_CENTER,
    OBSERVATIONS,
    TERMS,
    Field("retentions", "list", "Retentions, as [{id, amount}]."),
    Field("retentions[].id", Ref("retentions"), "Retention."),
    Field("retentions[].amount", "money", "Amount retained."),
    *CURRENCY,
    *PAYMENTS,
    Field("payments[].retentions", "list", "Retentions, as [{id, amount}]."),
    Field("payments[].currency", "object", "Currency and rate."),
    Field(
        "paymentMethod",
        help="Cash or credit, of a support document.",
        choices=("CASH", "CREDIT"),
        words=(("Contado", "CASH"), ("Crédito", "CREDIT")),
        documented=False,
        option="--payment-method",
        countries=COLOMBIA,
    ),
    Field(
        "paymentType",
        help="Means of payment, of a support document.",
        option="--payment-type",
        countries=COLOMBIA,
    ),
    Field(
        "billOperationType",
        help="Kind of support document.",
        choices=("INDIVIDUAL", "ACCUMULATED"),
        documented=False,
        countries=COLOMBIA,
    ),
    Field("physicalDocument", "any", "Number of the paper.", countries=COLOMBIA),
    *STAMP,
)

ADVANCE = LineOption(
    "--advance", "advances", "An advance that is applied.", parts=(("=", "amount"),)
)

ACTIONS = (
    Action(
        "close",
        "POST",
        "/{id}/close",
        body="required",
        summary="Write off what is left of a bill.",
        fields=(
            Field("date", "date", "Day of the closing.", required=True, option="--date"),
            Field(
                "category",
                Ref("categories"),
                "Income account that takes it.",
                required=True,
                option="--category",
            ),
            OBSERVATIONS,
            Field(
                "journal.numberTemplate.id",
                Ref("number-templates"),
                "Numbering of the voucher that it makes.",
            ),
        ),
    ),
    Action(
        "advances",
        "POST",
        "/{id}/advances-applied",
        body="required",
        summary="Apply advances paid to the supplier.",
        fields=(
            Field(
                "advances",
                "list",
                "Advances, as [{id, amount}]; [] for none.",
                required=True,
                may_be_empty=True,
            ),
            Field("advances[].id", Ref("payments"), "Advance.", required=True),
            Field("advances[].amount", "money", "Amount of it.", required=True),
        ),
        aliases=("apply-advances",),
    ),
    Action(
        "retentions",
        "PUT",
        "/{id}/retentions",
        body="required",
        summary="Replace the retentions of a bill.",
        fields=RETENTIONS,
        aliases=("update-retentions",),
    ),
    Action(
        "perceptions",
        "PUT",
        "/{id}/perceptions",
        body="required",
        summary="Replace the perceptions of a bill.",
        fields=(
            Field(
                "perceptions",
                "list",
                "All of them, as [{id, amount}]; [] for none.",
                required=True,
                may_be_empty=True,
            ),
        ),
        countries=("argentina",),
        aliases=("update-perceptions",),
    ),
    Action(
        "import-by-cufe",
        "POST",
        "/import-by-cufe",
        body="required",
        summary="Make a bill from an electronic invoice that was received.",
        fields=(Field("cufe", help="Its CUFE.", required=True, option="--cufe"),),
        countries=COLOMBIA,
    ),
    comment(),
    Action(
        "comment-update",
        "PUT",
        "/{id}/comments/{comment}",
        body="required",
        summary="Change a comment.",
        fields=(Field("comment", help="The text.", required=True, option="--text"),),
    ),
    Action(
        "comment-delete",
        "DELETE",
        "/{id}/comments/{comment}",
        confirm="delete",
        noun="comment",
        summary="Delete a comment.",
    ),
)

BILLS = Resource(
    name="bills",
    singular="bill",
    title="Supplier invoices",
    path="/bills",
    web_path="/bill/view/id/{id}",  # seen in programs that link to it
    actions=(
        LIST,
        attrs.evolve(
            GET,
            filters=(
                Filter("fields", "csv", "Extra keys to add.", choices=EXTRAS),
                Filter("includeVoidPayments", "boolean", "Annulled payments too."),
                Filter("simple", "boolean", "Without the heavy keys."),
                Filter("decimalMode", help="How amounts are rounded."),
                Filter("dataByDate", "date", "Balances as of this day."),
            ),
        ),
        CREATE,
        UPDATE,
        DELETE,
        *ACTIONS,
        *FILES,
        XML,
    ),
    page_size=200,
    known_by=(KnownBy("numberTemplate.fullNumber", "code", word="number"),),
    lines=("purchases.items", "purchases.categories"),
    conversions=(
        Conversion(
            "purchase-orders",
            option="--from-purchase-order",
            link="purchaseOrder",
            copied_keys=("provider", "warehouse", "costCenter", "currency"),
            lists=("purchases.items", "purchases.categories"),
        ),
    ),
    line_options=(*purchase_options(), RETENTION, ADVANCE),
    order_fields=("date", "name", "dueDate"),
    period=Period(),
    label=("numberTemplate.fullNumber", "provider.name"),
    natural_keys=(("provider", "numberTemplate.number"),),
    filters=(
        Filter(
            "status",
            "csv",
            "Status; several with commas.",
            choices=("draft", "open", "paid", "closed", "void"),
            open_choices=True,
        ),
        Filter("billNumber", help="Number contains.", options=("--number", "--bill-number")),
        Filter(
            "client_id",
            help="Id of the supplier.",
            options=("--client-id", "--provider-id"),
            ids_of="contacts",
        ),
        Filter("client_name", help="Name of the supplier contains."),
        Filter("provider_name", help="Name of the supplier contains."),
        Filter("item_id", help="Contains this item.", ids_of="items"),
        Filter("purchaseOrder_id", help="Made from this purchase order.", ids_of="purchase-orders"),
        Filter("uuid", help="UUID of the CFDI.", countries=("mexico",)),
        Filter(
            "type",
            help="Kind; bill when not given.",
            choices=("bill", "supportDocument", "all"),
            countries=COLOMBIA,
        ),
        *date_filters("date", "--date", "Date"),
        *date_filters("dueDate", "--due", "Due date"),
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.fullNumber"),
        Column("Date", "date", "date"),
        Column("Due", "dueDate", "date", late_while=("open",)),
        Column("Supplier", "provider.name"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
        Column("Balance", "balance", "money"),
    ),
    tax_document=TaxDocument(
        "purchases",
        "invoice",
        party="provider",
        support_query=(("type", "all"),),
        import_action="import-by-cufe",
    ),
    stamp="stamp.generateStamp",
    emission=Emission("update", stored_under=("bill",), pending=(("type", "supportDocument"),)),
    statuses=(
        ("draft", "Not accounted yet."),
        ("open", "Has a balance."),
        ("paid", "Paid; a filter of the list knows it by this word too."),
        ("closed", "Paid, or closed with `close`."),
        ("void", "Annulled; the API has no action for it."),
    ),
    quirks=(
        "The lines are under `purchases`: `items` of the catalogue, `categories` for accounts.",
        "The supplier is `provider` in a body, and `client_id` in a filter; a `client_id` that "
        "does not exist gives an empty list, and it can't be mixed with `client_name`.",
        "A bill that the authority refuses while it is created stays: stamp it with "
        "`alegra bills emit ID`, or delete it. Creating it again makes a second one.",
        # S92
        "Whether a stored support document can be stamped by the API, two sources see otherwise: "
        "if `emit` is refused, delete it and create it with `--stamp`.",
        "Alegra's page says to leave `payments` out of a create; register them afterwards.",
        "The cost centre is `costCenter`; `idCostCenter` is refused.",
        "Colombia: `paymentMethod` is cash or credit here and `paymentType` the means; in "
        "invoices they are `paymentForm` and `paymentMethod`.",
    ),
    examples=(
        "alegra bills list --status open --since this-year",
        "alegra bills get 1 --fields comments",
        "alegra bills create --provider 8 --date today --due-date +30d --item 17:3@12000+iva19 "
        "--retention 1",
        "alegra bills create --provider 8 --date today --due-date +30d --account 5120=350000+iva19",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [BILLS]
