"""Taking documents back: what void does not do, and the note that reverses an invoice."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.database import open_books
from alegra_cli.testing import Runner
from tests.cli.test_emit import draft


@pytest.fixture
def alegra_here(tmp_path: Path, filled: Path) -> Runner:
    (tmp_path / "config").mkdir()
    shutil.copy(filled, tmp_path / "config" / "sandbox.sqlite3")
    return Runner(tmp_path, {"ALEGRA_PROFILE": "sandbox"})


def books(runner: Runner) -> Books:
    return open_books(runner.home / "config" / "sandbox.sqlite3")


def first_open(runner: Runner) -> str:
    kept = books(runner)
    key = draft(kept, 1)[0]
    kept.call("POST", f"/invoices/{key}/open", {})
    return key


def test_void_says_that_the_fiscal_document_stays(alegra_here: Runner) -> None:
    result = alegra_here("invoices", "void", first_open(alegra_here), "--yes")
    assert result.code == 0
    assert "a document that was issued stays issued" in result.err
    assert "DIAN: A credit note of the type VOID_ELECTRONIC_INVOICE" in result.err
    assert "stays issued" in alegra_here("invoices", "void", "--help").out


def note(runner: Runner, *words: str) -> dict[str, Any]:
    result = runner("credit-notes", "create", *words, "-o", "json")
    assert result.code == 0, result.err
    made: dict[str, Any] = exact.loads(result.out)
    return made


def test_a_note_for_an_invoice_takes_the_whole_of_it_back(alegra_here: Runner) -> None:
    key = first_open(alegra_here)
    made = note(alegra_here, "--for-invoice", key)
    invoice = books(alegra_here).call("GET", f"/invoices/{key}")
    assert made["total"] == invoice["total"]
    assert made["type"] == "VOID_ELECTRONIC_INVOICE"
    assert made["client"]["id"] == invoice["client"]["id"]
    assert (invoice["status"], invoice["balance"]) == ("closed", 0)


@pytest.mark.parametrize(
    ("reason", "field"), [("OTHER", "type"), ("El cliente se arrepintió", "cause")]
)
def test_a_reason_is_a_code_or_words(alegra_here: Runner, reason: str, field: str) -> None:
    line = ("credit-notes", "create", "--for-invoice", "1", "--reason", reason, "--dry-run")
    body = exact.loads(alegra_here(*line, "-o", "json").out)["body"]
    assert body[field] == reason


def test_of_a_paid_invoice_the_note_stays_as_a_balance(alegra_here: Runner) -> None:
    paid = next(item for item in books(alegra_here).store.find("invoices") if not item["balance"])
    made = note(alegra_here, "--for-invoice", paid["id"])
    assert made["invoices"] == []
    assert Decimal(made["balance"]) == Decimal(made["total"])


def test_what_is_given_goes_over_what_is_built(alegra_here: Runner) -> None:
    line = (
        "credit-notes",
        "create",
        "--for-invoice",
        first_open(alegra_here),
        "--date",
        "2026-07-01",
    )
    body = exact.loads(alegra_here(*line, "--dry-run", "-o", "json").out)["body"]
    assert body["date"] == "2026-07-01"


def planned(runner: Runner, *words: str) -> dict[str, Any]:
    result = runner("credit-notes", "create", *words, "--dry-run", "-o", "json")
    assert result.code == 0, result.err
    body: dict[str, Any] = exact.loads(result.out)["body"]
    return body


def test_a_part_is_taken_back(alegra_here: Runner) -> None:
    key = first_open(alegra_here)
    whole = planned(alegra_here, "--for-invoice", key)
    part = planned(alegra_here, "--for-invoice", key, "--set", "invoices.0.amount=40")
    assert part["invoices"] == [{"id": key, "amount": 40}]
    assert part["items"] == whole["items"]
    assert part["type"] == "PARTIALL_DEVOLUTION"
    cheaper = planned(alegra_here, "--for-invoice", key, "--set", "items.0.price=60.5")
    assert cheaper["items"] == [
        {**whole["items"][0], "price": exact.number("60.5")},
        *whole["items"][1:],
    ]
    assert cheaper["type"] == "PARTIALL_DEVOLUTION"
    made = note(alegra_here, "--for-invoice", key, "--set", "items.0.price=60.5")
    assert Decimal(made["total"]) == Decimal(str(cheaper["invoices"][0]["amount"]))
    assert Decimal(str(made["balance"])) == 0


def test_of_lines_with_taxes_and_discounts_no_more_is_applied_than_they_come_to(
    alegra_here: Runner,
) -> None:
    """Every invoice of the year that is still owed something."""
    seen = 0
    for invoice in books(alegra_here).store.find("invoices"):
        if invoice["status"] != "open" or Decimal(str(invoice["balance"])) <= 0:
            continue
        seen += 1
        part = planned(alegra_here, "--for-invoice", invoice["id"], "--set", "items.0.quantity=1")
        less = planned(alegra_here, "--for-invoice", invoice["id"], "--set", "items.0.price=0.01")
        owed = Decimal(str(invoice["balance"]))
        assert 0 < Decimal(str(part["invoices"][0]["amount"])) <= owed
        assert Decimal(str(less["invoices"][0]["amount"])) <= owed
    assert seen > 5


def test_a_part_has_the_type_that_is_given(alegra_here: Runner) -> None:
    words = ("--set", "items.0.price=60.5", "--type", "PRICE_ADJUSTMENT")
    part = planned(alegra_here, "--for-invoice", first_open(alegra_here), *words)
    assert part["type"] == "PRICE_ADJUSTMENT"


def test_a_draft_has_nothing_to_take_back(alegra_here: Runner) -> None:
    key = draft(books(alegra_here), 1)[0]
    result = alegra_here("credit-notes", "create", "--for-invoice", key)
    assert result.code == 5
    assert "nothing to take back" in result.err
