"""Contacts."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import contact, refused

PERSON: dict[str, Any] = {
    "name": "Ana Paz",
    "nameObject": {"firstName": "Ana", "lastName": "Paz"},
    "identificationObject": {"type": "CC", "number": "5550002"},
    "kindOfPerson": "PERSON_ENTITY",
}


def test_a_put_keeps_what_is_not_sent_and_wants_three_keys(books: Books, in_country: Any) -> None:
    path = f"/contacts/{contact(books, **PERSON, email='a@b.co', type=['client'])['id']}"
    typed = {"identificationObject": PERSON["identificationObject"]}
    for missing in ({"mobile": "2"}, {"name": "Ana"}, typed):
        assert refused(books, "PUT", path, missing).status == 400
    books.call("PUT", path, {"name": "Ana Paz", **typed, "mobile": "2", "email": None})
    record = books.call("GET", path)
    assert (record["email"], record["mobile"], record["type"]) == (None, "2", ["client"])
    assert record["nameObject"] == PERSON["nameObject"]
    assert books.call("PUT", path, {"name": "Ana", **typed})["name"] == "Ana"
    argentina = in_country("argentina")
    first = argentina.call("GET", "/contacts/1")
    three = {key: first[key] for key in ("name", "identificationObject", "ivaCondition")}
    assert argentina.call("PUT", "/contacts/1", three)["email"] == first["email"]
    del three["ivaCondition"]
    assert "ivaCondition" in refused(argentina, "PUT", "/contacts/1", three).body["message"]


def test_people_of_colombia_have_the_parts_of_their_name(books: Books) -> None:
    whole = {key: value for key, value in PERSON.items() if key != "nameObject"}
    no = refused(books, "POST", "/contacts", whole)
    assert no.body["message"] == "El campo nameObject es obligatorio"
    assert contact(books, name="Firma", kindOfPerson="LEGAL_ENTITY")["name"] == "Firma"
    street = {"name": "X", "address": {"address": "Calle 1"}}
    assert refused(books, "POST", "/contacts", street).body["message"] == (
        "El departamento es inválido"
    )


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
