"""A filter that the account ignores is told: the records that came do not have it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import responses

from alegra_cli.testing import Runner
from tests.cases import cases
from tests.conftest import API

ANA = {"id": "1", "name": "Ana Núñez", "identification": "900.123-4", "email": "ana@example.com"}
LUIS = {"id": "2", "name": "Luis", "identification": None, "email": None}


@cases(
    ("words", "rows", "told"),
    [
        (("--name", "nunez"), [ANA], ""),
        (("--name", "nunez"), [ANA, LUIS], "--name seems to be ignored by this account: 1 of 2"),
        (("--identification", "900.1234"), [ANA], ""),
        (("--identification", "7"), [ANA, LUIS], "2 of 2 records"),
        (("-q", "luis"), [ANA, LUIS], ""),
        (("-q", "pedro"), [ANA, LUIS], "none of 2 records has those words"),
        (("-q", "pedro"), [], ""),
        (("--email", "ANA@example.com"), [ANA], ""),
        (("--type", "client"), [ANA, LUIS], ""),
    ],
)
def test_what_came_is_held_against_what_was_asked(
    alegra: Runner, api: responses.RequestsMock, words: tuple[str, str], rows: Any, told: str
) -> None:
    api.get(f"{API}/contacts", json=rows)
    result = alegra("contacts", "list", *words, "-o", "json")
    assert result.code == 0
    assert ("ignored" in result.err) is bool(told)
    assert told in result.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--since", "2026-05-01"), "--since seems to be ignored by this account: 1 of 2"),
        (("--until", "2026-05-15"), "--until seems to be ignored by this account: 1 of 2"),
        (("--since", "2026-04-01", "--until", "2026-06-01"), ""),
    ],
)
def test_days_outside_the_period_are_told(
    alegra: Runner, api: responses.RequestsMock, words: tuple[str, ...], told: str
) -> None:
    rows = [{"id": "1", "date": "2026-04-30"}, {"id": "2", "date": "2026-05-31 10:00:00"}]
    api.get(f"{API}/payments", json=rows)
    result = alegra("payments", "list", *words, "-o", "json")
    assert (result.code, "ignored" in result.err) == (0, bool(told))
    assert told in result.err


@cases(
    "verb, resource",
    itertools.product(["list", "export"], ["estimates", "invoices", "bills", "payments"]),
)
def test_a_search_that_the_api_would_ignore_is_refused(
    alegra: Runner, resource: str, verb: str
) -> None:
    told = alegra(resource, verb, "--query", "nosuchthing")
    assert (told.code, told.out) == (2, "")
    assert f"{resource} have no search" in told.err
    assert "These filter: --" in told.err


def test_a_draft_of_what_has_no_drafts_is_refused(alegra: Runner) -> None:
    told = alegra("terms", "create", "--name", "30", "--days", "30", "--draft")
    assert (told.code, "terms have no drafts" in told.err) == (2, True)
