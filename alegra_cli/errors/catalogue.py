"""What goes wrong, what it means and what to do: one list for hints, docs/errors.md and tests.

Meanings of codes: S13 to S22.
"""

from __future__ import annotations

from alegra_cli.errors import codes
from alegra_cli.errors.code_meaning import IN_SANDBOX, CodeMeaning, answer_switch
from alegra_cli.i18n import N_

STATUSES = (
    CodeMeaning(
        "400",
        N_("The body or a parameter is not accepted."),
        N_("Correct the field that the message names; --dry-run shows what is sent."),
        5,
        (f"{IN_SANDBOX} terms create --name x --days 1 --set days=many --no-validate",),
    ),
    CodeMeaning(
        "401",
        N_("E-mail or token are missing or wrong."),
        N_("Sign in again: `alegra auth login`."),
        3,
        answer_switch("401"),
    ),
    CodeMeaning(
        "402",
        N_("The account's plan does not include it, or the account is suspended."),
        N_("`alegra doctor` shows what the plan reaches."),
        6,
        ("alegra sandbox set --withhold payments", f"{IN_SANDBOX} payments list"),
    ),
    CodeMeaning(
        "403",
        N_("The user's role may not do it, or the path does not exist."),
        N_("Ask for the permission, or check the path."),
        3,
        ("alegra sandbox set --forbid bills", f"{IN_SANDBOX} bills list"),
    ),
    CodeMeaning(
        "404",
        N_("There is no such record, or the account is suspended."),
        N_("Look the id up with `list`."),
        4,
        (f"{IN_SANDBOX} invoices get 999999",),
    ),
    CodeMeaning(
        "405",
        N_("The path does not take this method."),
        N_("Use another method."),
        1,
        (f"{IN_SANDBOX} api DELETE /categories/1 --yes",),
    ),
    CodeMeaning(
        "406",
        N_("The plan's number of contacts is used up."),
        N_("Delete contacts, or ask for a larger plan."),
        6,
        answer_switch("406"),
    ),
    CodeMeaning(
        "409",
        N_("It contradicts what is there already."),
        N_("Read the record again, then decide."),
        5,
        answer_switch("409"),
        of_write=10,
    ),
    CodeMeaning(
        "422",
        N_("The body is well formed and still not accepted."),
        N_("Correct the field that the message names."),
        5,
        answer_switch("422"),
    ),
    CodeMeaning(
        "429",
        N_("More requests than the quota of a minute."),
        N_("Nothing was processed. The program waits by itself; later it goes."),
        7,
        answer_switch("429"),
    ),
    CodeMeaning(
        "500",
        N_("Alegra failed."),
        N_("A reading was tried again already; of a writing look first whether it was done."),
        8,
        answer_switch("500"),
        of_write=10,
    ),
    CodeMeaning(
        "503",
        N_("Alegra is not available."),
        N_("Try again later; of a writing look first whether it was done."),
        8,
        answer_switch("503"),
        of_write=10,
    ),
)

CODES = tuple(known for _title, group in codes.GROUPS for known in group)


def _stamping(code: str, means: str, remedy: str) -> CodeMeaning:
    return CodeMeaning(
        code,
        means,
        remedy,
        5,
        (
            f"alegra sandbox set --answer 400:{code}",
            f"{IN_SANDBOX} invoices stamp 1 --yes",
        ),
    )


_UPLOAD = N_("Upload the certificate again, with its password.")
_RANGE = N_("Look at the numbering: `alegra doctor`, then ask the authority for a new range.")
_LOOK = N_("Look with `status`; it is not sent again meanwhile.")
_COMPANY = N_("Complete the company in Alegra.")
_CLIENT = N_("Complete the client: `alegra contacts update ID`.")

STAMPING = (
    _stamping("3051", N_("The authority refused it; the message says why."), _CLIENT),
    _stamping("3246", N_("It is already being processed by the authority."), _LOOK),
    _stamping("AEP1001", N_("The company's signing certificate can't be read."), _UPLOAD),
    _stamping("AEP1002", N_("The company is not registered with the provider."), _COMPANY),
    _stamping("AEP1003", N_("The company has no signing certificate."), _UPLOAD),
    _stamping("AEP1005", N_("The company's signing certificate has expired."), _UPLOAD),
    _stamping("AEP1006", N_("Number and check digit of the company are missing."), _COMPANY),
    _stamping("AEP1007", N_("The document is of another company."), _COMPANY),
    _stamping("AEP2011", N_("It was sent already or is in process."), _LOOK),
    _stamping("AEP6008", N_("The company is not enabled for electronic invoicing."), _COMPANY),
    _stamping("AEP6009", N_("The number is repeated or outside the numbering's range."), _RANGE),
    _stamping("AEP6011", N_("The number is repeated or outside the numbering's range."), _RANGE),
    _stamping("AEP6012", N_("The client's kind of organisation is missing."), _CLIENT),
    _stamping("AEP6013", N_("The client's type of identification is missing."), _CLIENT),
    _stamping("AEP6014", N_("The client's name is missing."), _CLIENT),
    _stamping("AEP6015", N_("The client's regime is missing."), _CLIENT),
    _stamping("AEP6016", N_("The client's e-mail is missing."), _CLIENT),
    _stamping("AEP6017", N_("The client's address is missing."), _CLIENT),
    _stamping("EPR500", N_("The authority could not be reached."), _LOOK),
    _stamping("EPR503", N_("The authority took too long."), _LOOK),
)

OWN = (
    CodeMeaning(
        "usage",
        N_("The command line is wrong; nothing was sent."),
        N_("--help tells what the command takes."),
        2,
        (f"{IN_SANDBOX} invoices lst",),
    ),
    CodeMeaning(
        "not_signed_in",
        N_("There are no credentials."),
        N_("`alegra auth login`, or ALEGRA_EMAIL and ALEGRA_TOKEN."),
        3,
        ("alegra invoices list",),
    ),
    CodeMeaning(
        "invalid",
        N_("A check before sending refused the document; nothing was sent."),
        N_("Correct the fields that are listed. --no-validate sends it all the same."),
        5,
        (f"{IN_SANDBOX} invoices create --date today",),
    ),
    CodeMeaning(
        "unreachable",
        N_("No server answers."),
        N_("Check the network, the proxy and the base URL."),
        8,
        ("alegra --base-url http://127.0.0.1:9 company get",),
    ),
    CodeMeaning(
        "unknown_outcome",
        N_("A write left, and no answer tells whether it was done."),
        N_("Look the record up before you repeat it; the hint has the command."),
        10,
        (
            "alegra sandbox set --late-answer 503",
            f"{IN_SANDBOX} terms create --name x --days 1",
        ),
    ),
    CodeMeaning(
        "partly",
        N_("A run over several records ended with some of them not done."),
        N_("The table says which, and what to do about each."),
        9,
        ("alegra sandbox authority rejects", f"{IN_SANDBOX} invoices emit --all --yes"),
    ),
)

GROUPS = (
    (N_("Answers of the API by status"), STATUSES),
    *codes.GROUPS,
    (N_("Codes of the stamping service"), STAMPING),
    (N_("Errors of this program"), OWN),
)


def remedy_of(code: str) -> CodeMeaning | None:
    """What is known of a stamping code."""
    return next((known for known in STAMPING if known.code == code), None)


def known_code(code: str) -> CodeMeaning | None:
    """What is known of a code of the API that is not one of stamping."""
    return next((known for known in CODES if known.code == code), None)
