"""Why a document is not ready: each reason has a code, the state that it brings, and its words.

One list for the outputs, docs/errors.md and the tests.
"""

from __future__ import annotations

from typing import NamedTuple

from alegra_cli.i18n import N_, _

READY = N_("ready")
REVIEW = N_("review")
REFUSED = N_("refused")
OTHER = N_("other")
STATES = (READY, REVIEW, REFUSED, OTHER)
_WEIGHT = {READY: 0, REVIEW: 1, REFUSED: 2, OTHER: 3}

_FILE = N_("Ask the supplier for the file as the tax authority has it.")
_BY_HAND = N_("Look at the document, and enter the bill by hand where it is right.")
_SIZE = N_("No invoice is like this. Look where it came from before you open it with anything.")
_NOTHING = N_("There is nothing to do.")


class Reason(NamedTuple):
    code: str
    state: str
    means: str
    remedy: str


_ALL = (
    # The file.
    Reason("not-xml", REFUSED, N_("The file is no XML."), _FILE),
    Reason("empty", REFUSED, N_("The file is empty."), _FILE),
    Reason("unreadable", REFUSED, N_("The file can't be read."), N_("Look at the file.")),
    Reason(
        "document-type",
        REFUSED,
        N_("It declares a document type, by which a file can swell or fetch others."),
        _SIZE,
    ),
    Reason("too-large", REFUSED, N_("It is larger than any invoice."), _SIZE),
    Reason("too-deep", REFUSED, N_("Its elements are nested deeper than any invoice."), _SIZE),
    Reason("too-many-elements", REFUSED, N_("It has more elements than any invoice."), _SIZE),
    Reason("bad-archive", REFUSED, N_("The ZIP can't be read."), N_("Fetch it again.")),
    Reason("encrypted", REFUSED, N_("The ZIP has a password."), N_("Unpack it first.")),
    Reason(
        "unpacks-too-large",
        REFUSED,
        N_("The ZIP unpacks to far more than it packs, or to more than is taken."),
        _SIZE,
    ),
    Reason(
        "unsafe-name",
        REFUSED,
        N_("A name leads out of its folder or archive."),
        N_("Nothing is read or written there. Ask who made it."),
    ),
    # The format.
    Reason(
        "unknown-format",
        OTHER,
        N_("It is XML, and no document that a reader knows."),
        N_("Where it is an invoice, a plugin can bring a reader of it."),
    ),
    Reason(
        "unknown-version",
        REFUSED,
        N_("It is of a version of the format that is not read."),
        N_("Look for an update: `alegra update check`."),
    ),
    Reason("unknown-kind", REFUSED, N_("Its type of document is not known."), _BY_HAND),
    Reason("bad-number", REFUSED, N_("An amount is no number."), _FILE),
    Reason("empty-container", REFUSED, N_("The container holds no document."), _FILE),
    # The document.
    Reason("not-a-purchase", OTHER, N_("It is no invoice and no note."), _NOTHING),
    Reason(
        "support-document",
        OTHER,
        N_("The buyer itself issued it, and `check` looks for it in the books."),
        _NOTHING,
    ),
    Reason("no-lines", OTHER, N_("It has no lines: there is nothing to post."), _FILE),
    Reason("repeated", OTHER, N_("The same document came before in the same files."), _NOTHING),
    Reason(
        "same-id-other-content",
        REFUSED,
        N_("Another document with the same number says something else."),
        N_("Ask the supplier which one holds."),
    ),
    Reason(
        "not-registered",
        REFUSED,
        N_("The tax authority never numbered or stamped it."),
        _FILE,
    ),
    Reason("rejected-by-authority", REFUSED, N_("The tax authority rejected it."), _FILE),
    Reason("no-supplier", REFUSED, N_("It does not say whose it is."), _FILE),
    Reason("no-date", REVIEW, N_("Its date is missing or none."), _BY_HAND),
    Reason("no-number", REVIEW, N_("It has no number of the supplier's."), _BY_HAND),
    Reason("no-currency", REVIEW, N_("It does not say its currency."), _BY_HAND),
    Reason(
        "no-rate",
        REVIEW,
        N_("It is in another currency and does not say the rate."),
        N_("Post it by hand with the rate of the day."),
    ),
    Reason(
        "lines-differ",
        REVIEW,
        N_("The lines do not add up to the subtotal."),
        _BY_HAND,
    ),
    Reason(
        "totals-differ",
        REVIEW,
        N_("Lines, plus taxes, less what is withheld, are not the total."),
        _BY_HAND,
    ),
    Reason(
        "tax-differs",
        REVIEW,
        N_("A tax is not its rate of its base."),
        _BY_HAND,
    ),
    Reason("negative", REVIEW, N_("An amount of the whole document is negative."), _BY_HAND),
    Reason("nothing-to-pay", REVIEW, N_("Its total is zero."), _BY_HAND),
    Reason(
        "prepaid",
        REVIEW,
        N_("A prepayment is taken off, which some writers do and others don't."),
        _BY_HAND,
    ),
    Reason("perception", REVIEW, N_("A perception is collected beside its total."), _BY_HAND),
    Reason(
        "withheld-not-subtracted",
        REVIEW,
        N_("What it withholds is not taken off its total."),
        _BY_HAND,
    ),
    Reason("replaces", REVIEW, N_("It replaces another invoice as a whole."), _BY_HAND),
    # The account.
    Reason(
        "other-country",
        REFUSED,
        N_("It is of another country than the account."),
        N_("Choose the account of that country with --profile."),
    ),
    Reason(
        "not-ours",
        REFUSED,
        N_("It was made out to somebody else."),
        N_("Look at the customer's tax id, and at the company's: `alegra company get`."),
    ),
    Reason("own-document", OTHER, N_("The company itself issued it: it is a sale."), _NOTHING),
    Reason("in-the-books", OTHER, N_("It is in the books."), _NOTHING),
    Reason(
        "in-the-books-otherwise",
        REVIEW,
        N_("It is in the books with another total."),
        N_("Compare the two, and mend the bill in Alegra."),
    ),
    Reason(
        "support-document-missing",
        REVIEW,
        N_("The company issued it itself, with another program, and it is not in the books."),
        N_("Enter it by hand, and do not issue it: the tax authority has it already."),
    ),
    Reason(
        "unknown-supplier",
        REVIEW,
        N_("No contact has the supplier's tax id."),
        N_("--create-suppliers makes it, or make it: `alegra contacts create`."),
    ),
    Reason(
        "several-suppliers",
        REVIEW,
        N_("Several contacts have the supplier's tax id."),
        N_("Leave one of them: `alegra contacts list -q NUMBER`."),
    ),
    Reason(
        "inactive-supplier",
        REVIEW,
        N_("The supplier is inactive."),
        N_("Make it active in Alegra, or enter the bill by hand."),
    ),
    Reason(
        "no-rule",
        REVIEW,
        N_("No rule says which account or item its lines go to."),
        N_("`alegra received rules set SUPPLIER --category ID`, or `alegra received rules learn`."),
    ),
    Reason(
        "tax-not-mapped",
        REVIEW,
        N_("The account has no tax of this kind and rate."),
        N_("Make it in Alegra; `alegra taxes list` shows those there are."),
    ),
    Reason(
        "retention-not-mapped",
        REVIEW,
        N_("The account has no retention of this kind and rate."),
        N_("Make it in Alegra; `alegra retentions list` shows those there are."),
    ),
    Reason(
        "not-accepted",
        REVIEW,
        N_("The bill would not be accepted as it is."),
        N_("Mend what the message names, in the rule or in Alegra, or enter it by hand."),
    ),
    Reason(
        "cents-differ",
        REVIEW,
        N_("Alegra's rounding would give another total than the document's."),
        _BY_HAND,
    ),
)
BY_CODE = {one.code: one for one in _ALL}


def state_of(codes: tuple[str, ...]) -> str:
    """The gravest of what the codes bring; ready without any."""
    states = (BY_CODE[code].state for code in codes)
    return max(states, key=lambda state: _WEIGHT[state], default=READY)


def explanation(code: str) -> str:
    return _(BY_CODE[code].means)


def remedies(codes: tuple[str, ...]) -> str:
    """A line for each thing to do, behind what it is for."""
    reasons: dict[str, list[str]] = {}
    for code in codes:
        reasons.setdefault(_(BY_CODE[code].remedy), []).append(explanation(code))
    return "\n".join(f"- {' '.join(texts)} {remedy}" for remedy, texts in reasons.items())
