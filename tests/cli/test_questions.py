"""What is asked before something can't be taken back, or counts in the accounts."""

from __future__ import annotations

import pytest

from alegra_cli import exact
from tests.cli.office import Office

SANDBOX = "Comercial Ejemplo S.A.S. (profile sandbox): "


def question_of(office: Office, line: str, answer: str = "n\n") -> tuple[int, str]:
    """The exit code and what was asked, with the width of the terminal taken out of it."""
    told = office.alegra(*line.split(), stdin=answer, terminal=True, env={"COLUMNS": "400"})
    return told.code, told.err


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("invoices void 38", "Annul invoice 38 (FE25, Inés Paredes Mora, 1564850.00 COP)?"),
        ("invoices delete 38", "Delete invoice 38 (FE25, Inés Paredes Mora, 1564850.00 COP)?"),
        ("invoices open 121", "Put invoice 121 (FE81, Consultores Bahía Ltda., 428400.00 COP)"),
        ("payments void 1", "Annul payment 1 (RC1, Agropecuaria San Martín S.A., 440300.00 COP)?"),
        ("terms delete 1", "Delete payment term 1 (De contado)?"),
        ("invoices emit 121", "Send FE81, Consultores Bahía Ltda., 428400.00 COP to the tax"),
        ("contacts delete 1 2", "Delete 2 records of contacts?"),
    ],
)
def test_a_question_names_company_profile_and_document(
    office: Office, line: str, question: str
) -> None:
    code, told = question_of(office, line)
    assert (code, SANDBOX + question in told) == (1, True), told
    assert "Cancelled" in told


def test_what_a_void_does_not_do_is_said_before_and_the_way_back_after(office: Office) -> None:
    code, told = question_of(office, "invoices void 38", "y\n")
    assert code == 0
    before, _question, after = told.partition("Annul invoice 38")
    assert "its number stays used" in before
    assert "a document that was issued stays issued" in before
    assert "To undo it: alegra invoices open 38" in after
    back = office.alegra("-p", "sandbox", "invoices", "open", "38", "--yes")
    assert "To undo it: alegra -p sandbox invoices void 38" in back.err
    assert "To undo it" not in office.alegra("invoices", "void", "38", "--yes", "-o", "json").err


@pytest.mark.parametrize(
    "line", ["invoices void 38", "invoices open 121", "payments void 1", "sandbox reset"]
)
def test_without_a_terminal_it_is_refused_and_yes_is_named(office: Office, line: str) -> None:
    told = office.alegra(*line.split())
    assert (told.code, told.out) == (2, "")
    assert "--yes does it without asking" in told.err
    assert office.alegra(*line.split(), "--yes").code == 0


def test_an_order_that_nothing_brings_back_says_so(office: Office) -> None:
    key = office.list("purchase-orders", "--status", "open")[0]["id"]
    _code, told = question_of(office, f"purchase-orders void {key}")
    assert "no action that takes it back" in told


def test_a_profile_goes_with_a_yes(office: Office) -> None:
    made = ("config", "set-profile", "--name", "sur", "--email", "eva@example.com")
    assert office.alegra(*made).code == 0
    code, told = question_of(office, "config delete sur")
    assert code == 1
    assert "Delete the profile sur (eva@example.com) and its token" in told
    assert office.alegra("config", "delete", "sur").code == 2
    assert "sur" in office.alegra("config", "list-profiles").out
    assert question_of(office, "config delete sur", "y\n")[0] == 0
    assert "sur" not in office.alegra("config", "list-profiles").out


def test_a_reset_names_the_company_that_goes(office: Office) -> None:
    code, told = question_of(office, "sandbox reset --country mexico")
    assert code == 1
    assert "Throw away Comercial Ejemplo S.A.S." in told
    assert office.list("contacts")
    assert question_of(office, "sandbox reset --country mexico", "y\n")[0] == 0


def test_an_invoice_is_not_taken_back_twice(office: Office) -> None:
    """An invoice that was paid, so that its note is applied to nothing."""
    line = ("credit-notes", "create", "--for-invoice", "1")
    first = office.alegra(*line)
    assert first.code == 0
    assert "type is VOID_ELECTRONIC_INVOICE: the whole is taken back" in first.err
    again = office.alegra(*line)
    assert (again.code, again.out) == (5, "")
    assert "FE1, Agropecuaria San Martín S.A., 440300.00 COP was taken back in full" in again.err
    assert "by NC6" in again.err
    assert "--again makes another one" in again.err
    assert office.alegra(*line, "--dry-run").code == 5
    assert office.alegra(*line, "--again").code == 0


def test_what_is_left_after_a_part_may_be_taken_back(office: Office) -> None:
    key = office.list("invoices", "--status", "open", "--sort=-id")[0]["id"]
    line = ("credit-notes", "create", "--for-invoice", key)
    assert office.alegra(*line, "--set", "invoices.0.amount=40").code == 0
    told = office.alegra(*line, "-o", "json")
    assert told.code == 0, told.err
    assert ": 40.00 of it was taken back before" in told.err
    assert exact.loads(told.out)["client"]
