"""Country packs: identifications, lists, what goes together, in nine countries."""

from __future__ import annotations

import re
import shutil
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.declare import CountryRule, RuleInput
from alegra_cli.registry import Registry
from alegra_cli.rules import catalogs
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.of_body import problems_of
from alegra_cli.sandbox.database import open_books
from tests.cases import cases
from tests.companies import Companies

REGISTRY = Registry({})
COUNTRIES = REGISTRY.countries()
TODAY = date(2026, 6, 15)


def book(country: str, resource: str) -> Rulebook:
    rules = REGISTRY.country_rules(country, resource)
    return Rulebook(country, rules, partial(list_of, country), TODAY.isoformat())


@cache
def list_of(country: str, name: str) -> dict[str, str]:
    pack = REGISTRY.country(country)
    assert pack is not None
    return dict(catalogs.entries(pack, name) or [])


def wrong(country: str, resource: str, body: dict[str, Any]) -> dict[str, bool]:
    """path: whether it blocks, for everything that is not merely missing."""
    declared = REGISTRY.declaration(resource)
    found = book(country, resource).problems(body, declared, whole=False)
    return {item.path: item.blocks for item in found}


@pytest.mark.parametrize("country", COUNTRIES)
def test_nothing_that_the_sandbox_holds_is_refused(
    country: str, companies: Companies, tmp_path: Path
) -> None:
    path = tmp_path / "books.sqlite3"
    shutil.copy(companies(country, today=TODAY), path)
    books = open_books(path)
    for resource in ("contacts", "invoices", "credit-notes", "items", "bills", "company"):
        declared, rules = REGISTRY.declaration(resource), book(country, resource)
        for record in books.store.find(resource):
            blocking = [item for item in rules.problems(record, declared) if item.blocks]
            assert blocking == [], (resource, record["id"])
    books.close()


@cases("country", COUNTRIES)
def test_no_line_has_a_discount_above_all_of_it(country: str) -> None:
    for resource, parts in (
        ("invoices", ("items",)),
        ("credit-notes", ("items",)),
        ("bills", ("purchases", "items")),
        ("bills", ("purchases", "categories")),
    ):
        for percent in (100, 100.5, "101", -1):
            body: Any = [{"id": "1", "quantity": 1, "price": 10, "discount": percent}]
            for part in reversed(parts):
                body = {part: body}
            path = f"{'.'.join(parts)}.0.discount"
            assert (path in wrong(country, resource, body)) is (percent != 100), (path, percent)


# What a page or a rule names and no list of a resource's fields has: given by --set alone.
BY_SET_ALONE = {
    ("contacts", "iibbCondition"),
    ("contacts", "fiscalId"),
    ("invoices", "startDateService"),
    ("invoices", "endDateService"),
    ("invoices", "ncf"),
    ("bills", "ncf"),
    ("payments", "stamp"),
    ("credit-notes", "paymentType"),
    ("credit-notes", "paymentMethod"),
    ("global-invoices", "month"),
}


def test_a_rule_looks_at_a_key_that_its_resource_has() -> None:
    """One that looks elsewhere never holds, and nothing else tells."""
    keys = {
        (resource, re.split(r"[.\[]", rule.field)[0])
        for country in COUNTRIES
        for resource in REGISTRY.names()
        for rule in REGISTRY.country_rules(country, resource)
    }
    declared = {
        (resource, field.path.split(".")[0].split("[")[0])
        for resource in REGISTRY.names()
        if (own := REGISTRY.resource(resource))
        for field in own.fields
    }
    assert keys - declared == BY_SET_ALONE


@pytest.mark.parametrize("kind", ["client", ["client"], ["provider", "client"]])
def test_a_condition_holds_for_a_value_among_several(kind: object) -> None:
    declared = REGISTRY.declaration("contacts")
    found = book("chile", "contacts").problems({"name": "Ana", "type": kind}, declared)
    assert "address.commune" in {item.path for item in found}
    found = book("chile", "contacts").problems({"name": "Ana", "type": ["provider"]}, declared)
    assert "address.commune" not in {item.path for item in found}


@cases("country", COUNTRIES)
def test_every_list_that_a_rule_names_is_there(country: str) -> None:
    pack = REGISTRY.country(country)
    assert pack is not None
    for rule in pack.rules:
        if rule.catalog:
            assert catalogs.codes(pack, rule.catalog), rule.catalog
        for resource in rule.on:
            assert resource in REGISTRY.names(), rule.field


def identified(kind: str, number: str, **more: str) -> dict[str, Any]:
    return {"identificationObject": {"type": kind, "number": number, **more}}


GOOD = [
    ("colombia", identified("NIT", "800197268", dv="4")),
    ("colombia", identified("CC", "1020304050")),
    ("colombia", identified("NIT", "8001972680")),
    ("mexico", {"identification": "SAT970701NN3", "thirdType": "NATIONAL"}),
    ("mexico", {"identification": "XAXX010101000"}),
    ("mexico", {"identification": "12-345 any", "thirdType": "FOREIGN"}),
    ("peru", identified("RUC", "20100070970")),
    ("peru", identified("DNI", "12345678")),
    ("costaRica", identified("CF", "304550175")),
    ("costaRica", identified("DIMEX", "155812994816")),
    ("argentina", identified("CUIT", "20-26756539-3")),
    ("chile", {"identification": "76086428-5"}),
    ("republicaDominicana", {"identification": "101850043"}),
    ("republicaDominicana", {"identification": "00113918205"}),
    ("spain", identified("DNI", "54362315K")),
    ("spain", identified("NIF", "A13585625")),
]
BAD = [
    ("colombia", identified("NIT", "800197268", dv="5"), "identificationObject.dv", False),
    ("colombia", identified("NIT", "800.197.268"), "identificationObject.number", False),
    ("colombia", identified("RFC", "1"), "identificationObject.type", True),
    ("mexico", {"identification": "SAT970701"}, "identification", False),
    ("mexico", {"regime": "601"}, "regime", True),
    ("mexico", {"cfdiUse": "Z99"}, "cfdiUse", True),
    ("peru", identified("RUC", "20100070971"), "identificationObject.number", False),
    ("costaRica", identified("CF", "0304550175"), "identificationObject.number", False),
    ("argentina", identified("CUIT", "20-26756539-4"), "identificationObject.number", False),
    ("argentina", {"ivaCondition": "NONE"}, "ivaCondition", True),
    ("chile", {"identification": "76086428-6"}, "identification", False),
    ("republicaDominicana", {"identification": "101850044"}, "identification", False),
    ("spain", identified("DNI", "5436"), "identificationObject.number", True),
    ("spain", identified("DNI", "54362315A"), "identificationObject.number", False),
    ("spain", identified("EXT", "1"), "identificationObject.type", True),
]


@cases(("country", "body"), GOOD)
def test_a_good_identification_passes(country: str, body: dict[str, Any]) -> None:
    assert wrong(country, "contacts", {"name": "x", **body}) == {}


@cases(("country", "body", "path", "blocks"), BAD)
def test_a_bad_one_is_named(country: str, body: dict[str, Any], path: str, blocks: bool) -> None:
    assert wrong(country, "contacts", {"name": "x", **body}).get(path) is blocks


def test_bizkaia_takes_no_nc() -> None:
    body = {**identified("NC", "x"), "address": {"province": "Bizkaia"}}
    assert wrong("spain", "contacts", body) == {"identificationObject.type": True}
    body["address"]["province"] = "Madrid"
    assert wrong("spain", "contacts", body) == {}


def test_mexican_uses_and_regimes_go_together() -> None:
    pack = REGISTRY.country("mexico")
    assert pack is not None
    uses = dict(catalogs.entries(pack, "cfdiuse-regimenes") or [])
    assert "S01" in uses
    good = {"regime": "GENERAL_REGIME_OF_MORAL_PEOPLE_LAW", "cfdiUse": "G03"}
    assert wrong("mexico", "contacts", good) == {}
    salaried = {"regime": "SALARIED_REGIME", "cfdiUse": "G01"}
    assert wrong("mexico", "contacts", salaried) == {"cfdiUse": True}


@cases(
    ("country", "body", "paths"),
    [
        ("colombia", {"paymentForm": "CREDIT", "dueDate": "2026-06-15"}, ["dueDate"]),
        ("colombia", {"paymentForm": "CASH", "dueDate": "2026-06-16"}, ["dueDate"]),
        ("mexico", {"paymentType": "PPD", "paymentMethod": "cash"}, ["paymentMethod"]),
        ("mexico", {"paymentType": "PUE", "paymentMethod": "other"}, ["paymentMethod"]),
        ("panama", {"saleCondition": "CREDIT", "dueDate": "2026-06-15"}, ["dueDate"]),
    ],
)
def test_what_does_not_go_together_is_warned_about(
    country: str, body: dict[str, Any], paths: list[str]
) -> None:
    found = wrong(country, "invoices", {"date": "2026-06-15", **body})
    assert list(found) == paths
    assert not any(found.values())


@pytest.mark.parametrize(("day", "good"), [("2026-06-06", True), ("2026-06-04", False)])
def test_old_dates_are_warned_about_only_when_stamping(day: str, good: bool) -> None:
    stamped = {"date": day, "stamp": {"generateStamp": True}}
    assert ("date" not in wrong("colombia", "invoices", stamped)) is good
    assert wrong("colombia", "invoices", {"date": day}) == {}


@cases(
    ("number", "good"),
    [
        ("B0100000005", True),
        ("E310000000005", True),
        ("B9900000005", False),
        ("E010000000005", False),
        ("A020010210100000005", False),
    ],
)
def test_an_ncf_is_of_a_kind_that_exists(number: str, good: bool) -> None:
    for resource in ("invoices", "bills"):
        assert ("ncf" not in wrong("republicaDominicana", resource, {"ncf": number})) is good


def test_a_rule_of_a_stranger_counts() -> None:
    more = [CountryRule("colombia", "reference", "format", pattern="[A-Z]+", documented=True)]
    found = Rulebook("colombia", more).problems({"reference": "x1"}, REGISTRY.declaration("items"))
    assert [(item.path, item.blocks) for item in found] == [("reference", True)]


LINE = {"id": "1", "price": 5, "quantity": 1}


@cases(
    ("rule", "items", "paths"),
    [
        ({}, [LINE, {**LINE, "reference": "x"}], ["items.0.reference"]),
        ({}, [{**LINE, "reference": ""}, LINE], ["items.0.reference", "items.1.reference"]),
        ({}, [], []),
        ({"when": ("items[].id", "2")}, [LINE, {**LINE, "id": "2"}], ["items.1.reference"]),
        ({"when": ("items[].id", "2")}, [{**LINE, "id": "2", "reference": "x"}, LINE], []),
        ({"when": ("client", "9")}, [LINE], []),
        ({"when": ("client", "4")}, [LINE], ["items.0.reference"]),
        ({"when": ("seller", "7")}, [LINE], ["items.0.reference"]),
        (
            {"requirement": "forbidden", "when": ("items[].id", "2")},
            [{**LINE, "reference": "x"}, {**LINE, "id": "2"}],
            [],
        ),
        (
            {"requirement": "forbidden", "when": ("items[].id", "2")},
            [{**LINE, "reference": "x"}, {**LINE, "id": "2", "reference": "y"}],
            ["items.1.reference"],
        ),
    ],
)
def test_each_line_of_a_document_is_judged_by_itself(
    rule: dict[str, Any], items: list[dict[str, Any]], paths: list[str]
) -> None:
    more = [CountryRule("colombia", "items[].reference", **rule)]
    body = {"client": "4", "seller": {"id": "7"}, "items": items}
    found = Rulebook("colombia", more).problems(body, REGISTRY.declaration("estimates"))
    assert [item.path for item in found if item.path.endswith("reference")] == paths


def test_a_new_value_is_judged_though_the_old_one_was_as_bad() -> None:
    rule = CountryRule("peru", "reference", "check", function=lambda told: told.value == "good")
    rules, items = Rulebook("peru", [rule]), REGISTRY.declaration("items")
    before = {"reference": "bad", "name": "A"}
    assert rules.brought_about(before, {**before, "name": "B"}, items) == []
    (told,) = rules.brought_about(before, {**before, "reference": "worse"}, items)
    assert told.path == "reference"


@pytest.mark.parametrize("beside", [None, ("price",)])
def test_a_check_is_not_asked_of_what_is_of_a_wrong_kind(beside: tuple[str, ...] | None) -> None:
    """It may do sums with it, and what a person mistyped is no fault of the rule's author."""

    def below(told: RuleInput) -> bool:
        return Decimal(told.value) < Decimal(told.body["price"])

    rule = CountryRule("peru", "reference", "check", function=below, beside=beside)
    rules, items = Rulebook("peru", [rule]), REGISTRY.declaration("items")
    body = {"name": "A", "reference": "5", "price": "abc"}
    found = problems_of(items, "update", body, rules)
    assert [problem.path for problem in found] == ["price"]
    body["price"] = "4"
    assert [one.path for one in problems_of(items, "update", body, rules)] == ["reference"]
    record = ({"price": "9", "reference": "5"}, {"price": "abc", "reference": "5"})
    found = problems_of(items, "update", {"price": "abc"}, rules, record=record)
    assert [problem.path for problem in found] == ["price"]


class Body(dict[str, Any]):
    """A body that keeps which of its keys were looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_read: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_read.add(key)
        return default

    __getitem__ = get


@cases("country", COUNTRIES)
def test_a_rule_says_what_its_function_looks_at(country: str) -> None:
    """What it does not say is not read before a change of many records."""
    for resource in REGISTRY.names():
        for rule in REGISTRY.country_rules(country, resource):
            for function in filter(None, (rule.function, rule.right)):
                assert rule.beside is not None, (resource, rule.field)
                body = Body()
                for value in ("2026-06-15", "NC", "LEGAL_ENTITY", "222222222222", ["a"]):
                    function(RuleInput(value, body, TODAY.isoformat(), lambda _name: {"a": "b"}))
                tops = {path.partition(".")[0] for path in rule.beside}
                assert body.keys_read == tops, (resource, rule.field)


STAMP = {"stamp": {"generateStamp": True}}


@cases(
    ("country", "resource", "body", "path"),
    [
        ("colombia", "contacts", {"kindOfPerson": "PERSON_ENTITY"}, "nameObject.firstName"),
        ("colombia", "bills", {"paymentMethod": "cash"}, "paymentMethod"),
        ("colombia", "bills", STAMP, "billOperationType"),
        ("colombia", "bills", {**STAMP, "retentions": [{"id": 1}]}, "retentions"),
        ("colombia", "debit-notes", STAMP, "numberTemplate"),
        ("colombia", "items", {"name": "x"}, "inventory.unit"),
        ("colombia", "items", {"name": "x"}, "productKey"),
        ("costaRica", "bills", {**STAMP, "retentions": [{"id": 1}]}, "retentions"),
        ("costaRica", "bills", {**STAMP, "payments": [{"amount": 1}]}, "payments"),
        ("costaRica", "debit-notes", STAMP, "numberTemplate"),
        ("costaRica", "debit-notes", STAMP, "typeCreditNote"),
        ("mexico", "payments", {"bills": [{"id": 1}], "invoices": [{"id": 1}]}, "invoices"),
        ("republicaDominicana", "payments", {"type": "out", "metadata": "{x"}, "metadata"),
        (
            "republicaDominicana",
            "payments",
            {"type": "out", "metadata": '{"paymentType": "cash"}'},
            "metadata",
        ),
    ],
)
def test_what_live_accounts_refused_is_warned_of(
    country: str, resource: str, body: dict[str, Any], path: str
) -> None:
    found = book(country, resource).problems(body, REGISTRY.declaration(resource))
    assert {item.path: item.blocks for item in found}.get(path) is False


@cases(
    ("country", "resource", "body"),
    [
        ("colombia", "bills", {"paymentMethod": "CASH"}),
        ("colombia", "contacts", {"kindOfPerson": "LEGAL_ENTITY"}),
        ("republicaDominicana", "payments", {"metadata": '{"paymentType": "CASH"}', "type": "out"}),
        ("republicaDominicana", "payments", {"metadata": "{}", "type": "out"}),
    ],
)
def test_and_what_they_took_is_not(country: str, resource: str, body: dict[str, Any]) -> None:
    paths = wrong(country, resource, body)
    assert not {"paymentMethod", "nameObject.firstName", "metadata"} & set(paths)
