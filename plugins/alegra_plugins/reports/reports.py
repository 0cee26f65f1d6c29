"""Sales by client and seller, statements, aging, taxes."""

from alegra_cli.declare import Action, Chart, Column, Compute, Filter, Period, Resource, Rows
from alegra_cli.hookspecs import hookimpl
from alegra_cli.i18n import N_

# What the income statement has been seen to call its sums.
CONCEPTS = (N_("income"), N_("costs"), N_("expenses"), N_("profit"))
FROM = Filter("from", "date", "First day.")
TO = Filter("to", "date", "Last day.", period_end=True)
DATES = (FROM, TO)
DOCUMENTS = Column("Documents", "totalDocuments", "number")
TOTAL = Column("Total", "total", "money")
BEFORE = Column("Before taxes", "subTotal", "money", alternatives=("beforeTaxes",))
AS_OF = Filter("toDate", "date", "Stock as of this day.", options=("--as-of",), period_end=True)


def _rows(
    name: str,
    summary: str,
    *more: Filter,
    columns: tuple[Column, ...],
    sums: tuple[str, ...],
    order_fields: tuple[str, ...] = (),
    page_size: int = 0,
    address: str = "",
    chart: str = "",
) -> Action:
    """A report of the API that comes in pages (10 rows each unless more are asked for).

    address: where live accounts have it; the one under ``/reports`` is tried when it is not.
    chart: path of what its bars are called; empty for no bars.
    """
    return Rows(
        name,
        f"/{name}",
        summary=summary,
        filters=(*DATES, *more),
        columns=columns,
        order_fields=order_fields,
        sums=sums,
        page_size=page_size,
        chart=Chart((chart,), "total") if chart else None,
        address=address,
        fallback=f"/reports/{name}" if address else "",
    )


def _whole(
    name: str, summary: str, *more: Filter, path: str = "", dates: tuple[Filter, ...] = DATES
) -> Action:
    return Action(
        name, "GET", path or f"/{name}", verb="read", summary=summary, filters=(*dates, *more)
    )


NOTES = Filter("creditNoteFilter", help="creditNote takes credit notes off.")

# No REST report is in the official reference; these routes are known from live accounts, and
# several depend on the plan (S100, S101).
OF_THE_API = (
    _rows(
        "sales-by-client",
        "Sales of each client.",
        NOTES,
        order_fields=("total",),
        sums=("totalDocuments", "subTotal", "total"),
        page_size=2000,
        chart="name",
        columns=(
            Column("Client", "name", alternatives=("clientName",)),
            DOCUMENTS,
            BEFORE,
            TOTAL,
        ),
    ),
    _whole("sales-by-client-totals", "Sales of all clients together."),
    _rows(
        "sales-by-seller",
        "Sales of each seller.",
        NOTES,
        order_fields=("total",),
        sums=("totalDocuments", "totalPayed", "subTotal", "total"),
        page_size=2000,
        chart="name",
        columns=(
            Column("Seller", "name", alternatives=("sellerName",)),
            DOCUMENTS,
            Column("Paid", "totalPayed", "money"),
            BEFORE,
            TOTAL,
        ),
    ),
    _rows(
        "sales-by-item",
        "Sales of each item.",
        sums=("total",),
        chart="name",
        columns=(
            Column("Item", "name", alternatives=("itemName",)),
            Column("Quantity", "quantity", "number", alternatives=("totalQuantity",)),
            BEFORE,
            TOTAL,
        ),
    ),
    _rows(
        "sales-documents",
        "Every sales document of a period.",
        sums=("total",),
        address="/invoices/sales-documents",
        columns=(
            Column("Id", "id"),
            Column("Number", "documentNumber"),
            Column("Type", "documentType"),
            Column("Date", "date", "date"),
            Column("Status", "status"),
            TOTAL,
        ),
    ),
    _rows(
        "sales-totals",
        "Sales by day or month; the newest first.",
        Filter(
            "groupBy",
            help="How long a row is.",
            choices=("day", "month", "year"),
            open_choices=True,
        ),
        sums=("count", "total"),
        address="/invoices/sales-totals",
        chart="date",
        columns=(
            Column("Period", "date", alternatives=("period",)),
            Column("Documents", "count", "number", alternatives=("totalDocuments",)),
            TOTAL,
        ),
    ),
    _rows(
        "inventory-value",
        "What the stock is worth, item by item.",
        AS_OF,
        sums=("total",),
        page_size=200,
        chart="name",
        columns=(
            Column("Item", "name", alternatives=("itemName",)),
            Column("Quantity", "quantity", "number", alternatives=("availableQuantity",)),
            Column("Cost", "averageCost", "money", alternatives=("unitCost",)),
            TOTAL,
        ),
    ),
    _whole("inventory-value-totals", "What the whole stock is worth.", AS_OF, dates=()),
    _whole("bills-open-totals", "What is owed to suppliers, and in how many bills."),
    _whole("income-statement", "Income, costs and expenses; depends on the plan."),
    _whole(
        "account-statement",
        "What a client owes, as the API tells it; live accounts answered 404.",
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
    ),
    _whole("accounting-income", "Income as the ledger has it.", path="/accounting/income"),
)

COMPUTED = (
    Compute(
        "aging",
        "",
        summary="What is owed by how long it is overdue, worked out here from the documents.",
        filters=(
            Filter(
                "side",
                help="Only one of the two.",
                choices=("receivables", "payables"),
            ),
            Filter(
                "by",
                help="A row for each contact, or the buckets alone.",
                choices=("contact", "bucket"),
            ),
            Filter("date", "date", "Day to count from; today when not given.", period_end=True),
            Filter("client_id", help="Only this contact.", ids_of="contacts"),
        ),
        function="alegra_plugins.reports.aging:aging",
        chart=Chart(("contact", "bucket"), "total", ("side", "currency")),
        resources=("invoices", "income-debit-notes", "credit-notes", "bills", "debit-notes"),
    ),
    Compute(
        "statement",
        "/{contact}",
        summary="Movements of a contact and its running balance, worked out here.",
        filters=DATES,
        function="alegra_plugins.reports.statement:statement",
        ids_of=(("contact", "contacts"),),
        resources=(
            "invoices",
            "income-debit-notes",
            "credit-notes",
            "payments",
            "bills",
            "debit-notes",
        ),
    ),
    Compute(
        "taxes",
        "",
        summary="Taxes of sales and purchases by rate, worked out here from the documents.",
        filters=(
            *DATES,
            Filter("side", help="Only one of the two.", choices=("sales", "purchases")),
        ),
        function="alegra_plugins.reports.taxes:taxes",
        resources=("invoices", "income-debit-notes", "credit-notes", "bills", "debit-notes"),
    ),
    Compute(
        "sales-by-product",
        "",
        summary="Sales of each item, notes taken off, worked out here from the documents.",
        filters=(*DATES, Filter("client_id", help="Only to this client.", ids_of="contacts")),
        function="alegra_plugins.reports.products:products",
        chart=Chart(("item",), "total", ("currency",)),
        resources=("invoices", "income-debit-notes", "credit-notes"),
    ),
    Compute(
        "retentions",
        "",
        summary="What clients kept back and what was kept back from suppliers, worked out here.",
        filters=(
            *DATES,
            Filter("side", help="Only one of the two.", choices=("sales", "purchases")),
        ),
        function="alegra_plugins.reports.withholdings:retentions",
        chart=Chart(("retention",), "amount", ("side", "currency")),
        resources=(
            "invoices",
            "income-debit-notes",
            "credit-notes",
            "bills",
            "debit-notes",
            "payments",
        ),
    ),
)

REPORTS = Resource(
    name="reports",
    singular="report",
    title="Reports",
    path="/reports",
    actions=(*OF_THE_API, *COMPUTED),
    columns=(),
    period=Period("from", "to", record_path=""),
    filters=DATES,
    quirks=(
        "None of the API's reports is in its official reference: they may change, and some "
        "plans withhold them (exit code 6).",
        "Where two sources name two addresses of a report, the second is tried when the first "
        "is not there, and that is told.",
        "Rows are read to the end, whatever the API's page is; `--limit` stops earlier.",
        "`aging`, `statement`, `taxes`, `sales-by-product` and `retentions` are worked out here "
        "from documents, exactly, each currency by itself; they say from how many documents.",
    ),
    examples=(
        "alegra reports sales-by-client --since this-year",
        "alegra reports aging --by bucket",
        "alegra reports statement 1 --since this-year",
        "alegra reports taxes --period last-month",
        "alegra reports sales-by-product --period this-year --chart",
        "alegra reports income-statement --period last-month --against previous",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [REPORTS]
