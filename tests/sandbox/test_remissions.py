"""Remissions."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import PAPER, invoice, refused, status


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
