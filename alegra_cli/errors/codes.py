"""What the API's own codes mean (S13 to S22) and what a person does about each."""

from __future__ import annotations

from alegra_cli.errors.code_meaning import IN_SANDBOX, CodeMeaning, answer_switch
from alegra_cli.i18n import N_

_LIST_CONTACTS = N_("Look the contact up: `alegra contacts list`.")
_LOOK_UP = N_("Look the id up with `list`.")
_TAXES = N_("Give taxes as a list of ids: `alegra taxes list`.")
_LINES = N_("Give at least one line: an item or an account.")
_LINE = N_("Look at the item or account, price, quantity and taxes of each line.")
_NUMBERING = N_("Choose another numbering: `alegra number-templates list`.")
_PLAN = N_("Ask for a larger plan; `alegra doctor` shows what this one reaches.")
_STATE = N_("Read it again with `get`: its status says what it still takes.")
_JSON = N_("Look at what is sent with --dry-run.")
_COMMENT = N_("Give the text of at least one comment.")
_CLOSE = N_("Give --date and --category.")
_STAMP_CR = N_("Leave it out, or do not stamp the bill.")
_PERCEPTIONS = N_("Give a list of perceptions, each with id and amount.")


def _code(code: str, means: str, remedy: str, exits: int = 5) -> CodeMeaning:
    return CodeMeaning(code, means, remedy, exits, answer_switch("400", code))


GENERAL = (
    _code("900", N_("A limit of the plan is reached."), _PLAN, 6),
    _code("902", N_("The body is empty."), _JSON),
    CodeMeaning(
        "903",
        N_("A page may have 30 records."),
        N_("--limit and --all read as many pages as are needed."),
        5,
        (f"{IN_SANDBOX} api GET /invoices --param limit=31",),
    ),
    _code("905", N_("The body is empty or is no JSON; once it was an e-mail that existed."), _JSON),
    _code("907", N_("The plan only allows reading."), _PLAN, 6),
    _code("908", N_("The plan does not allow this action."), _PLAN, 6),
    _code("911", N_("The plan does not allow this kind of operation."), _PLAN, 6),
    _code(
        "923",
        N_("The account has no perceptions switched on (Argentina)."),
        N_("Switch them on in Alegra, under the company's taxes."),
    ),
    _code(
        "1008",
        N_("The item lacks an account that it needs."),
        N_("Give the item's accounts: `alegra categories list`."),
    ),
    _code(
        "1015",
        N_("The item is in documents and can't be deleted."),
        N_("Make it inactive: `alegra items update ID --set status=inactive`."),
    ),
    CodeMeaning(
        "2006",
        N_("A contact with this identification exists."),
        N_("The error names it; `ignoreRepeated=true` makes another one all the same."),
        5,
        (
            f"{IN_SANDBOX} contacts create --name A --identification 77 --no-validate",
            f"{IN_SANDBOX} contacts create --name B --identification 77 --no-validate",
        ),
    ),
    _code(
        "2035",
        N_("The type of identification is not accepted."),
        N_("Give one that the country has: `alegra contacts create --help`."),
    ),
    _code(
        "2039",
        N_("The name was given in two ways that exclude each other."),
        N_("Give either `name` or `nameObject`, not both."),
    ),
    _code(
        "2094",
        N_("The supplier is inactive."),
        N_("Make it active in Alegra, or choose another one."),
    ),
    CodeMeaning(
        "9030",
        N_("More is applied than is owed, or than the note has."),
        N_("Apply less, or delete the payments first."),
        5,
        (
            f"{IN_SANDBOX} credit-notes create --client 1 --date today "
            "--set items.0.id=1 --set items.0.price=9 --set items.0.quantity=1 "
            "--set invoices.0.id=1 --set invoices.0.amount=99999999 --no-validate",
        ),
    ),
    _code(
        "9053",
        N_("An item of the note is inactive."),
        N_("Make it active: `alegra items update ID --set status=active`."),
    ),
    _code(
        "9228",
        N_("The client's type of identification was changed after the invoice."),
        N_("Give the client the type of the invoice back, then make the note."),
    ),
    _code("20007", N_("The numbering is not one that this document can have."), _NUMBERING),
    _code("37008", N_("There is no comment to add."), _COMMENT),
    _code("37009", N_("The comment is not accepted."), _COMMENT),
    _code("37010", N_("The comments do not have the form that is taken."), _COMMENT),
)

BILLS = (
    _code("11004", N_("There is no such supplier."), _LIST_CONTACTS),
    _code(
        "11034",
        N_("An item of the bill is not accepted."),
        N_("Look at the item: in Colombia it needs `inventory.unit`."),
    ),
    _code("11040", N_("The bill has no lines."), _LINES),
    _code("11042", N_("The bill can't be changed any more."), _STATE),
    _code("11048", N_("The taxes of a line are not a list."), _TAXES),
    _code("11058", N_("The line can't have these taxes together."), _TAXES),
    _code("11059", N_("There is no tax with one of the ids."), _TAXES),
    _code("11060", N_("There is no such account."), N_("Look it up: `alegra categories list`.")),
    _code("11067", N_("The id of a tax is not one."), _TAXES),
    _code(
        "11081",
        N_("The company does not use several taxes on a line."),
        N_("Give one tax a line, or switch several taxes on in Alegra."),
    ),
    _code(
        "11094",
        N_("A cost centre is missing."),
        N_("Give `costCenter`: `alegra cost-centers list`."),
    ),
    _code("11097", N_("A bill that is stamped may not have retentions (Costa Rica)."), _STAMP_CR),
    _code("11101", N_("A bill that is stamped may not have payments (Costa Rica)."), _STAMP_CR),
    _code("11103", N_("The comments of a bill are not a list."), _COMMENT),
    _code(
        "11108",
        N_("Another bill has this UUID."),
        N_("Look for that bill before you enter it again."),
    ),
    _code("11110", N_("There is no such bill."), _LOOK_UP),
    _code("11200", N_("What closing a bill needs is missing."), _CLOSE),
    _code("11201", N_("The date of closing is missing."), _CLOSE),
    _code("11203", N_("The income account for closing is missing."), _CLOSE),
    _code(
        "11208",
        N_("The bill can't be closed in this state."),
        N_("Look at its balance and status with `get`."),
    ),
    _code(
        "11300",
        N_("There are no advances to apply."),
        N_("Give a list of advances, each with id and amount."),
    ),
    _code(
        "11301",
        N_("The id of the comment is missing."),
        N_("`get` shows the comments with their ids."),
    ),
    _code(
        "11305",
        N_("The form of payment is not accepted."),
        N_("Give it as the country's list has it, such as CASH or CREDIT."),
    ),
    _code(
        "11311",
        N_("Only bills take detractions (Peru)."),
        N_("Leave the detraction out of this document."),
    ),
    _code("11414", N_("A perception is not accepted (Argentina)."), _PERCEPTIONS),
    _code("11416", N_("The perceptions are not a list (Argentina)."), _PERCEPTIONS),
    _code("11435", N_("Retentions that are applied already can't be replaced."), _STATE),
)

DEBIT_NOTES = (
    _code("13005", N_("There is no such debit note."), _LOOK_UP),
    _code(
        "13007",
        N_("The account has one currency only."),
        N_("Switch on several currencies in Alegra, or leave the currency out."),
    ),
    _code("13011", N_("There is no such supplier for the note."), _LIST_CONTACTS),
    _code("13038", N_("The debit note can't be changed any more."), _STATE),
    _code("13042", N_("The debit note can't be deleted in this state."), _STATE),
    _code("13043", N_("The debit note has no lines."), _LINES),
    _code(
        "13066",
        N_("To be stamped the note needs an electronic numbering (Colombia, Costa Rica)."),
        _NUMBERING,
    ),
    _code(
        "13093",
        N_("The accounting period is closed."),
        N_("Open the period in Alegra, or give another date."),
    ),
    *(
        _code(str(code), N_("A line of the debit note is not accepted."), _LINE)
        for code in (*range(13044, 13055), 13104)
    ),
)

PURCHASE_ORDERS = (
    _code("3042", N_("A line of the order is not accepted."), _LINE),
    _code(
        "12004",
        N_("The PDF can't be made: its page size does not fit."),
        N_("Change the template of the PDF in Alegra."),
    ),
    _code("12005", N_("The e-mail has no recipients."), N_("Give an address.")),
    _code("12006", N_("An e-mail address is not one."), N_("Correct the address.")),
    _code("12009", N_("There is no such purchase order."), _LOOK_UP),
    _code(
        "12010",
        N_("The order can't be changed: bills were made from it."),
        N_("Change the bill, or make a new order."),
    ),
    _code("12016", N_("The order has no lines."), _LINES),
    _code("12021", N_("Another order has this number."), _NUMBERING),
    _code(
        "12030",
        N_("The account does not have this currency."),
        N_("Choose one of `alegra currencies list`."),
    ),
)

PAYMENTS = (
    _code(
        "4002",
        N_("The bank account is missing, or there is no such account."),
        N_("Look it up: `alegra bank-accounts list`."),
    ),
    _code(
        "4004",
        N_("The number contradicts the numbering."),
        N_("Give either the number or the numbering."),
    ),
    _code("4006", N_("The numbering is not one for money out."), _NUMBERING),
    _code(
        "4012",
        N_("A payment can't be of bills and of invoices together."),
        N_("Make two payments."),
    ),
    _code(
        "4250",
        N_("The payment is there, and the tax authority's answer is late (Mexico)."),
        N_("Read the payment again with `get`; do not make it a second time."),
    ),
)

GROUPS = (
    (N_("Codes of the API"), GENERAL),
    (N_("Codes of bills"), BILLS),
    (N_("Codes of debit notes"), DEBIT_NOTES),
    (N_("Codes of purchase orders"), PURCHASE_ORDERS),
    (N_("Codes of payments"), PAYMENTS),
)
