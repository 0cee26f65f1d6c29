"""Vouchers, the chart of accounts, banks and their reconciliations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from alegra_cli.sandbox.books.books import Books
from tests.sandbox.conftest import refused

DAY = "2026-06-01"


def voucher(debit: Any, credit: Any) -> dict[str, Any]:
    entries = [{"id": "4", "debit": debit, "credit": 0}, {"id": "7", "debit": 0, "credit": credit}]
    return {"date": DAY, "reference": "AJ", "entries": entries}


def test_debits_are_credits_to_the_cent(books: Books) -> None:
    made = books.call("POST", "/journals", voucher("100.01", "100.01"))
    assert (str(made["total"]), made["status"]) == ("100.01", "open")
    for debit, credit in (("100.01", "100.00"), (0, 0), (-1, -1), ("x", 1)):
        assert refused(books, "POST", "/journals", voucher(debit, credit)).status == 400
    parts = [{"id": "4", "debit": part} for part in ("0.1", "0.2")]
    body = {"date": DAY, "entries": [*parts, {"id": "7", "credit": "0.3"}]}
    assert str(books.call("POST", "/journals", body)["total"]) == "0.30"


@pytest.mark.parametrize(
    "entry", [{"id": "13"}, {"id": "999"}, {"id": None}, {"credit": 10}, {"client": "999"}], ids=str
)
def test_wrong_entries_are_refused(books: Books, entry: dict[str, Any]) -> None:
    """A root account, one that is not there, both sides at once, nobody's client."""
    body = voucher(10, 10)
    body["entries"][0] |= entry
    assert refused(books, "POST", "/journals", body).status == 400


def test_updates_of_vouchers_are_partial(books: Books) -> None:
    made = books.call("POST", "/journals", {**voucher(10, 10), "client": "1"})
    path = f"/journals/{made['id']}"
    changed = books.call("PUT", path, {"observations": "x"})
    assert changed == {**made, "observations": "x"}
    assert refused(books, "PUT", path, {"entries": voucher(1, 2)["entries"]}).status == 400
    assert books.call("GET", path) == changed
    listed = books.call("GET", "/journals", query={"reference": "aj", "client_id": "1"})
    assert [row["id"] for row in listed] == [made["id"]]
    books.call("DELETE", path)
    assert refused(books, "GET", path).status == 404


def test_the_balance_of_months(books: Books) -> None:
    def month(period: str) -> list[tuple[str, str]]:
        rows = books.call("GET", "/journals/entries/graph")["data"]
        return [(str(r["debit"]), str(r["credit"])) for r in rows if r["period"] == period]

    assert month("2026-06") == []
    books.call("POST", "/journals", voucher("10.10", "10.10"))
    key = books.call("POST", "/journals", {**voucher(5, 5), "date": "2026-06-30"})["id"]
    assert month("2026-06") == [("15.10", "15.10")]
    books.call("PUT", f"/journals/{key}", {"status": "void"})
    assert month("2026-06") == [("10.10", "10.10")]


def test_the_tree_of_accounts_nests(books: Books) -> None:
    made = books.call("POST", "/categories", {"name": "Luz", "idParent": 5, "code": "513530"})
    assert (type(made["id"]), made["type"], made["nature"]) == (int, "expense", "debit")
    tree = books.call("GET", "/categories", query={"format": "tree"})
    assert {root["idParent"] for root in tree} == {None}
    costs = next(root for root in tree if root["name"] == "Gastos")
    services = next(child for child in costs["children"] if child["id"] == 5)
    assert services["children"] == [made]
    plain = books.call("GET", "/categories", query={"format": "plain", "query": "51353"})
    assert plain == [made]


def test_an_account_never_stands_below_itself(books: Books) -> None:
    child = books.call("POST", "/categories", {"name": "Luz", "idParent": "5"})["id"]
    for parent in (5, child, 999, None):
        assert refused(books, "PUT", "/categories/5", {"idParent": parent}).status == 400
    count = books.store.count("categories")
    tree = books.call("GET", "/categories", query={"format": "tree"})

    def below(rows: list[Any]) -> int:
        return len(rows) + sum(below(row["children"]) for row in rows)

    assert below(tree) == count


def test_accounts_are_changed_but_never_deleted(books: Books) -> None:
    assert (
        books.call("PUT", "/categories/5", {"status": "inactive"})["name"] == "Servicios públicos"
    )
    assert refused(books, "PUT", "/categories/13", {"name": "X"}).status == 400
    assert refused(books, "DELETE", "/categories/5").status == 405
    for wrong in ({"name": "X"}, {"idParent": 5}, {"name": "X", "idParent": 5, "type": "fun"}):
        assert refused(books, "POST", "/categories", wrong).status == 400
    kept = books.call("PUT", "/categories/settings", {"codeLength": 8})
    assert kept == books.call("GET", "/categories/settings") == {"codeLength": 8, "useCodes": True}


def account(books: Books, **more: Any) -> str:
    body = {"name": "Caja", "type": "cash", "initialBalance": "10.50", "initialBalanceDate": DAY}
    return str(books.call("POST", "/bank-accounts", {**body, **more})["id"])


def balance(books: Books, key: str) -> Decimal:
    query = {"includeBalance": "true"}
    return Decimal(books.call("GET", f"/bank-accounts/{key}", query=query)["balance"])


def pay(books: Books, account: str, kind: str, price: Any) -> str:
    line = {"id": "5", "price": price, "quantity": 1}
    body = {"date": DAY, "bankAccount": account, "paymentMethod": "cash", "type": kind}
    return str(books.call("POST", "/payments", {**body, "categories": [line]})["id"])


def test_the_balance_of_an_account(books: Books) -> None:
    key = account(books)
    pay(books, key, "in", "30.25")
    out = pay(books, key, "out", 50)
    assert balance(books, key) == Decimal("-9.25")
    books.call("POST", f"/payments/{out}/void")
    assert balance(books, key) == Decimal("40.75")
    assert "balance" not in books.call("GET", f"/bank-accounts/{key}")


def test_a_transfer_moves_both_accounts(books: Books) -> None:
    one, two = account(books), account(books)
    body = {"idDestination": two, "amount": "4.25", "date": DAY}
    books.call("POST", f"/bank-accounts/{one}/transfer", body)
    assert (balance(books, one), balance(books, two)) == (Decimal("6.25"), Decimal("14.75"))
    books.call("POST", f"/bank-accounts/{one}/transfer", {**body, "exchangeRate": 2})
    assert (balance(books, one), balance(books, two)) == (Decimal("2.00"), Decimal("23.25"))
    for wrong in ({"idDestination": one}, {"idDestination": None}, {"amount": 0}, {"date": None}):
        path = f"/bank-accounts/{one}/transfer"
        assert refused(books, "POST", path, {**body, **wrong}).status == 400
    assert balance(books, one) == Decimal("2.00")
    for key in (one, two):
        assert refused(books, "DELETE", f"/bank-accounts/{key}").status == 400


def test_inactive_accounts_are_hidden(books: Books) -> None:
    key = account(books, status="inactive")

    def listed(**query: str) -> list[str]:
        return [row["id"] for row in books.call("GET", "/bank-accounts", query=query)]

    assert (key in listed(), key in listed(includeInactive="true")) == (False, True)
    books.call("PUT", f"/bank-accounts/{key}", {"status": "active"})
    assert key in listed()
    books.call("DELETE", f"/bank-accounts/{key}")
    body = {"name": "X", "type": "cash", "initialBalance": 0, "initialBalanceDate": DAY}
    for wrong in ({"name": ""}, {"type": "sock"}, {"initialBalance": "x"}, {"category": "99"}):
        assert refused(books, "POST", "/bank-accounts", {**body, **wrong}).status == 400


def reconcile(books: Books, key: str, *payments: str, **more: Any) -> Any:
    matched = [{"id": payment} for payment in payments]
    body = {"account": {"id": key}, "date": DAY, "realBalance": 100, "transactions": matched}
    return books.call("POST", "/conciliations", {**body, **more})


def test_a_reconciliation_is_changed_by_its_id(books: Books) -> None:
    key = account(books)
    one, two = pay(books, key, "in", 30), pay(books, key, "out", 10)
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
    one, two = pay(books, key, "in", 30), pay(books, key, "in", 10)
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
    made = reconcile(books, key, pay(books, key, "in", 30), status="closed")
    path = f"/conciliations/{made['id']}"
    body = {"id": made["id"], "realBalance": 1}
    assert refused(books, "POST", "/conciliations", body).status == 400
    assert refused(books, "DELETE", path).status == 400
    assert books.call("GET", path, query={"fields": "deletable"})["deletable"] is False


def test_wrong_reconciliations_are_refused(books: Books) -> None:
    key, other = account(books), account(books)
    voided, strange = pay(books, key, "in", 1), pay(books, other, "in", 1)
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
