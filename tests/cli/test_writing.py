"""Writing to a served sandbox: bodies, checks, questions, and what they leave behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alegra_cli import exact
from tests.cli.conftest import Inside, Program, Served
from tests.cli.fork_server import LONGEST
from tests.cli.office import Office

LINE = (
    "--set",
    "items.0.id=1",
    "--set",
    "items.0.price=1234567.89",
    "--set",
    "items.0.quantity=2",
    "--set",
    "items.0.tax.0.id=2",
)
TODAY = ("--date", "today", "--due-date", "today")


def invoice(program: Program, *more: str) -> dict[str, object]:
    made = program.json("invoices", "create", "--client", "1", *TODAY, *LINE, *more)
    assert isinstance(made, dict)
    return made


def test_an_invoice_from_options_with_exact_money(inside: Inside) -> None:
    made = invoice(inside, "--status", "open")
    assert made["status"] == "open"
    assert str(made["total"]) == "2938271.58"


def test_a_draft_is_never_stamped(inside: Inside) -> None:
    made = invoice(inside, "--draft", "--status", "open", "--stamp")
    assert made["status"] == "draft"
    assert made["stamp"] is None


def test_life_of_an_invoice(inside: Inside) -> None:
    key = str(invoice(inside)["id"])
    assert inside.json("invoices", "open", key, "--yes")["status"] == "open"
    paid = inside.json(
        "payments",
        "create",
        "--date",
        "today",
        "--bank-account",
        "1",
        "--payment-method",
        "cash",
        "--set",
        f"invoices.0.id:={key}",
        "--set",
        "invoices.0.amount=2938271.58",
    )
    assert inside.json("invoices", "get", key)["status"] == "closed"
    assert inside("invoices", "void", key, "--yes").code == 5
    inside.json("payments", "void", paid["id"], "--yes")
    again = inside.json("invoices", "get", key)
    assert (again["status"], str(again["balance"])) == ("open", "2938271.58")
    assert inside("invoices", "void", key, "--yes").code == 0
    assert inside.json("invoices", "get", key)["status"] == "void"
    assert inside.json("invoices", "open", key, "--yes")["status"] == "open"


def test_a_credit_note_lowers_the_balance(inside: Inside) -> None:
    key = str(invoice(inside, "--status", "open")["id"])
    line = (
        "credit-notes",
        "create",
        "--client",
        "1",
        "--date",
        "today",
        "--set",
        "items.0.id=1",
        "--set",
        "items.0.price=100",
        "--set",
        "items.0.quantity=1",
        "--set",
        f"invoices.0.id:={key}",
    )
    too_much = inside(*line, "--set", "invoices.0.amount=99999999")
    assert too_much.code == 5
    assert "9030" in too_much.err
    note = inside.json(*line, "--set", "invoices.0.amount=100")
    assert note["status"] == "closed"
    assert str(inside.json("invoices", "get", key)["balance"]) == "2938171.58"


def test_an_update_of_a_contact_changes_only_what_is_named(inside: Inside, served: Served) -> None:
    before = served.books.call("GET", "/contacts/2")
    inside.json("contacts", "update", "2", "--email", "nueva@example.com")
    after = served.books.call("GET", "/contacts/2")
    changed = {key for key in before if before[key] != after[key]}
    assert changed <= {"email", "updated_at"}
    assert after["email"] == "nueva@example.com"


def test_an_update_of_a_contact_sends_what_changes_and_what_the_api_wants(inside: Inside) -> None:
    line = ("contacts", "update", "2", "--email", "nueva@example.com", "--dry-run")
    sent = inside.json(*line)["body"]
    before = inside.json("contacts", "get", "2")
    wanted = {"email": "nueva@example.com", "name": before["name"]}
    assert sent == {**wanted, "identificationObject": before["identificationObject"]}
    assert inside.json(*line, "--replace")["body"] == {"email": "nueva@example.com"}
    named = inside.json("contacts", "update", "2", "--name", "Otra", "--dry-run")["body"]
    assert "nameObject" not in named


def test_a_body_from_a_file_text_and_stdin(inside: Inside, alegra_on: Program) -> None:
    file = inside.home / "body.yaml"
    file.write_text("name: Desde archivo\ntype: [client]\ncreditLimit: 10.50\n")
    body = json.dumps({"name": "Desde texto"})
    assert inside.json("contacts", "create", "-f", str(file))["name"] == "Desde archivo"
    assert inside.json("contacts", "create", "-d", body)["name"] == "Desde texto"
    made = alegra_on.json("contacts", "create", "-f", "-", "--set", "name=Otro", stdin=body)
    assert made["name"] == "Otro"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("-d", "{", "-f", "x"), "exclude each other"),
        (("-d", "{"), "line 1, column 2"),
        (("-d", "[]"), "must be an object"),
        (("-f", "no-such-file"), "can't be read"),
        (("--set", "novalue"), "path=value"),
        ((), "nothing to send"),
    ],
)
def test_bodies_that_are_wrong_are_usage(inside: Inside, args: tuple[str, ...], words: str) -> None:
    result = inside("contacts", "create", *args)
    assert result.code == 2
    assert words in result.err


def test_every_problem_of_a_body_is_listed_and_nothing_sent(inside: Inside, served: Served) -> None:
    before = served.books.store.count("invoices")
    result = inside("invoices", "create", "-d", '{"date": "soon", "items": []}')
    assert result.code == 5
    for path in (
        "date: must be a date",
        "dueDate: is required",
        "client: is required",
        "items: is required",
    ):
        assert path in result.err
    assert served.books.store.count("invoices") == before


def test_no_validate_sends_all_the_same(inside: Inside) -> None:
    result = inside("contacts", "create", "--email", "x", "--no-validate")
    assert result.code == 5
    assert "Alegra answered 400" in result.err
    assert "El campo name es obligatorio" in result.err


def test_a_repeated_identification_names_the_contact_that_has_it(inside: Inside) -> None:
    line = ("contacts", "create", "--name", "Gemela", "--id-type", "CC", "--id-number", "777")
    first = inside.json(*line)
    again = inside(*line, "-o", "json")
    error = exact.loads(again.err)["error"]
    assert (again.code, error["code"], error["status"]) == (5, 2006, 400)
    assert error["details"]["contactId"] == first["id"]


def test_delete_asks_and_without_a_terminal_needs_yes(inside: Inside) -> None:
    made = inside.json("contacts", "create", "--name", "Pasajera")
    refused = inside("contacts", "delete", made["id"])
    assert refused.code == 2
    assert "--yes" in refused.err
    assert inside("contacts", "delete", made["id"], "--yes").code == 0
    assert inside("contacts", "get", made["id"]).code == 4
    assert inside.json("contacts", "restore", made["id"])["name"] == "Pasajera"


def test_several_at_once(inside: Inside) -> None:
    keys = [inside.json("contacts", "create", "--name", f"N{n}")["id"] for n in range(2)]
    assert inside("contacts", "delete-many", *keys, "-y").code == 0
    assert inside("contacts", "get", keys[1]).code == 4


def test_what_reaches_the_authority_asks(inside: Inside) -> None:
    key = str(invoice(inside, "--status", "open")["id"])
    assert inside("invoices", "stamp", key).code == 2
    done = inside.json("invoices", "stamp", key, "--yes")
    assert done["data"][0]["success"] is True
    frozen = inside("invoices", "update", key, "--set", "observations=x")
    assert frozen.code == 5
    created = inside("invoices", "create", "--client", "1", *TODAY, *LINE, "--stamp")
    assert created.code == 2
    assert "tax authority" in created.err


def test_email_and_its_empty_answers(inside: Inside) -> None:
    sent = inside.json("invoices", "email", "1", "--to", "a@b.co", "--to", "c@d.co")
    assert "a@b.co, c@d.co" in sent["message"]
    asked = inside("invoices", "email", "1")
    assert asked.code == 2
    assert "1 address" in asked.err


def test_a_success_under_a_strange_key_is_told_as_one(inside: Inside) -> None:
    made = [inside.json("items", "create", "--name", "X", "--price", "1")["id"] for _ in "ab"]
    told = inside("items", "delete", made[0], "--yes").out
    assert "message" in told
    assert "error" not in told
    assert inside.json("items", "delete", made[1], "--yes")["error"].startswith("Se eliminó")


def test_currencies_users_taxes_and_numberings(inside: Inside) -> None:
    assert inside.json("currencies", "create", "--code", "BRL", "--exchange-rate", "800")
    assert (
        str(inside.json("currencies", "update", "BRL", "--exchange-rate", "812.35")["exchangeRate"])
        == "812.35"
    )
    assert inside("currencies", "delete", "BRL", "--yes").code == 0
    assert inside("currencies", "delete", "COP", "--yes").code == 5
    made = inside.json("taxes", "create", "--name", "IVA", "--percentage", "7")
    assert made["percentage"] == "7.00"
    assert inside("users", "self-metadata", "-d", '{"tour": true}').code == 0
    template = inside.json(
        "number-templates", "create", "--name", "X", "--document-type", "estimate", "--prefix", "X"
    )
    assert inside("number-templates", "delete", template["id"], "-y").code == 0


def test_a_dry_update_shows_the_difference_and_sends_nothing(
    inside: Inside, served: Served
) -> None:
    before = served.books.call("GET", "/contacts/3")
    result = inside("contacts", "update", "3", "--phone", "999", "--dry-run", "-o", "json")
    request = exact.loads(result.out)
    assert request["method"] == "PUT"
    assert request["body"]["phonePrimary"] == "999"
    assert request["body"]["name"] == before["name"]
    assert "phonePrimary:" in result.err
    assert served.books.call("GET", "/contacts/3") == before


def test_the_curl_line_of_a_dry_run_runs(inside: Inside, served: Served) -> None:
    import subprocess

    name = 'Señora O\'Brien & "Hijos" $HOME'
    result = inside("contacts", "create", "--name", name, "--dry-run")
    assert served.token not in result.out
    line = result.out.rstrip("\n").splitlines()[-1]
    assert line.startswith("curl ")
    done = subprocess.run(
        ["sh", "-c", line], env=inside.variables(), capture_output=True, check=True, timeout=LONGEST
    )
    assert exact.loads(done.stdout)["name"] == name


def test_an_unknown_column_never_makes_a_done_write_look_failed(inside: Inside) -> None:
    result = inside("contacts", "create", "--name", "Hecha", "--columns", "nmae", "-o", "json")
    assert result.code == 0
    assert exact.loads(result.out)["name"] == "Hecha"
    assert "'nmae'" in result.err


def test_ids_of_a_batch_may_come_in_the_body(inside: Inside) -> None:
    done = inside.json("invoices", "stamp", "-d", '{"ids": ["none"]}', "--yes")
    assert done["error"][0]["id"] == "none"
    assert inside("invoices", "stamp", "--yes").code == 2


def test_a_refusal_points_at_what_the_country_misses(tmp_path: Path) -> None:
    program = Inside(tmp_path)
    program("sandbox", "reset", "--yes", "--country", "mexico")
    result = program("-p", "sandbox", "contacts", "create", "--name", "Ana")
    assert result.code == 5
    assert "El campo identification es obligatorio" in result.err
    assert "identification: is needed in mexico" in result.err.split("Hint: ")[1]


def test_prices_are_numbers(inside: Inside) -> None:
    line = ("items", "create", "--name", "Cosa", "--dry-run", "--price")
    assert '"price": 1234567.89' in inside(*line, "1234567.89").out
    assert inside(*line, "ten").code == 2


def test_an_update_is_checked_on_the_record_as_it_will_be(inside: Inside, served: Served) -> None:
    contacts = served.books.store
    before = contacts.get("contacts", "2")
    line = ("contacts", "update", "2", "--country", "colombia", "--strict")
    wrong = inside(*line, "--set", "identificationObject.type=CC")
    assert wrong.code == 5
    assert "a legal entity is identified by NIT" in wrong.err
    digit = inside(*line, "--set", "identificationObject.dv=1", "--dry-run")
    assert digit.code == 5
    assert "identificationObject.dv" in digit.err
    assert contacts.get("contacts", "2") == before
    right = inside(*line, "--set", "kindOfPerson=LEGAL_ENTITY")
    assert (right.code, right.err) == (0, ""), "what was not changed is not asked about"


def test_part_of_an_identification_leaves_the_rest(inside: Inside) -> None:
    before = inside.json("contacts", "get", "4")["identificationObject"]
    line = ("contacts", "update", "4", "--set", "identificationObject.number=909-X")
    told = inside.json(*line, "--no-validate", "--dry-run")["body"]["identificationObject"]
    assert told == {**before, "number": "909-X"}


def test_a_person_is_changed_where_a_name_and_its_parts_exclude_each_other(office: Office) -> None:
    person = next(one for one in office.list("contacts") if one.get("nameObject"))
    assert office.alegra("sandbox", "set", "--one-name").code == 0
    line = ("contacts", "update", person["id"], "--set", "observations=visto")
    told = office.alegra(*line)
    assert told.code == 0, told.err
    after = next(one for one in office.list("contacts") if one["id"] == person["id"])
    assert (after["observations"], after["nameObject"]) == ("visto", person["nameObject"])
    body = '{"name": "A B", "nameObject": {"firstName": "A", "lastName": "B"}}'
    told = office.alegra("contacts", "create", "-d", body, "--no-validate", "-o", "json")
    assert (told.code, exact.loads(told.err)["error"]["code"]) == (5, 2039)
