"""Contacts, items, currencies, taxes, users, company: the API's own habits."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books.books import Books
from tests.sandbox.conftest import invoice, refused


def contact(books: Books, **body: Any) -> Any:
    return books.call("POST", "/contacts", {"name": "Ana", **body})


def test_a_put_replaces_the_whole_contact(books: Books) -> None:
    key = contact(books, email="a@b.co", phonePrimary="1", type=["client"])["id"]
    books.call("PUT", f"/contacts/{key}", {"name": "Ana", "mobile": "2"})
    record = books.call("GET", f"/contacts/{key}")
    assert (record["email"], record["phonePrimary"], record["mobile"]) == (None, None, "2")
    assert record["type"] == []
    assert refused(books, "PUT", f"/contacts/{key}", {"mobile": "3"}).status == 400


@pytest.mark.parametrize(
    "sent",
    [
        {"identification": "5550001"},
        {"identification": {"type": "CC", "number": "5550001"}},
        {"identificationObject": {"type": "CC", "number": "5550001"}},
    ],
)
def test_a_repeated_identification(books: Books, sent: dict[str, Any]) -> None:
    first = contact(books, **sent)
    assert first["identification"] == "5550001"
    no = refused(books, "POST", "/contacts", {"name": "Otra", **sent})
    assert (no.status, no.body["code"], no.body["contactId"]) == (400, 2006, first["id"])
    assert no.body["contactIdentification"] == "5550001"
    assert contact(books, ignoreRepeated=True, **sent)["id"] != first["id"]
    books.call("PUT", f"/contacts/{first['id']}", {"name": "Ana", "ignoreRepeated": True, **sent})


def test_check_digits_and_types_of_colombia(books: Books) -> None:
    def typed(**value: str) -> dict[str, Any]:
        return {"name": "X", "identificationObject": value}

    made = books.call("POST", "/contacts", typed(type="NIT", number="800197268"))
    assert made["identificationObject"]["dv"] == "4"
    assert refused(books, "POST", "/contacts", typed(type="NIT", number="899999068", dv="2"))
    assert refused(books, "POST", "/contacts", typed(type="RUC", number="1"))
    assert refused(books, "POST", "/contacts", {"name": "X", "kindOfPerson": "ROBOT"})


def test_what_other_countries_demand(in_country: Any) -> None:
    assert (
        "identification"
        in refused(in_country("mexico"), "POST", "/contacts", {"name": "X"}).body["message"]
    )
    chile = in_country("chile")
    assert (
        "giro"
        in refused(chile, "POST", "/contacts", {"name": "X", "identification": "1-9"}).body[
            "message"
        ]
    )
    assert (
        "ivaCondition"
        in refused(in_country("argentina"), "POST", "/contacts", {"name": "X"}).body["message"]
    )


def test_deleting_is_soft_and_refused_with_documents(books: Books) -> None:
    assert refused(books, "DELETE", "/contacts/1").status == 400
    key = contact(books)["id"]
    assert books.call("DELETE", f"/contacts/{key}")["code"] == 200
    assert refused(books, "GET", f"/contacts/{key}").status == 404
    assert books.call("PUT", f"/contacts/restore/{key}")["name"] == "Ana"
    assert refused(books, "PUT", f"/contacts/restore/{key}").status == 404


def test_small_habits_of_contacts(books: Books) -> None:
    assert contact(books, type=["client", "friend"])["type"] == ["client"]
    assert contact(books, type="provider")["type"] == ["provider"]
    assert contact(books, statementAttached="yes")["statementAttached"] is True
    assert refused(books, "POST", "/contacts", {"name": "X", "email": "nonsense"}).status == 400
    simple = books.call("GET", "/contacts", query={"mode": "simple"})[0]
    assert "seller" not in simple
    linked = books.call("GET", "/contacts/1", query={"fields": "url,statementLink"})
    assert linked["statementLink"].startswith("https://")


def test_items(books: Books) -> None:
    made = books.call(
        "POST", "/items", {"name": "A", "price": "10.50", "type": "service", "tax": "2"}
    )
    assert made["price"] == [{"idPriceList": "1", "name": "General", "price": "10.50"}]
    assert (made["type"], made["tax"][0]["percentage"]) == ("simple", "19.00")
    assert "inventory" not in made
    key = made["id"]
    assert books.call("PUT", f"/items/{key}", {"price": 20})["name"] == "A"
    books.call("PUT", f"/items/{key}", {"status": "inactive"})
    assert refused(books, "PUT", f"/items/{key}", {"price": 30}).status == 400
    books.call("PUT", f"/items/{key}", {"price": 30, "status": "active"})
    assert "error" in books.call("DELETE", f"/items/{key}")
    invoice(books)
    assert refused(books, "DELETE", "/items/1").status == 400
    assert refused(books, "POST", "/items", {"name": "A"}).status == 400
    no_cost = {"name": "A", "price": 1, "inventory": {"unit": "unit"}}
    assert refused(books, "POST", "/items", no_cost).status == 400


def test_currencies_and_company(books: Books) -> None:
    assert refused(books, "DELETE", "/currencies/COP").status == 400
    assert refused(books, "POST", "/currencies", {"code": "usd", "exchangeRate": 1}).status == 400
    assert refused(books, "POST", "/currencies", {"code": "USD", "exchangeRate": 1}).status == 400
    assert "deletable" not in books.call("GET", "/currencies/COP")
    asked = books.call("GET", "/currencies", query={"fields": "deletable"})
    assert [row["deletable"] for row in asked] == [False, True, True]
    books.call("PUT", "/company", {"decimalPrecision": 0, "address": {"city": "Cali"}})
    company = books.call("GET", "/company")
    assert company["address"]["description"]
    assert str(invoice(books)["total"]) == "100"


def test_users(books: Books) -> None:
    assert books.call("GET", "/users/self")["id"] == "1"
    assert refused(books, "DELETE", "/users/1").status == 400
    assert refused(books, "POST", "/users", {"email": "a@b.co"}).status == 400
    books.call("PUT", "/users/self", {"phone": "1"})
    kept = books.call("PUT", "/users/self/metadata", {"a": 1})
    assert kept["metadata"] == {"a": 1}
    assert "_metadata" not in books.call("GET", "/users/1")


def test_lists(books: Books) -> None:
    assert len(books.call("GET", "/invoices")) == 30
    for path in ("/invoices", "/contacts", "/items", "/payments", "/credit-notes"):
        no = refused(books, "GET", path, query={"limit": "31"})
        assert (no.status, no.body["code"]) == (400, 903)
    assert books.call("GET", "/taxes", query={"limit": "100"})["total"] == "4"
    counted = books.call("GET", "/contacts", query={"metadata": "true", "limit": "1"})
    assert (counted["metadata"], len(counted["data"])) == ({"total": 45}, 1)
    assert len(books.call("GET", "/contacts", query={"nonsense": "x"})) == 30
    assert books.call("GET", "/contacts", query={"start": "500"}) == []
    two = books.call("GET", "/invoices", query={"id": "3,5", "status": "void"})
    assert [row["id"] for row in two] == ["3", "5"]
    names = [row["name"] for row in books.call("GET", "/contacts", query={"order_field": "name"})]
    assert names == sorted(names, key=lambda name: name.upper().encode())


def test_ids_can_be_uuids(books: Books) -> None:
    books.settings.set("uuid_ids", True)
    assert len(contact(books)["id"]) == 36
