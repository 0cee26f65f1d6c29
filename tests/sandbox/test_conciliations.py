"""Conciliations."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import DAY, account, move_money, refused


def reconcile(books: Books, key: str, *payments: str, **more: Any) -> Any:
    matched = [{"id": payment} for payment in payments]
    body = {"account": {"id": key}, "date": DAY, "realBalance": 100, "transactions": matched}
    return books.call("POST", "/conciliations", {**body, **more})


def test_a_reconciliation_is_changed_by_its_id(books: Books) -> None:
    key = account(books)
    one, two = move_money(books, key, "in", 30), move_money(books, key, "out", 10)
    made = reconcile(books, key, one, two)
    again = books.call("POST", "/conciliations", {"id": made["id"], "bankExpenses": 5})
    assert (again["id"], again["bankExpenses"], again["realBalance"]) == (made["id"], 5, 100)
    assert [row["id"] for row in again["transactions"]] == [one, two]
    path = f"/conciliations/{made['id']}"
    assert str(books.call("GET", path, query={"fields": "balance"})["balance"]) == "20.00"
    assert "transactions" not in books.call("GET", path, query={"fields": "simple"})
    assert books.store.count("conciliations", "json_extract(body, '$.account.id') = ?", [key]) == 1


def test_payments_tell_their_reconciliation(books: Books) -> None:
    key = account(books)
    one, two = move_money(books, key, "in", 30), move_money(books, key, "in", 10)
    made = reconcile(books, key, one, two)["id"]

    def found() -> list[str]:
        query = {"conciliation_id": made}
        return [row["id"] for row in books.call("GET", "/payments", query=query)]

    assert found() == [one, two]
    assert books.call("GET", f"/payments/{one}")["conciliation"] == {"id": made}
    with pytest.raises(Exception, match="ya está en la conciliación"):
        reconcile(books, key, one)
    reconcile(books, key, two, id=made)
    assert found() == [two]
    books.call("DELETE", f"/conciliations/{made}")
    assert found() == []
    assert reconcile(books, key, one, two)["id"] != made


def test_a_closed_reconciliation_stays(books: Books) -> None:
    key = account(books)
    made = reconcile(books, key, move_money(books, key, "in", 30), status="closed")
    path = f"/conciliations/{made['id']}"
    body = {"id": made["id"], "realBalance": 1}
    assert refused(books, "POST", "/conciliations", body).status == 400
    assert refused(books, "DELETE", path).status == 400
    assert books.call("GET", path, query={"fields": "deletable"})["deletable"] is False


def test_wrong_reconciliations_are_refused(books: Books) -> None:
    key, other = account(books), account(books)
    voided, strange = move_money(books, key, "in", 1), move_money(books, other, "in", 1)
    books.call("POST", f"/payments/{voided}/void")
    body = {"account": {"id": key}, "date": DAY, "realBalance": 1}
    for wrong in ({"account": None}, {"realBalance": None}, {"date": None}, {"status": "half"}):
        assert refused(books, "POST", "/conciliations", {**body, **wrong}).status == 400
    for sent in ([{"id": voided}], [{"id": strange}], [{"id": "999"}], ["x"], 5):
        assert (
            refused(books, "POST", "/conciliations", {**body, "transactions": sent}).status == 400
        )
    assert refused(books, "POST", "/conciliations", {**body, "id": "999"}).status == 404
    assert refused(books, "PUT", "/conciliations/1", body).status == 405


@pytest.mark.parametrize("status", ["draft", "process"])
def test_reconciliations_that_are_not_done(books: Books, status: str) -> None:
    body = {"account": "2", "date": DAY, "realBalance": 0, "status": status}
    key = books.call("POST", "/conciliations", body)["id"]
    found = books.call("GET", "/conciliations", query={"status": status})
    assert [row["id"] for row in found] == [key]
    books.call("DELETE", f"/conciliations/{key}")
