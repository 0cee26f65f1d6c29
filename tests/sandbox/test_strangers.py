"""What programs that no one here wrote send, and what they look for in the answers."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.forms import Part
from tests.sandbox.conftest import invoice


def test_a_tree_of_accounts_of_one_type(books: Books) -> None:
    tree = books.call("GET", "/categories", query={"format": "tree", "type": "income"})
    assert {root["type"] for root in tree} == {"income"}
    whole = books.call("GET", "/categories", query={"format": "tree"})
    assert tree == [root for root in whole if root["type"] == "income"]


@pytest.mark.parametrize(
    ("sent", "told"), [("1018425711", 1018425711), (None, ""), ("0012", "0012"), ("A-1", "A-1")]
)
def test_the_identification_of_a_seller(books: Books, sent: str | None, told: object) -> None:
    body = {"name": "Ana", "identification": sent}
    seller = books.call("POST", "/sellers", {key: body[key] for key in body if body[key]})
    assert (seller["identification"], seller["observations"]) == (told, "")


def test_numberings_come_ten_at_a_time_where_no_number_is_asked_for(books: Books) -> None:
    for number in range(12):
        books.call("POST", "/number-templates", {"name": f"N{number}", "documentType": "invoice"})
    assert len(books.call("GET", "/number-templates")) == 10
    assert len(books.call("GET", "/number-templates", query={"limit": "30"})) > 12


def test_the_own_currency_needs_no_rate(books: Books) -> None:
    made = invoice(books, currency={"code": "COP"})
    assert made.get("currency") is None


def test_a_new_item_is_of_the_sales_account(books: Books) -> None:
    made = books.call("POST", "/items", {"name": "Lamp", "price": 1})
    assert made["category"]["name"] == "Ventas"
    other = books.call("POST", "/items", {"name": "B", "price": 1, "category": {"id": "2"}})
    assert other["category"]["id"] == "2"


def test_a_picture_of_an_item_is_among_its_images(books: Books) -> None:
    for part in (Part("image", "a.png", b"x"), Part("file", "a.txt", b"x")):
        books.answer(books, "POST", "/items/1/attachment", {}, [part])
    item = books.call("GET", "/items/1")
    assert [image["name"] for image in item["images"]] == ["a.png"]
    assert len(item["attachments"]) == 2
