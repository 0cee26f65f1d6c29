"""What programs that no one here wrote send, and what they look for in the answers."""

from __future__ import annotations

import pytest

from alegra_cli.sandbox.books import Books, SandboxRefusal
from alegra_cli.sandbox.http.forms import FormPart
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


def test_a_contact_can_be_changed_by_one_key_where_that_is_played(books: Books) -> None:
    with pytest.raises(SandboxRefusal):
        books.call("PUT", "/contacts/5", {"creditLimit": 2000000})
    before = books.call("GET", "/contacts/5")
    books.settings.set("partial_contacts", True)
    books.call("PUT", "/contacts/5", {"creditLimit": 2000000})
    after = books.call("GET", "/contacts/5")
    changed = {key for key in after if after[key] != before.get(key)}
    assert (changed - {"updated_at"}, after["creditLimit"]) == ({"creditLimit"}, 2000000)


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
    for part in (FormPart("image", "a.png", b"x"), FormPart("file", "a.txt", b"x")):
        books.answer(books, "POST", "/items/1/attachment", {}, [part])
    item = books.call("GET", "/items/1")
    assert [image["name"] for image in item["images"]] == ["a.png"]
    assert len(item["attachments"]) == 2


def test_a_name_and_its_parts_exclude_each_other_where_that_is_played(books: Books) -> None:
    parts = {"firstName": "Ana", "lastName": "Ruiz"}
    body = {"name": "Ana Ruiz", "nameObject": parts, "ignoreRepeated": True}
    assert books.call("POST", "/contacts", body)["name"] == "Ana Ruiz"
    books.settings.set("one_name", True)
    with pytest.raises(SandboxRefusal) as refused:
        books.call("POST", "/contacts", body)
    assert "2039" in str(refused.value.body)
    for key in ("name", "nameObject"):
        alone = {"ignoreRepeated": True, key: body[key]}
        assert books.call("POST", "/contacts", alone)["name"] == "Ana Ruiz"


def test_an_empty_list_of_another_client_points_at_nothing(books: Books) -> None:
    made = invoice(books, seller=[], priceList=[], costCenter=[])
    assert made["seller"] is None
    contact = {"name": "De PHP", "seller": [], "term": [], "priceList": [], "ignoreRepeated": True}
    assert books.call("POST", "/contacts", contact)["seller"] is None
