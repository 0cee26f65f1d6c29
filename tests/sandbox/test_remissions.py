"""Remissions."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import LINE, PAPER, invoice, refused, status


def remission(books: Books) -> str:
    return str(books.call("POST", "/remissions", PAPER)["id"])


def test_an_invoice_closes_its_remissions(books: Books) -> None:
    one, two = remission(books), remission(books)
    ask = {"remissions": [{"id": one}, {"id": two}]}
    made = invoice(books, **ask)["id"]
    assert [status(books, f"/remissions/{key}") for key in (one, two)] == ["closed", "closed"]
    assert refused(books, "DELETE", f"/remissions/{one}").status == 400
    assert refused(books, "POST", f"/remissions/{one}/void").status == 400
    with pytest.raises(Exception, match="no está abierta"):
        invoice(books, **ask)
    books.call("POST", f"/invoices/{made}/void")
    assert [status(books, f"/remissions/{key}") for key in (one, two)] == ["open", "open"]
    draft = invoice(books, status="draft", **ask)["id"]
    assert status(books, f"/remissions/{one}") == "closed"
    books.call("DELETE", f"/invoices/{draft}")
    assert status(books, f"/remissions/{one}") == "open"
    books.call("DELETE", f"/remissions/{one}")


def test_an_invoice_does_not_come_back_for_what_another_took(books: Books) -> None:
    key = remission(books)
    first = invoice(books, remissions=[{"id": key}])["id"]
    books.call("POST", f"/invoices/{first}/void")
    second = invoice(books, remissions=[{"id": key}])["id"]
    assert refused(books, "POST", f"/invoices/{first}/open").status == 400
    books.call("POST", f"/invoices/{second}/void")
    books.call("POST", f"/remissions/{key}/void")
    assert refused(books, "POST", f"/invoices/{first}/open").status == 400


def test_remissions_are_void_and_open_again(books: Books) -> None:
    path = f"/remissions/{remission(books)}"
    assert refused(books, "POST", f"{path}/open").status == 400
    books.call("POST", f"{path}/void")
    assert refused(books, "POST", f"{path}/void").status == 400
    assert refused(books, "PUT", path, {"observations": "x"}).status == 400
    books.call("POST", f"{path}/open")
    assert books.call("PUT", path, {"observations": "x"})["status"] == "open"


def keys_of(books: Books, **query: str) -> list[str]:
    return [row["id"] for row in books.call("GET", "/remissions", query=query)]


def test_only_four_orders_are_known_and_the_newest_come_first(books: Books) -> None:
    late = str(books.call("POST", "/remissions", {**PAPER, "date": "2026-06-16"})["id"])
    early = str(books.call("POST", "/remissions", {**PAPER, "date": "2020-01-01"})["id"])
    usual = keys_of(books)
    assert (usual[0], usual[-1]) == (late, early)
    for field in ("id", "date", "nonsense"):
        assert keys_of(books, order_field=field) == usual
    assert keys_of(books, order_direction="ASC") == usual[::-1]
    names = [
        row["client"]["name"]
        for row in books.call("GET", "/remissions", query={"order_field": "name"})
    ]
    assert names == sorted(names, key=lambda name: name.upper().encode())


def test_filters_of_remissions(books: Books) -> None:
    body = {**PAPER, "numberTemplate": {"prefix": "REM-", "number": "00771"}}
    key = str(books.call("POST", "/remissions", body)["id"])
    for number in ("771", "REM-771", "0771"):
        assert keys_of(books, number=number) == [key]
    void = remission(books)
    books.call("POST", f"/remissions/{void}/void")
    found = keys_of(books, status="void,open")
    assert {key, void} <= set(found)
    assert set(keys_of(books, status="open", warehouse_id="1", priceList_id="1")) < set(found)
    assert keys_of(books, currency_code="USD") == keys_of(books, warehouse_id="2") == []


def test_what_is_told_of_one_remission(books: Books) -> None:
    path = f"/remissions/{books.call('POST', '/remissions', {**PAPER, 'costCenter': '1'})['id']}"
    listed = books.call("GET", "/remissions", query={"fields": "editable,pdf"})
    row = next(row for row in listed if row["id"] == path.rpartition("/")[2])
    assert (row["costCenter"]["id"], row["editable"], "pdf" in row) == ("1", True, False)
    fields = "pdf,comments,invoices,url,estimate,editable,deletable,voidable,openable"
    told = books.call("GET", path, query={"fields": fields})
    assert (told["costCenter"], told["invoices"], told["openable"]) == (None, [], False)
    assert told["pdf"].startswith("https://")
    assert told["deletable"]
    assert told["voidable"]
    long = books.call("POST", "/remissions", {**PAPER, "items": [LINE] * 201})["id"]
    assert books.call("GET", f"/remissions/{long}", query={"fields": "pdf"})["pdf"] is None
