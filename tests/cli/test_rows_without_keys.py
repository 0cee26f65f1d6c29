"""Rows that are no objects, and records with parts that are none: shown, never computed with."""

from __future__ import annotations

import re

import responses

from alegra_cli.testing import Result, Runner
from tests.cases import cases
from tests.conftest import API
from tests.hostile import OTHER_KINDS

REPORTS = [
    "reports aging",
    "reports statement 1",
    "reports taxes",
    "reports sales-by-product",
    "reports retentions",
]


def told_of(alegra: Runner, line: str, rows: list[object]) -> Result:
    """What comes of it where every list has these rows; nothing may be written."""
    with responses.RequestsMock() as api:
        api.get(re.compile(f"{API}/.*"), json=rows)
        return alegra(*line.split(), env={"ALEGRA_COUNTRY": "colombia"})


@cases(
    "line",
    [
        *REPORTS,
        "invoices emit --all --yes",
        "invoices create --client Ana --date today --due-date today --item x:1@5",
        "received rules learn",
    ],
)
def test_rows_are_refused_where_keys_are_needed(alegra: Runner, line: str) -> None:
    told = told_of(alegra, line, [[], "x", None, 7])
    assert (told.code, told.out) == (8, "")
    assert told.err.startswith("Error: The answer is not a list of records.")


@cases("line", REPORTS)
def test_no_amount_is_guessed(alegra: Runner, line: str) -> None:
    told = told_of(alegra, line, [OTHER_KINDS])
    assert (told.code, told.out) == (8, "")
    assert told.err.startswith("Error: Alegra's answer has something else than ")


def test_a_bill_of_another_form_teaches_nothing(alegra: Runner) -> None:
    assert told_of(alegra, "received rules learn", [OTHER_KINDS]).code == 0


def test_they_are_shown_as_they_come(alegra: Runner) -> None:
    assert told_of(alegra, "terms list -o jsonl", [[], "x", 7]).out == '[]\n"x"\n7\n'
