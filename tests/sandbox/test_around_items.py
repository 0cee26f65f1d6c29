"""What items are sorted by and kept in: made, changed, refused, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from alegra_cli.testing.each import each
from tests.sandbox.conftest import WHOLE, refused


@pytest.mark.parametrize("path", WHOLE)
def test_they_are_made_changed_and_deleted(books: Books, path: str) -> None:
    made = books.call("POST", path, WHOLE[path])
    one = f"{path}/{made['id']}"
    assert (made["name"], made["status"]) == (WHOLE[path]["name"], "active")
    changed = books.call("PUT", one, {"name": "Otro"})
    assert changed == {**made, "name": "Otro"}
    assert changed.items() <= books.call("GET", one).items()
    assert books.call("DELETE", one)["code"] == 200
    assert refused(books, "GET", one).status == 404


# (where, what is wrong)
WRONG: list[tuple[str, dict[str, Any]]] = [
    *((path, {"name": ""}) for path in WHOLE),
    *((path, {"status": "asleep"}) for path in WHOLE),
    ("/warehouses", {"costCenter": {"id": "99"}}),
    ("/price-lists", {"type": None}),
    ("/price-lists", {"type": "magic"}),
    ("/price-lists", {"percentage": None}),
    ("/price-lists", {"percentage": "ten"}),
    ("/variant-attributes", {"options": []}),
    ("/variant-attributes", {"options": 5}),
    ("/variant-attributes", {"options": ["Rojo"]}),
    ("/variant-attributes", {"options": [{"value": ""}]}),
    ("/custom-fields", {"type": "color"}),
    ("/custom-fields", {"type": "optionsList"}),
    ("/custom-fields", {"resourceType": "contact"}),
    ("/custom-fields", {"settings": "x"}),
]


def test_what_is_wrong_is_refused(books: Books) -> None:
    def check(wrong: tuple[str, dict[str, Any]]) -> None:
        path, change = wrong
        before = books.store.count(path.strip("/"))
        assert refused(books, "POST", path, {**WHOLE[path], **change}).status == 400
        assert books.store.count(path.strip("/")) == before

    each(((f"{path} {change}", (path, change)) for path, change in WRONG), check)


def test_what_is_in_use_is_not_deleted(books: Books) -> None:
    sized = {"name": "Camisa", "price": 1, "type": "variantParent"}
    books.call("POST", "/items", {**sized, "variantAttributes": [{"id": "1"}]})
    priced = [{"idPriceList": "1", "price": 1}, {"idPriceList": "2", "price": 2}]
    books.call("POST", "/items", {"name": "A", "price": priced, "itemCategory": {"id": "2"}})
    paths = ("/warehouses/2", "/price-lists/2", "/variant-attributes/1", "/item-categories/2")
    for path in paths:
        assert refused(books, "DELETE", path).status == 400
    for path in ("/warehouses/1", "/price-lists/1"):
        assert refused(books, "DELETE", path).status == 400
    told = books.call("GET", "/price-lists/2", query={"fields": "editable,deletable"})
    assert (told["editable"], told["deletable"]) == (True, False)
    free = books.call("POST", "/warehouses", {"name": "Sur"})["id"]
    asked = books.call("GET", f"/warehouses/{free}", query={"fields": "deletable"})
    assert asked["deletable"] is True
