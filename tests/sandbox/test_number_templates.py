"""Numberings."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import refused


def test_a_change_is_whole(books: Books) -> None:
    whole = {"name": "Tiquete", "documentType": "saleTicket", "prefix": "T"}
    made = books.call("POST", "/number-templates", whole)
    path = f"/number-templates/{made['id']}"
    assert books.call("PUT", path, {**whole, "prefix": "TQ"}) == {**made, "prefix": "TQ"}
    assert refused(books, "PUT", path, {"prefix": "X"}).status == 400
    assert refused(books, "PUT", path, {"name": "X"}).status == 400


@pytest.mark.parametrize(("rate", "told"), [("0.414", "0.414"), (4, "4.00"), ("2.50", "2.50")])
def test_a_retention_per_mille_keeps_its_third_decimal(
    books: Books, rate: object, told: str
) -> None:
    body = {"name": "ICA", "percentage": rate, "type": "ICA"}
    assert books.call("POST", "/retentions", body)["percentage"] == told
