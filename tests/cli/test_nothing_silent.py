"""What was asked for and can't be done as asked is said, and is no success."""

from __future__ import annotations

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.office import Office
from tests.conftest import API


@pytest.mark.parametrize("order", ["zzz", "-zzz", "id,zzz", "-"])
def test_an_order_by_what_no_record_has_is_refused(office: Office, order: str) -> None:
    for how in ((), ("--all",), ("-o", "json"), ("--limit", "3")):
        told = office.alegra("invoices", "list", f"--sort={order}", *how)
        assert (told.code, told.out) == (2, ""), how


def test_an_order_by_a_declared_column_that_no_record_has_is_none(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/terms", json=[{"id": "1", "name": "x"}])
    assert alegra("terms", "list", "--sort=days").code == 0, "a declared one"
    assert alegra("terms", "list", "--sort=zzz").code == 2
    api.get(f"{API}/sellers", json=[])
    assert alegra("sellers", "list", "--sort=zzz").code == 0, "nothing is known without records"


def test_the_largest_of_all_are_a_top(office: Office) -> None:
    every = office.list("invoices", "--all")
    most = sorted(every, key=lambda one: -exact.loads(str(one["total"])))[:3]
    top = office.list("invoices", "--all", "--sort=-total", "--limit", "3")
    assert [one["id"] for one in top] == [one["id"] for one in most]
    some = office.alegra("invoices", "list", "--sort=-total", "--limit", "3")
    assert "Sorted only among the first 3 that were read" in some.err
    none = office.alegra("invoices", "list", "--all", "--limit", "3")
    assert (none.code, "With --sort they go together" in none.err) == (2, True)
    assert "Sorted" not in office.alegra("terms", "list", "--sort=days", "--limit", "30").err


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("invoices list --date last-month", "--since last-month --until last-month"),
        ("invoices list --due-date mes-pasado", "--due-from mes-pasado --due-to mes-pasado"),
        ("credit-notes list --date this-year --count", "--since this-year --until this-year"),
    ],
)
def test_a_month_is_not_one_day(office: Office, line: str, way: str) -> None:
    told = office.alegra(*line.split())
    assert (told.code, told.out) == (2, "")
    assert "is one day, and" in told.err
    assert way in told.err
    assert office.alegra("invoices", "list", "--date", "today").code == 0


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("invoices list --since hugo", "--since"),
        ("invoices list --until 31/31/2026", "--until"),
        ("invoices list --date-from hugo", "--date-from"),
        ("invoices create --due-date hugo", "--due-date"),
        ("invoices emit 1 --date hugo", "--date"),
        ("sandbox reset --today hugo", "--today"),
        ("log --since hugo", "--since"),
    ],
)
def test_a_day_that_is_none_names_its_option(office: Office, line: str, option: str) -> None:
    told = office.alegra(*line.split())
    assert told.code == 2
    assert f"Error: {option}: '" in told.err


def test_what_was_named_and_not_issued_is_no_success(office: Office) -> None:
    other = office.alegra("invoices", "emit", "14", "--yes")
    assert other.code == 5
    assert "its numbering is not electronic" in other.err
    assert "Not issued: 14; nothing was sent." in other.err
    assert office.alegra("invoices", "emit", "1", "--yes").code == 0, "issued before"
    both = office.alegra("invoices", "emit", "1", "14", "--yes")
    assert (both.code, "Not issued: 14;" in both.err) == (5, True)


def test_problems_have_the_option_that_was_typed_and_the_right_value(office: Office) -> None:
    line = ("contacts", "create", "--name", "X", "--id-type", "NIT", "--id-number", "900123456")
    told = office.alegra(*line, "--dv", "7", "--dry-run").err
    assert "--dv: is not the check digit of this NIT: it is 8" in told
    near = office.alegra("contacts", "create", "--name", "X", "--type", "clien")
    assert (near.code, near.out) == (5, "")
    assert "--type: clien is not one of client, provider. Did you mean client?" in near.err
    means = office.alegra("invoices", "create", "--payment-method", "transferencia").err
    assert "--payment-method: transferencia" in means
    assert "`alegra catalog medios-de-pago" in means
    lacks = office.alegra("terms", "create", "--days", "3").err
    assert "name: is required (--name)" in lacks


def test_the_hint_is_the_next_step_and_no_way_around(office: Office) -> None:
    for line in ("invoices create --client 1", "contacts create --type clien"):
        told = office.alegra(*line.split()).err
        assert "no-validate" not in told
        assert "`alegra schema " in told
    whole = office.alegra("invoices", "create", "--client", "1").err
    assert "`alegra schema invoices --example`" in whole


def test_a_problem_is_told_once(office: Office) -> None:
    told = office.alegra(
        "contacts", "create", "--name", "X", "--regime", "NONE", "--kind-of-person", "NOBODY"
    ).err
    assert told.count("NOBODY is not") == 1
    assert told.count("NONE is not") == 1


def test_a_contact_that_is_there_is_named_with_its_commands(office: Office) -> None:
    line = ("contacts", "create", "--name", "A", "--identification", "77", "--no-validate")
    made = exact.loads(office.alegra(*line, "-o", "json").out)["id"]
    told = office.alegra(*line)
    assert told.code == 5
    assert f"It is contact {made}: `alegra contacts get {made}`" in told.err


def test_an_explicit_empty_body_is_one(office: Office) -> None:
    checked = office.alegra("terms", "create", "-d", "{}")
    assert checked.code == 5
    assert "days: is required (--days)" in checked.err
    sent = office.alegra("terms", "create", "-d", "{}", "--no-validate")
    assert "Alegra answered 400 to POST /terms" in sent.err
    assert "Alegra answered 400" in office.alegra("api", "POST", "/terms", "-d", "{}").err
    nothing = office.alegra("terms", "create", "--no-validate")
    assert (nothing.code, "There is nothing to send" in nothing.err) == (2, True)


def test_the_log_is_in_the_words_of_commands_and_the_time_of_here(office: Office) -> None:
    office.alegra("payments", "void", "1", "--yes")
    office.alegra("terms", "create", "--name", "x", "--days", "3")
    told = office.alegra("log").out
    assert "payments void 1 " in told
    assert "terms create" in told
    assert "POST" not in told
    assert "+00:00" not in told
    kept = exact.loads(office.alegra("log", "-o", "json").out)
    assert [one["what"] for one in kept] == ["payments void 1", "terms create"]
    assert kept[0]["path"] == "/payments/1/void"
    assert kept[0]["at"].endswith("+00:00")


def test_doctor_sums_up_what_can_be_reached(office: Office) -> None:
    office.alegra("sandbox", "set", "--forbid", "bills")
    told = office.alegra("doctor").out
    assert "bills  " in told
    assert "not permitted" in told
    assert "sellers" not in told
    every = exact.loads(office.alegra("doctor", "-o", "json").out)
    reached = sum(1 for one in every if one["state"] == "reachable")
    assert f"{reached} resources" in told


def test_the_sandbox_says_who_asked_for_an_answer(office: Office) -> None:
    office.alegra("sandbox", "set", "--answer", "401")
    told = office.alegra("terms", "list").err
    assert "`sandbox set --answer`; --grant" in told


def test_a_reply_without_a_word_says_what_was_done(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.delete(f"{API}/terms/4", body=b"", status=204)
    told = alegra("terms", "delete", "4", "--yes")
    assert (told.code, told.out) == (0, "Deleted: payment term 4.\n")
    assert exact.loads(alegra("terms", "delete", "4", "--yes", "-o", "json").out) == {
        "ok": "delete 4"
    }
