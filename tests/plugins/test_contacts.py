"""What the declaration of contacts adds beyond data: its update is a merge."""

from __future__ import annotations

from typing import Any

import pytest
import responses
from hypothesis import given
from hypothesis import strategies as st
from responses.matchers import json_params_matcher

from alegra_cli.operations.merging import differences, merged_body
from alegra_cli.rules import fields
from alegra_cli.rules.country import Rulebook
from alegra_cli.testing import Runner
from alegra_plugins.contacts.contacts import CONTACTS
from alegra_plugins.inventory.items import ITEMS
from alegra_plugins.sales.invoices import INVOICES
from tests.conftest import API

# As the API gives it (S46, S47).
RECORD: dict[str, Any] = {
    "id": "12",
    "uuid": "u",
    "name": "Comercial Andina SAS",
    "identification": "900123456",
    "identificationObject": {"type": "NIT", "number": "900123456", "dv": "8"},
    "email": None,
    "address": {"address": "Calle 10 # 20-30", "city": "Bogotá, D.C."},
    "type": ["client"],
    "seller": {"id": "1", "name": "Vendedora Uno", "status": "active"},
    "accounting": {"accountReceivable": {"id": "5007", "name": "Cuentas por cobrar"}},
    "statementAttached": False,
    "created_at": "2026-01-01 00:00:00",
    "somethingNew": {"kept": True},
}


def test_everything_goes_back_in_the_form_that_the_api_takes() -> None:
    body = merged_body(RECORD, {"email": "a@b.co", "address": {"city": "Cali"}}, CONTACTS)
    assert body == {
        "name": "Comercial Andina SAS",
        "identification": "900123456",
        "identificationObject": {"type": "NIT", "number": "900123456", "dv": "8"},
        "email": "a@b.co",
        "address": {"address": "Calle 10 # 20-30", "city": "Cali"},
        "type": ["client"],
        "seller": {"id": "1"},
        "accounting": {"accountReceivable": {"id": "5007"}},
        "statementAttached": "no",
        "somethingNew": {"kept": True},
    }


def test_a_new_identification_takes_its_other_spelling_along() -> None:
    body = merged_body(RECORD, {"identification": "111"}, CONTACTS)
    assert body["identification"] == "111"
    assert "identificationObject" not in body


def test_null_clears_and_lists_are_replaced() -> None:
    body = merged_body(RECORD, {"type": ["provider"], "seller": None}, CONTACTS)
    assert (body["type"], body["seller"]) == (["provider"], None)


@given(st.dictionaries(st.sampled_from(["name", "email", "fax", "mobile"]), st.text()))
def test_the_difference_is_what_was_changed(changes: dict[str, str]) -> None:
    before = merged_body(RECORD, {}, CONTACTS)
    told = {
        path: new for path, _old, new in differences(before, merged_body(RECORD, changes, CONTACTS))
    }
    real = {key: value for key, value in changes.items() if RECORD.get(key) != value}
    assert {key: told.get(key) for key in real} == real


# Bodies as the official pages show them.
GOOD = [
    (CONTACTS, "spain", {"name": "Cliente de prueba"}),
    (
        CONTACTS,
        "colombia",
        {
            "name": "Comercial Andina SAS",
            "kindOfPerson": "LEGAL_ENTITY",
            "type": ["client"],
            "identificationObject": {"type": "NIT", "number": "900123456", "dv": "8"},
            "regime": "COMMON_REGIME",
            "address": {"city": "Bogotá, D.C."},
        },
    ),
    (
        CONTACTS,
        "colombia",
        {
            "nameObject": {"firstName": "Ana", "lastName": "Ruiz"},
            "kindOfPerson": "PERSON_ENTITY",
            "identificationObject": {"type": "CC", "number": "1020304050"},
            "regime": "SIMPLIFIED_REGIME",
            "type": ["client"],
        },
    ),
    (
        CONTACTS,
        "mexico",
        {
            "name": "Comercial Norte SA de CV",
            "identification": "XAXX010101000",
            "regime": "NO_REGIME",
            "type": ["client"],
            "address": {"zipCode": "06000"},
        },
    ),
    (
        CONTACTS,
        "chile",
        {
            "name": "Comercial Sur SpA",
            "identification": "76123456-0",
            "giro": "Comercio",
            "address": {"region": "Metropolitana", "commune": "Santiago"},
        },
    ),
    (
        CONTACTS,
        "argentina",
        {
            "name": "Comercial Plata SA",
            "ivaCondition": "IVA_RESPONSABLE",
            "identificationObject": {"type": "CUIT", "number": "30712345671"},
        },
    ),
    (
        CONTACTS,
        "panama",
        {"name": "Comercial Istmo SA", "kindOfPerson": "LEGAL_ENTITY", "thirdType": "TAXPAYER"},
    ),
    (ITEMS, "colombia", {"name": "Consultoría", "price": 100000, "type": "service"}),
    (
        ITEMS,
        "colombia",
        {
            "name": "Camiseta",
            "price": [{"idPriceList": "1", "price": 25000}],
            "tax": [{"id": "3"}],
            "inventory": {
                "unit": "unit",
                "unitCost": 12000,
                "warehouses": [{"id": "1", "initialQuantity": 10}],
            },
        },
    ),
    (
        ITEMS,
        "colombia",
        {
            "name": "Combo",
            "price": 40000,
            "type": "kit",
            "subitems": [{"item": {"id": "5"}, "quantity": 2}],
        },
    ),
    (
        ITEMS,
        "costaRica",
        {"name": "Camiseta", "price": 5000, "reference": {"reference": "CAM-001", "type": "01"}},
    ),
    (
        INVOICES,
        "spain",
        {
            "date": "2026-03-02",
            "dueDate": "2026-04-01",
            "client": {"id": "12"},
            "items": [{"id": "5", "price": 100000, "quantity": 1}],
        },
    ),
    (
        INVOICES,
        "colombia",
        {
            "date": "2026-03-02",
            "dueDate": "2026-03-02",
            "client": "12",
            "paymentForm": "CASH",
            "numberTemplate": {"id": "7"},
            "paymentMethod": "CASH",
            "status": "open",
            "items": [{"id": "5", "price": 100000, "quantity": 1, "tax": [{"id": "3"}]}],
            "stamp": {"generateStamp": True},
        },
    ),
    (
        INVOICES,
        "mexico",
        {
            "date": "2026-03-02",
            "dueDate": "2026-03-02",
            "client": {"id": "12"},
            "paymentMethod": "cash",
            "paymentType": "PUE",
            "cfdiUse": "G03",
            "regimeClient": "601",
            "items": [{"id": "5", "price": 100, "quantity": 1, "tax": [{"id": "1"}]}],
        },
    ),
]


@pytest.mark.parametrize(("resource", "country", "body"), GOOD)
def test_bodies_that_the_api_documents_pass_without_a_word(
    resource: Any, country: str, body: dict[str, Any]
) -> None:
    assert fields.problems(body, resource, "create") == []
    assert Rulebook(country).problems(body, resource) == []


@pytest.mark.parametrize(
    ("country", "body", "path"),
    [
        ("colombia", {"identificationObject": {"type": "RUC"}}, "identificationObject.type"),
        ("peru", {"identificationObject": {"type": "NIT"}}, "identificationObject.type"),
        ("mexico", {"regime": "COMMON_REGIME"}, "regime"),
        ("costaRica", {"regime": "COMMON_REGIME"}, "regime"),
        ("panama", {"kindOfPerson": "OTHER_ENTITY"}, "kindOfPerson"),
    ],
)
def test_what_the_official_lists_do_not_have_is_refused(
    country: str, body: dict[str, Any], path: str
) -> None:
    found = Rulebook(country).problems({"name": "x", **body}, CONTACTS)
    assert path in [problem.path for problem in found if problem.blocks]


def test_a_name_that_is_refused_twice_over_goes_again_in_one_spelling(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    ana = {"id": "7", "name": "Ana Ruiz", "nameObject": {"firstName": "Ana"}}
    api.get(f"{API}/contacts/7", json=ana)
    both = {"name": "Ana Ruiz", "nameObject": {"firstName": "Ana"}, "email": "a@example.com"}
    once = {key: value for key, value in both.items() if key != "name"}
    refusal = {"code": 2039, "message": "Solo uno de name y nameObject"}
    api.put(f"{API}/contacts/7", json=refusal, status=400, match=[json_params_matcher(both)])
    api.put(f"{API}/contacts/7", json=ana, match=[json_params_matcher(once)])
    line = ("contacts", "update", "7", "--email", "a@example.com", "--no-validate")
    assert alegra(*line).code == 0


def test_a_contact_that_is_created_is_never_sent_again(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.post(f"{API}/contacts", json={"code": 2039, "message": "no"}, status=400)
    body = '{"name": "Ana", "nameObject": {"firstName": "Ana"}}'
    assert alegra("contacts", "create", "-d", body, "--no-validate").code == 5
    assert len(api.calls) == 1
