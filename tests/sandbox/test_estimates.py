"""Estimates."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import LINE, PAPER, invoice, refused


def estimate(books: Books) -> str:
    return str(books.call("POST", "/estimates", PAPER)["id"])


def test_an_estimate_that_was_invoiced_stays(books: Books) -> None:
    free, used = estimate(books), estimate(books)
    made = invoice(books, estimate=used, status="draft")
    assert refused(books, "DELETE", f"/estimates/{used}").status == 400
    assert books.call("DELETE", f"/estimates/{free}")["code"] == 200
    books.call("DELETE", f"/invoices/{made['id']}")
    books.call("DELETE", f"/estimates/{used}")
    assert refused(books, "GET", f"/estimates/{used}").status == 404
    with pytest.raises(Exception, match=r"^400 "):
        invoice(books, estimate=used)


def test_updates_of_estimates_are_partial(books: Books) -> None:
    made = books.call("POST", "/estimates", {**PAPER, "observations": "a", "anotation": "b"})
    path = f"/estimates/{made['id']}"
    body = {"anotation": None, "items": [{**LINE, "quantity": 2}], "comments": ["c"]}
    changed = books.call("PUT", path, body)
    assert (changed["observations"], changed["anotation"]) == ("a", "")
    assert (str(changed["total"]), changed["items"][0]["quantity"]) == ("200.00", "2.00")
    assert changed["number"] == made["number"]
    assert books.call("GET", path, query={"fields": "comments"})["comments"] == ["c"]
    books.call("PUT", path, {"observations": "d"})
    assert books.call("GET", path, query={"fields": "comments"})["comments"] == ["c"]


def test_open_estimates_are_those_that_were_not_invoiced(books: Books) -> None:
    free, used = estimate(books), estimate(books)
    made = invoice(books, estimate={"id": used})["id"]
    found = books.call("GET", "/estimates", query={"status": "open", "limit": "30"})
    keys = {row["id"] for row in found}
    assert (free in keys, used in keys) == (True, False)
    told = books.call("GET", f"/estimates/{used}", query={"fields": "invoices"})
    assert [row["id"] for row in told["invoices"]] == [made]
