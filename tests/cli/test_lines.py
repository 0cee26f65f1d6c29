"""Lines without JSON: ``--item``, ``--account``, ``--pay``, ``--retention`` and the like."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.office import Office
from tests.contract.conftest import RESOURCES

DAYS = ("--date", "2026-03-02", "--due-date", "2026-03-02")


def body(office: Office, line: str, *more: str) -> Any:
    unchecked = ["--no-validate"] if " create" in line else []
    told = office.alegra(*shlex.split(line), *more, *unchecked, "--dry-run", "-o", "json")
    assert told.code == 0, told.err
    return exact.loads(told.out)["body"]


def refused(office: Office, line: str, *texts: str) -> None:
    before = office.alegra("log", "-o", "json").out
    told = office.alegra(*shlex.split(line), "--no-validate")
    assert told.code == 2, told.err
    for text in texts:
        assert text in told.err
    assert office.alegra("log", "-o", "json").out == before


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("17:20@15000+iva19",
         {"id": "17", "quantity": 20, "price": 15000, "tax": [{"id": "2"}]}),
        ("17:20@15000+19+5%",
         {"id": "17", "quantity": 20, "price": 15000, "tax": [{"id": "2"}, {"id": "3"}]}),
        ("id=17,quantity=20,price=15000,50,tax=2,discount=10",
         {"id": "17", "quantity": 20, "price": exact.number("15000.50"), "tax": [{"id": "2"}],
          "discount": 10}),
        ("resma de papel carta@1", {"id": "17", "quantity": 1, "price": 1}),
        ("RES-007:2", {"id": "17", "quantity": 2, "price": 19000, "tax": [{"id": "2"}]}),
        ("17+3", {"id": "17", "quantity": 1, "price": 19000, "tax": [{"id": "3"}]}),
    ],
)  # fmt: skip
def test_a_line_of_an_invoice(office: Office, text: str, element: Any) -> None:
    assert body(office, "invoices create", "--item", text) == {"items": [element]}


def test_what_comes_from_the_catalogue_is_told(office: Office) -> None:
    told = office.alegra(
        "invoices", "create", "--item", "17:2", "--no-validate", "--dry-run", "-o", "json"
    )
    assert "--item 17:2: RES-007 Resma de papel carta (17): price 19000, tax 2" in told.err


def test_lines_come_behind_those_of_the_body_and_set_goes_over_them(office: Office) -> None:
    given = '{"items":[{"id":1,"price":5,"quantity":1}]}'
    made = body(office, "invoices create --item 17@3 --set items.1.discount=5", "-d", given)
    assert made["items"][0] == {"id": 1, "price": 5, "quantity": 1}
    assert made["items"][1] == {"id": "17", "price": 3, "quantity": 1, "discount": 5}


def test_the_price_is_that_of_the_price_list(office: Office) -> None:
    made = office.alegra(
        *shlex.split("price-lists create --name Otra --type percentage --percentage 10 -o json")
    )
    key = exact.loads(made.out)["id"]
    item = exact.loads(office.alegra("items", "get", "17", "-o", "json").out)
    prices = {price["idPriceList"]: price["price"] for price in item["price"]}
    if key in prices:
        made = body(office, f"invoices create --price-list {key} --item 17")
        assert made["items"][0]["price"] == prices[key]
    else:
        refused(office, f"invoices create --price-list {key} --item 17", "price is missing")


def test_a_retention_is_reckoned_from_the_lines(office: Office) -> None:
    line = "invoices create --item 17:20@15000+iva19 --item id=17,price=100,discount=50"
    assert body(office, line + " --retention 1")["retentions"] == [
        {"id": "1", "amount": exact.number("7501.25")}
    ]
    assert body(office, line + " --retention 2")["retentions"] == [{"id": "2", "amount": 8550}]
    assert body(office, line + " --retention 2=10%")["retentions"] == [{"id": "2", "amount": 5700}]
    assert body(office, line + " --retention 1=2.5")["retentions"] == [
        {"id": "1", "amount": exact.number("2.5")}
    ]
    line = "bills create --account 5120=35000 --item 17@5000"
    assert body(office, line + " --retention 1")["retentions"] == [{"id": "1", "amount": 1000}]
    refused(office, "invoices create --retention 1", "--retention 1: what it comes to")


def test_a_bill_of_items_and_accounts_is_stored(office: Office) -> None:
    line = ["bills", "create", *DAYS, "--provider", "8", "-o", "json"]
    line += ["--item", "17:3@12000+iva19", "--account", "arrendamiento=35000", "--retention", "1"]
    told = office.alegra(*line)
    assert told.code == 0, told.err
    made = exact.loads(told.out)
    assert [one["id"] for one in made["purchases"]["categories"]] == ["4"]
    assert str(made["total"]) == "77840.00"
    assert str(made["balance"]) == "76065.00"


def test_a_payment_pays_what_is_owed(office: Office) -> None:
    owing = office.list("invoices", "--status", "open")[:2]
    one, two = (invoice["numberTemplate"]["fullNumber"] for invoice in owing)
    made = body(office, f"payments create --pay {one} --pay {two}=1000")
    assert [str(line["amount"]) for line in made["invoices"]] == [str(owing[0]["balance"]), "1000"]
    bill = next(bill for bill in office.list("bills") if bill["balance"])
    made = body(office, f"payments create --type out --pay {bill['id']} --account 5120=5")
    assert [line["id"] for line in made["bills"]] == [bill["id"]]
    assert made["categories"] == [{"id": "4", "price": 5, "quantity": 1}]
    closed = office.list("invoices", "--status", "closed")[0]["id"]
    refused(office, f"payments create --pay {closed}", f"--pay {closed}: balance of", "is 0")


def test_the_other_documents_have_lines_too(office: Office) -> None:
    made = body(office, "journals create --debit 5120=35000 --credit Inventarios=35000")
    assert made["entries"] == [
        {"id": "4", "debit": 35000, "credit": 0},
        {"id": "2", "credit": 35000, "debit": 0},
    ]
    made = body(office, "inventory-adjustments create --in 17:3@12000 --out 17@11000")
    assert [line["type"] for line in made["items"]] == ["in", "out"]
    made = body(office, "credit-notes create --item 17@5 --apply 14=100")
    assert made["invoices"] == [{"id": "14", "amount": 100}]
    made = body(office, "debit-notes create --item 17@5 --account 5120=3 --apply 1=2")
    assert made["bills"] == [{"id": "1", "amount": 2}]
    made = body(office, "invoices update-retentions 14 --retention 1=7")
    assert made == {"retentions": [{"id": "1", "amount": 7}]}
    made = body(office, "reconciliations create --payment RC2")
    assert made == {"transactions": [{"id": "2"}]}


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("--item 17:20@1.500", ("--item 17:20@1.500, price 1.500", "1500 or 1.5")),
        ("--item 17:2O@1500", ("--item 17:2O@1500: quantity takes a number, not '2O'",)),
        ("--item nada:2@1500", ("--item nada:2@1500: there is no item called nada",)),
        ("--item 17:2+ivax", ("--item 17:2+ivax: there is no tax called ivax",)),
        ("--item 17@5+77", ("--item 17@5+77: there is no tax 77",)),
        ("--item id=17,cant=3", ("a line has no part 'cant'",)),
        ("--retention 1=x --item 17", ("--retention 1=x: amount takes a number",)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_before_anything_is_sent(
    office: Office, line: str, texts: tuple[str, ...]
) -> None:
    refused(office, f"invoices create {line}", *texts)


def test_a_body_whose_lines_are_no_list_gets_none(office: Office) -> None:
    told = office.alegra("invoices", "create", "-d", '{"items":3}', "--item", "17@2")
    assert told.code == 2
    assert "--item: items is no list in the body" in told.err


def test_a_number_that_is_an_id_and_a_rate_is_asked_about(office: Office) -> None:
    office.alegra(*shlex.split("taxes create --name Bolsas --percentage 2 --type IVA"))
    refused(office, "invoices create --item 17@5+2", "--item 17@5+2: 2 could be IVA 19% (2), ")
    made = body(office, "invoices create --item 17@5+bolsas")
    assert made["items"][0]["tax"] != [{"id": "2"}]


def test_nobody_signed_in_sees_the_texts_as_they_are(alegra: Runner) -> None:
    env = {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}
    line = "invoices create --item Café:2@5 --no-validate --dry-run -o json"
    told = alegra(*shlex.split(line), env=env)
    assert exact.loads(told.out)["body"]["items"] == [{"id": "Café", "quantity": 2, "price": 5}]


def test_every_resource_whose_lines_point_at_records_has_options_for_them() -> None:
    without = {
        f"{resource.name} {path}"
        for resource in RESOURCES
        for path in resource.lines
        if path not in {option.list for option in resource.line_options}
    }
    # A voucher's line is paid by an id that nobody has at hand.
    assert without == {"payments documentLines"}


def test_an_estimate_becomes_an_invoice(office: Office) -> None:
    line = "invoices create --from-estimate COT3 --payment-form CASH -o json"
    told = office.alegra(*shlex.split(line))
    assert told.code == 0, told.err
    made = exact.loads(told.out)
    assert f"dueDate is {made['date']}, since no other was given." in told.err
    estimate = exact.loads(office.alegra("estimates", "get", "3", "-o", "json").out)
    assert made["client"]["id"] == estimate["client"]["id"]
    assert str(made["total"]) == str(estimate["total"])
    assert made["estimate"]["number"] == "COT3"


def test_what_is_typed_goes_over_what_an_estimate_says(office: Office) -> None:
    line = "invoices create --from-estimate 3 --due-date +30d --client 2 --item 17@5"
    told = office.alegra(*shlex.split(line), "--payment-form", "CREDIT", "--dry-run", "-o", "json")
    assert told.code == 0, told.err
    assert "since no other was given" not in told.err
    made = exact.loads(told.out)["body"]
    assert made["client"] == {"id": "2"}
    assert made["items"][-1] == {"id": "17", "price": 5, "quantity": 1}
    assert made["estimate"] == "3"


def test_a_purchase_order_becomes_a_bill_once(office: Office) -> None:
    order = office.list("purchase-orders", "--status", "open")[0]
    line = ["bills", "create", "--from-purchase-order", order["id"], "-o", "json"]
    told = office.alegra(*line)
    assert told.code == 0, told.err
    made = exact.loads(told.out)
    assert made["provider"]["id"] == order["provider"]["id"]
    assert str(made["total"]) == str(order["total"])
    again = office.alegra(*line)
    assert again.code == 5
    assert "is closed: it has become another document already" in again.err


def test_a_void_document_becomes_nothing(office: Office) -> None:
    key = office.list("purchase-orders", "--status", "open")[0]["id"]
    assert office.alegra("purchase-orders", "void", key, "--yes").code == 0
    told = office.alegra("bills", "create", "--from-purchase-order", key)
    assert told.code == 5
    assert f"purchase order {key} has no effect" in told.err


def test_the_code_of_a_heading_is_no_account(office: Office) -> None:
    headings = {one["code"] for one in office.list("categories") if one["use"] == "accumulative"}
    assert "4" in headings
    made = body(office, "journals create --debit 4=5 --credit 7=5")
    assert [line["id"] for line in made["entries"]] == ["4", "7"]


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (("--item", "17:1@-5"), "price: -5 is less than zero", 0),
        (("--item", "17:1e3@5"), "quantity: 1e3 is written with an exponent, and means 1000", 0),
        (("--item", "17:1e999@5"), "quantity: 1e999 is no number that can be kept", 5),
        (("--item", "17:0@5"), "quantity: must be greater than 0", 5),
        (("--item", "17", "--set", "items.0.price=-5"), "price: -5 is less than zero", 0),
        (("-d", '{"items": [{"id": 17, "quantity": 1, "price": -5}]}'), "less than zero", 0),
    ],
)
def test_a_number_that_is_likely_a_slip_is_told_however_it_came(
    office: Office, words: tuple[str, ...], told: str, code: int
) -> None:
    base = ("--client", "1", "--date", "today", "--due-date", "today", "--payment-form", "CASH")
    result = office.alegra("invoices", "create", *base, *words, "--dry-run")
    assert told in result.err
    assert result.code == code, result.err
