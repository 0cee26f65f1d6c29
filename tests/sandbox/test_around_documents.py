"""Sellers, terms, retentions, cost centres, charges: what documents point at."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from alegra_cli.testing.each import each
from tests.sandbox.conftest import invoice, refused

WHOLE: dict[str, dict[str, Any]] = {
    "/sellers": {"name": "Ana", "identification": "1"},
    "/terms": {"name": "45 días", "days": 45},
    "/retentions": {"name": "Honorarios", "percentage": 11, "type": "FUENTE"},
    "/cost-centers": {"name": "Norte", "code": "CC-9"},
    "/additional-charges": {"name": "Propina", "percentage": 10, "categorySalesId": 1},
}

LUZ = {"name": "Luz", "code": "513530", "idParent": "5"}


@pytest.mark.parametrize("path", WHOLE)
def test_they_are_made_changed_and_deleted(books: Books, path: str) -> None:
    made = books.call("POST", path, WHOLE[path])
    one = f"{path}/{made['id']}"
    assert books.call("PUT", one, {"name": "Otro"}) == {**made, "name": "Otro"}
    assert books.call("GET", one) == {**made, "name": "Otro"}
    assert books.call("DELETE", one)["code"] == 200
    assert refused(books, "GET", one).status == 404


# (where, what is wrong)
WRONG: list[tuple[str, dict[str, Any]]] = [
    *((path, {"name": ""}) for path in WHOLE),
    *((path, {"status": "asleep"}) for path in WHOLE if path != "/terms"),
    ("/terms", {"days": None}),
    ("/terms", {"days": -1}),
    ("/retentions", {"percentage": None}),
    ("/retentions", {"percentage": 101}),
    ("/retentions", {"type": None}),
    ("/retentions", {"calculatedBy": "dice"}),
    ("/additional-charges", {"percentage": "x"}),
    ("/additional-charges", {"categorySalesId": 999}),
]


def test_what_is_wrong_is_refused(books: Books) -> None:
    def check(wrong: tuple[str, dict[str, Any]]) -> None:
        path, change = wrong
        assert refused(books, "POST", path, {**WHOLE[path], **change}).status == 400

    each(((f"{path} {change}", (path, change)) for path, change in WRONG), check)


def test_what_is_in_use_is_not_deleted(books: Books) -> None:
    keys = {path: books.call("POST", path, WHOLE[path])["id"] for path in WHOLE}
    invoice(books, seller=keys["/sellers"], costCenter=keys["/cost-centers"])
    books.call("POST", "/contacts", {"name": "Ana", "term": {"id": keys["/terms"]}})
    for path in ("/sellers", "/cost-centers", "/terms"):
        assert refused(books, "DELETE", f"{path}/{keys[path]}").status == 400


def test_their_own_habits(books: Books) -> None:
    charge = books.call("POST", "/additional-charges", WHOLE["/additional-charges"])
    assert [type(charge[key]) for key in ("id", "categorySalesId", "companyId")] == [int] * 3
    assert books.call("POST", "/retentions", WHOLE["/retentions"])["percentage"] == "11.00"
    assert books.call("POST", "/terms", {"name": "T", "days": "8"})["days"] == 8
    found = books.call("GET", "/cost-centers", query={"query": "vent"})
    assert [row["name"] for row in found] == ["Ventas"]


def test_a_charge_may_point_at_an_account_with_a_uuid(books: Books) -> None:
    books.settings.set("uuid_ids", True)
    key = books.call("POST", "/categories", LUZ)["id"]
    body = {**WHOLE["/additional-charges"], "categorySalesId": key}
    assert books.call("POST", "/additional-charges", body)["categorySalesId"] == key
