"""What the documents of sales and purchases have in common: lines, references, e-mails."""

import attrs

from alegra_cli.declare import Action, Field, LineOption, Mailing, Ref

TO = Field(
    "emails",
    "list",
    "Whom to send it to, in place of the address of the client or supplier; can be repeated.",
    option="--to",
)
EMAIL = Action(
    "email",
    "POST",
    "/{id}/email",
    summary="Send documents by e-mail, to the clients they are about or to an address.",
    body="optional",
    mailing=Mailing(to="emails"),
    fields=(
        TO,
        Field("sendCopyToUser", "boolean", "A copy to yourself.", option="--copy"),
        Field(
            "invoiceType",
            help="Which rendering to attach.",
            choices=("original", "copy"),
            documented=False,
            option="--rendering",
        ),
        Field("emailMessage.subject", help="Subject.", option="--subject"),
        Field("emailMessage.message", help="Text of the message.", option="--message"),
    ),
)


# Official for purchase orders alone; the other documents take `emailMessage` (S119).
ORDER_EMAIL = attrs.evolve(
    EMAIL,
    mailing=Mailing(to="emails", party="provider"),
    fields=(
        TO,
        Field("sendCopyToUser", "boolean", "A copy to yourself.", option="--copy"),
        Field("emailTemplate.subject", help="Subject.", option="--subject"),
        Field("emailTemplate.message", help="Text of the message.", option="--message"),
    ),
)


def lines(*more: Field) -> tuple[Field, ...]:
    """The fields of ``items``, the lines of a document."""
    return (
        Field("items", "list", "Lines; at least one.", required=True),
        Field("items[].id", Ref("items"), "Catalogue item.", required=True),
        Field(
            "items[].price", "money", "Unit price, before taxes.", required=True, not_negative=True
        ),
        Field("items[].quantity", "number", "How many.", required=True),
        Field("items[].name", help="Name to print on the line."),
        Field("items[].description", help="Description of the line."),
        Field("items[].discount", "number", "Discount in percent.", most=100),
        Field("items[].tax", "any", "Taxes of the line, as [{id}]."),
        Field("items[].tax[].id", Ref("taxes"), "Tax."),
        *more,
    )


ITEM = LineOption(
    "--item",
    "items",
    "A line; without a price, the price and taxes of the catalogue.",
    parts=((":", "quantity"), ("@", "price"), ("+", "tax")),
    constants=(("quantity", 1),),
    from_record=(("price", "price.0.price"), ("tax", "tax")),
    among=("idPriceList", "priceList.id"),
)
RETENTION = LineOption(
    "--retention",
    "retentions",
    "A retention; without an amount, its percentage of the lines.",
    parts=(("=", "amount"),),
    share="amount",
)
RETENTIONS = (
    Field(
        "retentions",
        "list",
        "All of them, as [{id, amount}]; [] for none.",
        required=True,
        may_be_empty=True,
    ),
    Field("retentions[].id", Ref("retentions"), "Retention."),
    Field("retentions[].amount", "money", "Amount retained."),
)
"""The body of what replaces the retentions of a document that is open."""


def apply_to(documents: str, text: str) -> LineOption:
    """``--apply`` of a note, with what the document owes where no amount is given."""
    return LineOption(
        "--apply",
        documents,
        text,
        parts=(("=", "amount"),),
        from_record=(("amount", "balance"),),
    )


DATE = Field("date", "date", "Date of the document.", required=True, option="--date")
DUE = Field("dueDate", "date", "Due date.", required=True, option="--due-date")
CLIENT = Field("client", Ref("contacts"), "The client.", required=True, option="--client")
PROVIDER = Field("provider", Ref("contacts"), "The supplier.", required=True, option="--provider")
SELLER = Field("seller", Ref("sellers"), "The seller.", option="--seller")
NUMBERING = (
    Field("numberTemplate", "any", "Numbering."),
    Field(
        "numberTemplate.id",
        Ref("number-templates"),
        "Numbering, by its id.",
        option="--number-template",
    ),
)
WAREHOUSE = Field("warehouse", Ref("warehouses"), "Warehouse.", option="--warehouse")
PRICE_LIST = Field("priceList", Ref("price-lists"), "Price list.", option="--price-list")
COST_CENTER = Field("costCenter", Ref("cost-centers"), "Cost centre.", option="--cost-center")
CURRENCY = (
    Field("currency", "object", "Currency and rate."),
    Field("currency.code", help="Currency, by its code.", option="--currency"),
    Field("currency.symbol", help="Its symbol."),
    Field(
        "currency.exchangeRate",
        "number",
        "Rate; required with a currency.",
        option="--exchange-rate",
    ),
)
OBSERVATIONS = Field(
    "observations", help="Notes that are not printed.", option="--observations", max_length=500
)
ANOTATION = Field("anotation", help="Notes that are printed.", option="--anotation", max_length=500)
TERMS = Field("termsConditions", help="Terms and conditions.", option="--terms", max_length=500)
STAMP = (
    Field("stamp", "object", "Electronic document."),
    Field("stamp.generateStamp", "boolean", "Send it to the tax authority.", option="--stamp"),
)
REFERENCES = (
    *NUMBERING,
    WAREHOUSE,
    PRICE_LIST,
    COST_CENTER,
    *CURRENCY,
    OBSERVATIONS,
    ANOTATION,
    *STAMP,
)
PAYMENTS = (
    Field("payments", "list", "Payments registered with it."),
    Field("payments[].date", "date", "Date of the payment.", required=True),
    Field("payments[].amount", "money", "Amount paid.", required=True),
    Field("payments[].account", Ref("bank-accounts"), "Bank or cash account.", required=True),
    Field("payments[].paymentMethod", help="Means of payment.", required=True),
    Field("payments[].observations", help="Notes that are not printed."),
    Field("payments[].anotation", help="Notes that are printed."),
)
"""Payments in the body of the document that they pay."""
