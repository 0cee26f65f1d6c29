"""Sales by client and seller, statements, aging, taxes."""

from alegra_cli.declare import Action, Column, Filter, Period, Resource
from alegra_cli.hookspecs import hookimpl

FROM = Filter("from", "date", "First day.")
TO = Filter("to", "date", "Last day.", end=True)
DATES = (FROM, TO)
DOCUMENTS = Column("Documents", "totalDocuments", "number")
TOTAL = Column("Total", "total", "money")
BEFORE = Column("Before taxes", "beforeTaxes", "money")


def _rows(
    name: str,
    summary: str,
    *more: Filter,
    columns: tuple[Column, ...],
    sums: tuple[str, ...],
    order_fields: tuple[str, ...] = (),
) -> Action:
    """A report of the API that comes in pages (10 rows each unless more are asked for)."""
    return Action(
        name,
        "GET",
        f"/{name}",
        "rows",
        summary,
        filters=(*DATES, *more),
        columns=columns,
        order_fields=order_fields,
        sums=sums,
    )


def _whole(name: str, summary: str, *more: Filter, path: str = "") -> Action:
    return Action(name, "GET", path or f"/{name}", "read", summary, filters=(*DATES, *more))


# api/reports.yaml: no REST report is in the official reference; these routes are known from
# other clients, and several depend on the plan.
OF_THE_API = (
    _rows(
        "sales-by-client",
        "Sales of each client.",
        Filter("clientName", help="Name of the client contains."),
        order_fields=("totalDocuments", "subTotal", "total"),
        sums=("totalDocuments", "subTotal", "total"),
        columns=(
            Column("Client", "clientName"),
            DOCUMENTS,
            Column("Before taxes", "subTotal", "money"),
            TOTAL,
        ),
    ),
    _whole("sales-by-client-totals", "Sales of all clients together."),
    _rows(
        "sales-by-seller",
        "Sales of each seller.",
        Filter("sellerName", help="Name of the seller contains."),
        order_fields=("totalDocuments", "totalPayed", "beforeTaxes", "total"),
        sums=("totalDocuments", "totalPayed", "beforeTaxes", "total"),
        columns=(
            Column("Seller", "sellerName"),
            DOCUMENTS,
            Column("Paid", "totalPayed", "money"),
            BEFORE,
            TOTAL,
        ),
    ),
    _rows(
        "sales-documents",
        "Every sales document of a period.",
        sums=("total",),
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
        "Sales by day, month or year.",
        Filter("groupBy", help="How long a row is.", choices=("day", "month", "year")),
        sums=("beforeTaxes", "tax", "total", "discount", "creditNote"),
        columns=(
            Column("Period", "period"),
            BEFORE,
            Column("Tax", "tax", "money"),
            Column("Discount", "discount", "money"),
            Column("Credit notes", "creditNote", "money"),
            TOTAL,
        ),
    ),
    _whole("income-statement", "Income, costs and expenses; depends on the plan."),
    _whole(
        "account-statement",
        "What a client owes, as the API tells it; depends on the plan.",
        Filter("client_id", help="Id of the client.", of="contacts"),
    ),
    _whole("accounting-income", "Income as the ledger has it.", path="/accounting/income"),
)

COMPUTED = (
    Action(
        "aging",
        "GET",
        "",
        "compute",
        "What is owed by how long it is overdue, worked out here from the documents.",
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
            Filter("date", "date", "Day to count from; today when not given.", end=True),
            Filter("client_id", help="Only this contact.", of="contacts"),
        ),
        run="alegra_plugins.reports.aging:aging",
        reads=("invoices", "income-debit-notes", "credit-notes", "bills", "debit-notes"),
    ),
    Action(
        "statement",
        "GET",
        "/{contact}",
        "compute",
        "Movements of a contact and its running balance, worked out here.",
        filters=DATES,
        run="alegra_plugins.reports.statement:statement",
        of=(("contact", "contacts"),),
        reads=(
            "invoices",
            "income-debit-notes",
            "credit-notes",
            "payments",
            "bills",
            "debit-notes",
        ),
    ),
    Action(
        "taxes",
        "GET",
        "",
        "compute",
        "Taxes of sales and purchases by rate, worked out here from the documents.",
        filters=(
            *DATES,
            Filter("side", help="Only one of the two.", choices=("sales", "purchases")),
        ),
        run="alegra_plugins.reports.taxes:taxes",
        reads=("invoices", "income-debit-notes", "credit-notes", "bills", "debit-notes"),
    ),
)

REPORTS = Resource(
    name="reports",
    one="report",
    path="/reports",
    actions=(*OF_THE_API, *COMPUTED),
    columns=(),
    period=Period("from", "to"),
    filters=DATES,
    quirks=(
        "None of the API's reports is in its official reference: they may change, and some "
        "plans withhold them (exit code 6).",
        "Rows are read to the end, whatever the API's page is; `--limit` stops earlier.",
        "`aging`, `statement` and `taxes` are worked out here from documents, exactly, each "
        "currency by itself; they say from how many documents.",
    ),
    examples=(
        "alegra reports sales-by-client --since this-year",
        "alegra reports aging --by bucket",
        "alegra reports statement 1 --since this-year",
        "alegra reports taxes --since last-month --until last-month",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [REPORTS]
