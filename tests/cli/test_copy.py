"""Records of one company into another: each once, with what they point at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.sandbox.database import open_books
from tests.cli.conftest import Inside, Served
from tests.cli.office import Office


@pytest.fixture(scope="module")
def first_home(tmp_path_factory: pytest.TempPathFactory, filled: Path, served: Served) -> Path:
    """The home of an office whose sandbox has its first day, and a profile acme for the served
    company; to be copied.
    """
    office = Office(tmp_path_factory.mktemp("office"), filled)
    assert office.alegra("sandbox", "reset", "--yes", "--size", "empty").code == 0
    for number in range(5):  # so that no id is the same by chance
        assert office.alegra("contacts", "create", "--name", f"Otro {number}").code == 0
        office.alegra("items", "create", "--name", f"Otra cosa {number}", "--price", "1")
    line = ("--profile", "acme", "--email", served.email, "--base-url", served.url)
    done = office.alegra("auth", "login", *line, "--insecure-storage", stdin=served.token + "\n")
    assert done.code == 0, done.err
    return office.home


@pytest.fixture
def offices(first_home: Path, tmp_path: Path) -> Office:
    return Office.copy_of(first_home, tmp_path)


def copied(office: Office, *resources: str, code: int = 0) -> list[Any]:
    line = ("copy", *resources, "--from", "acme", "--to", "sandbox", "-o", "json")
    told = office.alegra(*line)
    assert told.code == code, told.err
    return list(exact.loads(told.out))


def outcomes(rows: list[Any]) -> set[str]:
    return {row["outcome"] for row in rows}


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        # What is in stock came by documents; the new company has what the item began with.
        own = ("id", "idPriceList", "uuid", "idParent", "created_at", "updated_at", "inventory")
        return {key: without_ids(inner) for key, inner in value.items() if key not in own}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def test_everything_arrives_once_and_points_at_the_same_things(
    offices: Office, inside: Inside
) -> None:
    assert inside("contacts", "create", "--name", "De Marta", "--seller", "1").code == 0
    names = ("items", "contacts", "price-lists", "item-categories", "sellers", "warehouses")
    first = copied(offices, *names)
    assert outcomes(first) == {"created", "exists"}
    # What others point at comes first, whatever the order of the words.
    order = list(dict.fromkeys(row["resource"] for row in first))
    assert order.index("price-lists") < order.index("items")
    assert order.index("sellers") < order.index("contacts")
    assert outcomes(copied(offices, *names)) == {"exists"}
    for name in names:
        there = exact.loads(inside(name, "list", "--all", "-o", "json").out)
        here = offices.list(name)
        wanted = {record["name"]: without_ids(record) for record in there}
        found = {record["name"]: without_ids(record) for record in here}
        assert {key: found[key] for key in wanted} == wanted
    sold = [record for record in offices.list("contacts") if record.get("seller")]
    sellers = {record["id"]: record["name"] for record in offices.list("sellers")}
    assert sold
    assert all(sellers[one["seller"]["id"]] == one["seller"]["name"] for one in sold)


@pytest.mark.parametrize("names", [("contacts",), ("sellers", "contacts")])
def test_what_exists_under_another_id_is_pointed_at_by_it(
    offices: Office, inside: Inside, names: tuple[str, ...]
) -> None:
    seller = f"Vende {len(names)}"
    here = inside.json("sellers", "create", "--name", seller)["id"]
    for name in ("Otra Persona", "Otra más", seller):
        assert offices.alegra("sellers", "create", "--name", name).code == 0
    there = next(one["id"] for one in offices.list("sellers") if one["name"] == seller)
    assert there != here
    name = f"De {seller}"
    assert inside("contacts", "create", "--name", name, "--seller", here).code == 0
    copied(offices, *names)
    found = next(one for one in offices.list("contacts") if one["name"] == name)
    assert found["seller"] == {**found["seller"], "id": there, "name": seller}


def test_what_is_not_there_is_left_out_and_told(offices: Office, inside: Inside) -> None:
    seller = inside.json("sellers", "create", "--name", "Luis Solo")["id"]
    assert inside("contacts", "create", "--name", "De Luis", "--seller", seller).code == 0
    rows = copied(offices, "contacts", code=9)
    assert outcomes(rows) == {"created", "incomplete"}
    bad = next(row for row in rows if row["outcome"] == "incomplete")
    assert bad["message"].startswith("not there, so left out: seller (sellers ")
    assert bad["id"]


def test_a_dry_run_reads_both_and_changes_neither(offices: Office) -> None:
    before = offices.list("contacts")
    line = ("copy", "contacts", "sellers", "--from", "acme", "--to", "sandbox", "--dry-run")
    told = offices.alegra(*line, "-o", "json")
    assert told.code == 0, told.err
    assert outcomes(exact.loads(told.out)) == {"would be created", "exists"}
    assert offices.list("contacts") == before


def test_two_of_the_same_name_are_left_to_a_person(offices: Office, inside: Inside) -> None:
    for _twin in range(2):
        assert inside("sellers", "create", "--name", "Gemela").code == 0
    rows = copied(offices, "sellers", code=9)
    failed = [row for row in rows if row["outcome"] == "failed"]
    assert len(failed) == 2
    assert "known by the same" in failed[0]["message"]
    for record in exact.loads(inside("sellers", "list", "--all", "-o", "json").out):
        if record["name"] == "Gemela":
            assert inside("sellers", "delete", record["id"], "--yes").code == 0


def test_what_stops_it_is_told_with_how_to_go_on(offices: Office) -> None:
    books = open_books(offices.database)
    books.settings.set("answer", "402")
    books.close()
    told = offices.alegra("copy", "sellers", "--from", "acme", "--to", "sandbox")
    assert told.code == 6


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("invoices", "--from", "acme", "--to", "sandbox"), "legal numbers"),
        (("journals", "--from", "acme", "--to", "sandbox"), "can't be copied"),
        (("terms", "--from", "acme", "--to", "acme"), "the same company"),
        (("nothing", "--from", "acme", "--to", "sandbox"), "no resource"),
    ],
)
def test_what_is_refused(offices: Office, words: tuple[str, ...], why: str) -> None:
    told = offices.alegra("copy", *words)
    assert told.code == 2
    assert why in told.err


def test_a_real_company_is_asked_about_first(offices: Office, inside: Inside) -> None:
    before = inside("terms", "list", "--count").out
    assert offices.alegra("terms", "create", "--name", "A 77 días", "--days", "77").code == 0
    line = ("copy", "terms", "--from", "sandbox", "--to", "acme")
    told = offices.alegra(*line)
    assert told.code == 2
    assert "Create 1 record of sandbox (Comercial Ejemplo S.A.S.) in acme (Comercial" in told.err
    assert inside("terms", "list", "--count").out == before
    assert offices.alegra(*line, "--yes").code == 0
    assert int(inside("terms", "list", "--count").out) == int(before) + 1
