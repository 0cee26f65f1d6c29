"""Money in, against invoices, and money out."""

import attrs

from alegra_cli.declare import (
    ATTACH,
    ATTACHMENTS,
    CREATE,
    DELETE,
    GET,
    LIST,
    PDF,
    UPDATE,
    Action,
    Column,
    Emission,
    Field,
    Filter,
    KnownBy,
    LineOption,
    Period,
    Ref,
    Resource,
    date_filters,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import RETENTION

EXTRAS = Filter("fields", "csv", "Extra keys to add.", choices=("comments", "voucherNumber", "pdf"))
METHODS = ("cash", "check", "transfer", "deposit", "credit-card", "debit-card")

# S93, S94
FIELDS = (
    Field("date", "date", "Date of the payment.", required=True, option="--date"),
    Field(
        "bankAccount",
        Ref("bank-accounts"),
        "Bank or cash account.",
        required=True,
        option="--bank-account",
    ),
    Field(
        "paymentMethod",
        help="Means of payment; money out goes without it.",
        required=True,
        unless=(("type", "out"), ("bills", "*")),
        choices=METHODS,
        documented=False,
        option="--payment-method",
    ),
    Field(
        "type",
        help="in or out; needed when there are only categories.",
        choices=("in", "out"),
        example="in",
        words=(("Ingreso", "in"), ("Egreso", "out"), ("Entrada", "in"), ("Salida", "out")),
        option="--type",
        actions=("create",),
    ),
    Field("client", Ref("contacts"), "The contact.", option="--client"),
    Field("invoices", "list", "Invoices paid, as [{id, amount}]."),
    Field("invoices[].id", Ref("invoices"), "Invoice.", required=True),
    Field("invoices[].amount", "money", "Amount applied to it.", required=True),
    Field("invoices[].retentions", "list", "Retentions, as [{id, amount}]."),
    Field("bills", "list", "Bills paid, as [{id, amount}]."),
    Field("bills[].id", Ref("bills"), "Bill.", required=True),
    Field("bills[].amount", "money", "Amount applied to it.", required=True),
    Field("bills[].retentions", "list", "Retentions, as [{id, amount}]."),
    Field(
        "categories",
        "list",
        "Accounts it goes to, as [{id, price, quantity}]; or invoices, or bills.",
        example="[]",
    ),
    Field("categories[].id", Ref("categories"), "Account.", required=True),
    Field("categories[].price", "money", "Unit value."),
    Field("categories[].quantity", "number", "How many."),
    Field("categories[].tax", "any", "One tax, as {id}."),
    Field("categories[].observations", help="Notes."),
    Field("documentLines", "list", "Lines of vouchers paid, money out."),
    Field("documentLines[].idJournal", Ref("journals"), "Voucher."),
    Field("documentLines[].documentLineId", help="Its line."),
    Field("documentLines[].amount", "money", "Amount paid of it."),
    Field("metadata", "any", "What some countries add, as JSON text."),
    Field("retentions", "list", "Retentions, as [{id, amount}]."),
    Field("retentions[].id", Ref("retentions"), "Retention."),
    Field("retentions[].amount", "money", "Amount retained."),
    Field("currency.code", help="Currency, by its code.", option="--currency"),
    Field("currency.exchangeRate", "number", "Rate.", option="--exchange-rate"),
    Field("costCenter", Ref("cost-centers"), "Cost centre.", option="--cost-center"),
    Field("observations", help="Notes that are not printed.", option="--observations"),
    Field("anotation", help="Notes that are printed.", option="--anotation"),
    Field("comments", "list", "Comments."),
    Field("numberTemplate", "any", "Numbering."),
    Field("numberTemplate.id", help="Numbering, by its id.", option="--number-template"),
)

# Whose numbers people know: money out pays bills.
PAY = (
    LineOption(
        "--pay",
        "bills",
        "A bill that is paid, with --type out; without an amount, all that it owes.",
        parts=(("=", "amount"),),
        from_record=(("amount", "balance"),),
        when=(("type", "out"),),
    ),
    LineOption(
        "--pay",
        "invoices",
        "An invoice that is paid; without an amount, all that it owes.",
        parts=(("=", "amount"),),
        from_record=(("amount", "balance"),),
    ),
)
ACCOUNT = LineOption(
    "--account",
    "categories",
    "An account that the money goes to or comes from.",
    parts=((":", "quantity"), ("=", "price")),
    constants=(("quantity", 1),),
    only=(("use", "!accumulative"),),
)

PAYMENTS = Resource(
    name="payments",
    singular="payment",
    title="Payments",
    path="/payments",
    actions=(
        LIST,
        attrs.evolve(GET, filters=(EXTRAS,)),
        CREATE,
        UPDATE,
        DELETE,
        Action(
            "void",
            "POST",
            "/{id}/void",
            body="optional",
            confirm="void",
            undo="open",
            summary="Annul a payment; its invoices owe again.",
            fields=(
                Field("voidCause", help="Reason.", option="--cause"),
                Field("voidDate", "date", "Day of the annulment.", option="--date"),
            ),
        ),
        Action(
            "open",
            "POST",
            "/{id}/open",
            body="optional",
            confirm="open",
            undo="void",
            summary="Undo a void.",
        ),
        Action(
            "stamp",
            "POST",
            "/{id}/stamp",
            body="optional",
            confirm="authority",
            summary="Send the payment's receipt (REP) to the tax authority.",
            countries=("mexico", "costaRica"),
        ),
        ATTACH,
        ATTACHMENTS,
        PDF,
    ),
    known_by=(KnownBy(("numberTemplate.prefix", "number"), "code"),),
    lines=("invoices", "bills", "categories", "documentLines"),
    line_options=(*PAY, ACCOUNT, RETENTION),
    label=("numberTemplate.prefix", "number", "client.name"),
    order_fields=("id", "number", "date", "type"),
    period=Period(),
    repeats=True,
    filters=(
        Filter("type", help="Direction.", choices=("in", "out")),
        Filter("status", help="Status.", choices=("open", "void")),
        Filter("client_id", help="Id of the contact.", ids_of="contacts"),
        Filter(
            "conciliation_id", help="Payments of this reconciliation.", ids_of="reconciliations"
        ),
        Filter("includeUnconciliated", "boolean", "Also those not reconciled."),
        Filter(
            "id",
            "csv",
            "These ids, up to 30; other filters are then ignored.",
            options=("--ids",),
            ids_of="payments",
        ),
        Filter(
            "account_id",
            help="Of this bank or cash account.",
            options=("--bank-account", "--account-id"),
            ids_of="bank-accounts",
            record_path="bankAccount.id",
        ),
        Filter("from", "date", "First day, of money out.", options=("--out-from",)),
        Filter("to", "date", "Last day, of money out.", options=("--out-to",), period_end=True),
        *date_filters("date", "--date", "Date"),
        # A payment has no due date of its own; the API names no exact filter.
        *date_filters("dueDate", "--due", "Due date")[1:],
        EXTRAS,
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Date", "date", "date"),
        Column("Type", "type"),
        Column("Contact", "client.name"),
        Column("Account", "bankAccount.name"),
        Column("Method", "paymentMethod"),
        Column("Amount", "amount", "money"),
        Column("Status", "status", gender="m"),
    ),
    emission=Emission("stamp", body={}, stored_under=("payment",)),
    statuses=(("open", "In effect."), ("void", "Annulled; kept, without effect.")),
    quirks=(
        "Money in and money out share one path: filter by `--type`.",
        "The amount is the sum of the lines; it can't be set.",
        "The tax of a category is one object, not a list as elsewhere.",
        "One payment pays invoices or bills, never both (4012).",
        "The API lists a payment into several accounts once for each; it is shown once here.",
        "For money out the API documents `from` and `to` (`--out-from`, `--out-to`); two clients "
        "saw it ignore the other date filters.",
    ),
    examples=(
        "alegra payments list --type in --limit 5",
        "alegra payments get 1",
        "alegra payments create --date today --bank-account 2 --payment-method transfer --pay 14",
        "alegra payments create --type out --date today --bank-account 2 --account 5120=35000",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [PAYMENTS]
