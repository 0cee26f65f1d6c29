"""What was asked for and not given, and what came back other than it was sent, is told."""

from __future__ import annotations

from typing import Any

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.office import Office
from tests.conftest import API

LINES = "items.0.id,items.0.price,items.0.quantity"
HEAD = f"numberTemplate.id,numberTemplate.number,client,date,dueDate,paymentForm,{LINES}"


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ({"price": exact.number("1.5")}, "Warning: Alegra stored price 1500 as 1.5."),
        ({"price": "1500.00"}, ""),
        ({"price": [{"idPriceList": "1", "price": 1500}]}, ""),
        ({"price": [{"idPriceList": "1", "price": 15}]}, "stored price 1500 as 15."),
        ({"name": "Tornillo "}, ""),
        ({"name": "TORNILLO"}, "stored name Tornillo as TORNILLO."),
        ({"type": "simple"}, ""),
        ({"itemCategory": {"id": 7, "name": "x"}}, ""),
        ({"itemCategory": {"id": 8}}, "stored itemCategory.id 7 as 8."),
        ({"price": None, "name": ""}, ""),
        ({}, ""),
    ],
)
def test_a_value_that_came_back_other_is_told(
    alegra: Runner, api: responses.RequestsMock, stored: Any, told: str
) -> None:
    body = exact.dumps({"id": "1", **stored})
    api.post(f"{API}/items", body=body, status=201)
    words = ("--name", "Tornillo", "--price", "1500", "--type", "product", "--item-category", "7")
    done = alegra("items", "create", *words, "--no-validate", "-o", "json")
    assert (done.code, "stored" in done.err) == (0, bool(told)), done.err
    assert told in done.err
    api.put(f"{API}/items/1", body=body)
    done = alegra("items", "update", "1", *words, "--no-validate", "-o", "json")
    assert (done.code, "stored" in done.err) == (0, bool(told)), done.err


def test_of_many_it_is_told_beside_the_record(office: Office) -> None:
    rows = "1,1001,1,2026-03-02,2026-03-02,CASH,1,100,1\n"
    code, told = office.bring("invoices", office.file(f"{HEAD}\n{rows}"), "--set", "status=open")
    assert (code, told[0]["outcome"]) == (0, "created")
    assert "numberTemplate.number 1001 as " in told[0]["message"]


def test_a_number_that_an_automatic_numbering_wont_give_is_told_before(office: Office) -> None:
    row = "1,1001,1,2026-03-02,2026-03-02,CASH,1,100,1\n"
    file = office.file(f"{HEAD}\n{row}")
    told = office.alegra("invoices", "import", file, "--dry-run")
    assert "is automatic and gives its own numbers, not those of the file" in told.err
    assert "(1 row)" in told.err
    words = ("--set", "numberTemplate.number=1001", "--dry-run", "--no-validate")
    told = office.alegra("invoices", "create", "--number-template", "1", *words)
    assert "is automatic and gives its own numbers, not 1001" in told.err
    assert "automatic" not in office.alegra("invoices", "create", *words[2:], "-d", '{"a":1}').err
    office.alegra(
        "number-templates",
        "create",
        "--name",
        "A mano",
        "--document-type",
        "invoice",
        "--no-autoincrement",
    )
    own = office.list("number-templates")[-1]
    assert own["name"] == "A mano"
    by_hand = ("--number-template", own["id"])
    assert "automatic" not in office.alegra("invoices", "create", *by_hand, *words).err
