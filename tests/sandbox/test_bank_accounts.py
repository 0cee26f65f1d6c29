"""Bank accounts."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import DAY, account, move_money, refused


def balance(books: Books, key: str) -> Decimal:
    query = {"includeBalance": "true"}
    return Decimal(books.call("GET", f"/bank-accounts/{key}", query=query)["balance"])


def test_the_balance_of_an_account(books: Books) -> None:
    key = account(books)
    move_money(books, key, "in", "30.25")
    out = move_money(books, key, "out", 50)
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


def test_the_last_day_of_an_account_and_its_status(books: Books) -> None:
    key = account(books)
    path, query = f"/bank-accounts/{key}", {"fields": "lastMovementDate"}
    assert books.call("GET", path, query=query)["lastMovementDate"] is None
    move_money(books, key, "in", 5)
    assert books.call("GET", path, query=query)["lastMovementDate"] == DAY
    books.call("PUT", f"/bank-accounts/{account(books)}", {"status": "inactive"})
    found = books.call("GET", "/bank-accounts", query={"status": "inactive"})
    assert [row["status"] for row in found] == ["inactive"]
