"""Journals."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import DAY, refused


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


def test_two_accounts_have_to_differ_and_are_named_by_id(books: Books) -> None:
    same = voucher(10, 10)
    same["entries"][1]["id"] = "4"
    other = voucher(10, 10)
    other["entries"] = [{**line, "id": None, "account": {"id": "4"}} for line in other["entries"]]
    for body in (same, other):
        no = refused(books, "POST", "/journals", body)
        assert "2 cuentas contables diferentes" in no.body["message"]


def test_kinds_of_vouchers_are_read_and_never_made(books: Books) -> None:
    kinds = [row["id"] for row in books.call("GET", "/journals/types")["data"]]
    assert refused(books, "POST", "/journals/types", {"name": "X"}).status == 403
    body = {**voucher(10, 10), "idNumeration": kinds[1]}
    assert books.call("POST", "/journals", body)["idNumeration"] == kinds[1]
    assert refused(books, "POST", "/journals", {**body, "idNumeration": "99"}).status == 400


def test_the_lines_of_the_ledger(books: Books) -> None:
    body = voucher(10, 10)
    body["entries"][0]["client"] = "1"
    made = books.call("POST", "/journals", body)
    void = books.call("POST", "/journals", {**voucher(5, 5), "status": "void"})

    def lines(**query: str) -> list[tuple[str, int, str]]:
        rows = books.call("GET", "/journals/entries", query=query)["data"]
        return [(row["idJournal"], row["category"]["id"], str(row["debit"])) for row in rows]

    span = {"fromDate": DAY, "toDate": DAY}
    assert lines(**span) == [(made["id"], 4, "10.00"), (made["id"], 7, "0.00")]
    assert lines(category_id="4", **span) == lines(client_id="1", **span)
    assert lines(client_id="1", **span) == [(made["id"], 4, "10.00")]
    assert void["id"] not in {key for key, _account, _debit in lines()}
    whole = books.call("GET", "/journals/entries")
    assert whole["metadata"]["total"] == len(whole["data"])
    assert lines(page="2", limit="1") == lines()[1:2]
    for wrong in ({"fromDate": DAY}, {"limit": "501"}, {"page": "0"}):
        assert refused(books, "GET", "/journals/entries", query=wrong).status == 400
